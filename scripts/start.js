// npm start: install what is missing, build what is stale, then hand over to the program itself.
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { buildWhatIsStale } from './build.js';
import { installWhatIsMissing, ROOT } from './install.js';

installWhatIsMissing();
buildWhatIsStale();

const rondo = spawn(process.execPath, [resolve(ROOT, 'dist/cli/main.js'), 'start', ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, UV_THREADPOOL_SIZE: process.env.UV_THREADPOOL_SIZE ?? '16' },
});
// The terminal sends Ctrl-C to the whole group; Rondo closes what it opened, and this process only waits for it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => signal !== 'SIGINT' && rondo.kill(signal));
rondo.on('exit', (code, signal) => process.exit(code ?? (signal ? 130 : 1)));
