// npm test: everything, in the order that fails fastest. Ends with `N passed, N failed, N skipped`; no test at all is a failure.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildWhatIsStale } from './build.js';
import { installWhatIsMissing, ROOT, run, tool } from './install.js';

installWhatIsMissing();
const total = { passed: 0, failed: 0, skipped: 0 };
const failures = [];

function step(name, status) {
  if (status === 0) total.passed++;
  else {
    total.failed++;
    failures.push(name);
  }
  console.log(`${status === 0 ? 'ok  ' : 'FAIL'} ${name}`);
}

step('types', run(tool('tsc'), ['-p', 'tsconfig.json']));
step('types of the web pages', run(tool('tsc'), ['-p', 'src/web/tsconfig.json']));
step('format and lint', run(tool('biome'), ['ci', '--log-level=warn', '.']));
step('nothing unused', run(tool('knip'), []));
buildWhatIsStale();

const scratch = mkdtempSync(join(tmpdir(), 'rondo-test-'));
const report = join(scratch, 'report.json');
const only = process.argv.slice(2);
const status = run(
  tool('vitest'),
  ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...only],
  { UV_THREADPOOL_SIZE: '16', NODE_OPTIONS: '--max-old-space-size=4096' },
);
let ran = 0;
if (existsSync(report)) {
  const told = JSON.parse(readFileSync(report, 'utf8'));
  ran = told.numPassedTests + told.numFailedTests;
  total.passed += told.numPassedTests;
  total.failed += told.numFailedTests;
  total.skipped += told.numPendingTests + (told.numTodoTests ?? 0);
  for (const file of told.testResults) {
    if (file.status === 'failed' && file.assertionResults.length === 0) {
      total.failed++;
      failures.push(`${file.name.replace(`${ROOT}/`, '')} did not load`);
    }
    for (const test of file.assertionResults) if (test.status === 'failed') failures.push(test.fullName);
  }
}
if (ran === 0) {
  total.failed++;
  failures.push('no test was executed');
} else if (status !== 0 && total.failed === 0) {
  total.failed++;
  failures.push(`the test runner ended with ${status}`);
}
rmSync(scratch, { recursive: true, force: true });

if (!existsSync(resolve(process.env.RONDO_SHARED ?? join(ROOT, '../shared')))) {
  console.log('Skipped tests include those that read ../shared, which is not here (RONDO_SHARED may name it).');
}
for (const failure of failures) console.log(`failed: ${failure}`);
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed === 0 ? 0 : 1);
