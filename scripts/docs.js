// npm run docs: writes docs/reference/ and the README's transcript anew from what the program declares and prints.
import { installWhatIsMissing, run, tool } from './install.js';

installWhatIsMissing();
const failed = run(tool('vitest'), ['run', 'test/docs'], { RONDO_DOCS: 'write' });
run('git', ['--no-pager', 'diff', '--stat', '--', 'docs', 'README.md']);
process.exit(failed);
