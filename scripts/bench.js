// npm run bench [-- NAME …]: runs bench/*.ts one after the other and prints what each measured. Nothing is asserted.
import { readdirSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { resolve } from 'node:path';
import { ROOT, run } from './install.js';
import { buildTools } from './tools.js';

const wanted = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));
const names = readdirSync(resolve(ROOT, 'bench'))
  .filter((name) => name.endsWith('.ts'))
  .map((name) => name.replace(/\.ts$/, ''))
  .filter((name) => wanted.length === 0 || wanted.includes(name));
const out = buildTools();
const gib = (totalmem() / 2 ** 30).toFixed(0);
console.log(
  `${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, ${gib} GiB, Node ${process.versions.node}`,
);
let failed = 0;
for (const name of names) {
  console.log(`\n## ${name}`);
  if (run(process.execPath, ['--expose-gc', resolve(out, `bench/${name}.js`)], { UV_THREADPOOL_SIZE: '16' }) !== 0)
    failed++;
}
process.exit(failed === 0 ? 0 : 1);
