// npm run golden: writes the golden files anew. Read the diff before you commit it.
import { installWhatIsMissing, run, tool } from './install.js';

installWhatIsMissing();
run(tool('vitest'), ['run', '-t', 'golden'], { RONDO_GOLDEN: 'write' });
process.exit(run('git', ['--no-pager', 'diff', '--stat', '--', 'test/golden']));
