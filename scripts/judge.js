// npm run judge -- SUITE DIR …: holds the program against a folder of known answers, of any size.
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildTools } from './tools.js';

const [suite, ...args] = process.argv.slice(2);
const out = buildTools();
const { JUDGES } = await import(pathToFileURL(resolve(out, 'test/judges/all-judges.js')).href);
const judge = JUDGES.find((each) => each.suite === suite);
if (!judge) {
  console.error('npm run judge -- SUITE DIR …');
  for (const each of JUDGES) console.error(`  ${each.usage}`);
  process.exit(2);
}
const verdict = await judge.run(
  args.map((arg) => (arg.startsWith('-') ? arg : resolve(process.env.INIT_CWD ?? '.', arg))),
);
for (const line of verdict.lines) console.log(line);
if (verdict.passed + verdict.failed === 0) console.log('no case was found there');
console.log(`${verdict.passed} passed, ${verdict.failed} failed, ${verdict.skipped} skipped`);
process.exit(verdict.failed === 0 && verdict.passed > 0 ? 0 : 1);
