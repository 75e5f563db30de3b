// npm run check: types, format, lint, unused code and the architecture test: what must hold before every commit (about 15 s).
import { installWhatIsMissing, run, tool } from './install.js';

installWhatIsMissing();
const steps = [
  ['tsc', ['-p', 'tsconfig.json']],
  ['tsc', ['-p', 'src/web/tsconfig.json']],
  ['biome', ['check', '.']],
  ['knip', []],
  ['vitest', ['run', 'test/architecture.test.ts']],
];
let failed = 0;
for (const [name, args] of steps) if (run(tool(name), args) !== 0) failed++;
process.exit(failed === 0 ? 0 : 1);
