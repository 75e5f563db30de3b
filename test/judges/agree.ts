/** Holds every runner of the meaning language against the others on random definitions and random records. */
import { parseArgs } from 'node:util';
import { agree } from '../generative/agree.ts';

/** For `npm run judge -- agree --cases N --seed S`. */
export const agreeJudge = {
  suite: 'agree',
  usage:
    'agree --cases N --seed S  random definitions in memory, PostgreSQL and DuckDB; a seed is drawn if none is given',
  async run(args: readonly string[]) {
    const { cases, seed } = optionsOf(args);
    const found = await agree({ cases, seed, everyInDuckdb: true });
    const reached = Object.entries(found.reached).map(([what, times]) => `${what} ${times}`);
    return {
      passed: found.cases,
      failed: found.disagreement === undefined ? 0 : 1,
      skipped: 0,
      lines: [
        ...(found.disagreement === undefined ? [] : [found.disagreement]),
        `seed ${seed}: ${found.cases} cases in memory, PostgreSQL and DuckDB (rows: ${reached.join(', ')})`,
      ],
    };
  },
};

function optionsOf(args: readonly string[]): { readonly cases: number; readonly seed: number } {
  // The judge's own door makes a path of whatever does not begin with a hyphen.
  const plain = args.map((arg) => (arg.startsWith('-') ? arg : (arg.split('/').at(-1) ?? '')));
  const { values } = parseArgs({ args: plain, options: { cases: { type: 'string' }, seed: { type: 'string' } } });
  const whole = (text: string | undefined, otherwise: number): number => {
    const number = text === undefined ? otherwise : Number(text);
    return Number.isSafeInteger(number) && number >= 0 ? number : Number.NaN;
  };
  const cases = whole(values.cases, 2000);
  const seed = whole(values.seed, Date.now() % 0x7fffffff);
  if (Number.isNaN(cases) || Number.isNaN(seed)) throw new Error('agree: --cases and --seed must be whole numbers');
  return { cases, seed };
}
