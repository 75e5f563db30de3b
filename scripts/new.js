// npm run new KIND ID: starts a check, method, channel, chart, action or source: its file, its test, its line in the list.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { ROOT } from './install.js';

const [kind, id] = process.argv.slice(2);
const camel = (id ?? '').replaceAll(/-(\w)/g, (_, letter) => letter.toUpperCase());
const title = (id ?? '').replaceAll('-', ' ').replace(/^./, (letter) => letter.toUpperCase());

const KINDS = {
  check: {
    file: `src/cycle/practice-to-data/checks/${id}.ts`,
    list: 'src/cycle/practice-to-data/checks/all.ts',
    text: `import { defineCheck } from '../define-check.ts';

/** Say what is counted and why it matters. */
export const ${camel} = defineCheck({
  id: '${id}',
  title: '${title}',
  kind: 'plausibility',
  severity: 'warning',
  threshold: 0.01,
  threatens: [],
  sql: () => 'SELECT count(*) FILTER (measurement_date IS NULL) AS violated, count(*) AS "of" FROM measurement',
});
`,
    test: `import { expect, test } from 'vitest';
import { ${camel} } from './${id}.ts';

test('${camel} counts what breaks it and nothing else', () => {
  expect(${camel}.id).toBe('${id}');
  expect.fail('put rows that break the check and rows that do not into a database in memory, and count');
});
`,
    next: 'Say which definitions it threatens; give the threshold a reason.',
  },
  method: {
    file: `src/cycle/data-to-knowledge/methods/${id}.ts`,
    list: 'src/cycle/data-to-knowledge/methods/all-methods.ts',
    text: `import { count, Type } from '../../../core/schema.ts';
import { wilsonInterval } from '../../../engine/stats/wilson-interval.ts';
import { type GroupCount, sumOf } from '../counts.ts';
import { blockedResult, defineMethod } from '../define-method.ts';

/** Say what is estimated, of whom, in what unit. */
export const ${camel} = defineMethod({
  id: '${id}',
  title: '${title}',
  answers: 'level',
  reads: ['group', 'numerator', 'denominator'],
  params: Type.Object({ fewest: count('fewest people for a number', 10, 1) }),
  assumes: ['Say what has to be true for the number to mean what it says.'],
  source: 'Author (2000), Journal 1:1–2.',

  run(groups: readonly GroupCount[], { fewest }) {
    const { events, people } = sumOf(groups);
    const diagnostics = [{ name: 'fewest people', ok: people >= fewest, says: \`\${people} people, at least \${fewest} wanted\` }];
    const about = { unit: 'share of people', people, diagnostics, level: 0.95 };
    if (people < fewest) return blockedResult(\`only \${people} people\`, about);
    const { lower, upper } = wilsonInterval(events, people);
    return { ...about, estimate: events / people, interval: [lower, upper] };
  },
});
`,
    test: `import { expect, test } from 'vitest';
import { ${camel} } from './${id}.ts';

test('${camel}() gives the published number', () => {
  expect(${camel}.run([{ group: 'a', numerator: 15, denominator: 148 }]).estimate).toBeCloseTo(15 / 148, 12);
  expect.fail('replace this by a published number, a closed form and a law; add edges to test/contract/methods.test.ts');
});
`,
    next: 'Put the arithmetic into src/engine/stats/, and prove it three ways.',
  },
  channel: {
    file: `src/cycle/knowledge-to-practice/channels/${id}.ts`,
    list: 'src/cycle/knowledge-to-practice/channels/all-channels.ts',
    text: `import type { Advice } from '../../handover.ts';
import type { NewReceipt, ReceiptBook } from '../receipt-book.ts';
import { defineChannel } from './define-channel.ts';

/** Say whom it reaches, and how. */
export const ${camel} = defineChannel({
  id: 'team-feedback', // add '${id}' to Advice['channel'] in src/cycle/handover.ts, then name it here
  title: '${title}',

  async deliver(advice: Advice, params: { readonly book: ReceiptBook; readonly receipt: NewReceipt }) {
    const receipt = await params.book.save(params.receipt); // durable before anything is handed over
    return receipt.isShown ? { receipt, message: advice.summary } : { receipt };
  },
});
`,
    test: `import { expect, test } from 'vitest';
import { ${camel} } from './${id}.ts';

test('${camel} leaves a receipt before it hands anything over', () => {
  expect(${camel}.title).toBe('${title}');
  expect.fail('deliver to a temporary ledger (test/ledger.ts) and look for the receipt');
});
`,
    next: 'No receipt, no delivery: impact counts exposure from receipts.',
  },
  chart: {
    file: `src/engine/chart/${id}.ts`,
    text: `import { drawing, text } from './_svg.ts';
import type { Figure, FigureWords } from './figure.ts';

/** Say what is drawn against what, in which units. */
export interface ${camel.replace(/^./, (letter) => letter.toUpperCase())}Data extends FigureWords {
  readonly values: readonly { readonly label: string; readonly value: number }[];
}

/** Draws it. */
export function ${camel}(data: ${camel.replace(/^./, (letter) => letter.toUpperCase())}Data): Figure {
  const description = data.description ?? data.values.map(({ label, value }) => \`\${label} \${value}\`).join('; ');
  const body = data.values.map(({ label, value }, i) => text(24, 90 + 20 * i, \`\${label}: \${value}\`, {}));
  return {
    id: data.id,
    title: data.title,
    description,
    unit: data.unit,
    svg: drawing({ ...data, description }, { width: 760, height: 120 + 20 * data.values.length }, body),
    table: { columns: ['what', data.unit], rows: data.values.map(({ label, value }) => [label, value]) },
  };
}
`,
    test: `import { expect, test } from 'vitest';
import { ${camel} } from './${id}.ts';

test('${camel}() says in words and in a table what it draws', () => {
  const figure = ${camel}({ id: 'x', title: 'X', unit: 'people', values: [{ label: 'a', value: 1 }] });
  expect(figure.svg).toContain('role="img"');
  expect(figure.table.rows).toEqual([['a', 1]]);
  expect.fail('add a golden file as the other charts have, and look at the picture in light and dark');
});
`,
    next: 'Add a golden (npm run golden) and look at it in light and dark.',
  },
  action: {
    file: `src/actions/${id}.ts`,
    list: 'src/actions/all-actions.ts',
    text: `import { Type } from '../core/schema.ts';
import { defineAction } from './action.ts';

/** One thing a person can do. */
export const ${camel} = defineAction({
  id: '${id}',
  title: '${title}',
  summary: 'Say in a sentence what it does and for whom.',
  command: '${(id ?? '').replaceAll('-', ' ')}',
  example: 'rondo ${(id ?? '').replaceAll('-', ' ')}',
  roles: ['administrator'],
  changes: false,
  aboutPeople: false,
  params: Type.Object({}),
  gives: Type.Object({ node: Type.String() }),
  run: async (_params, { workspace }) => ({ node: workspace.settings.name }),
  show: ({ node }) => node,
});
`,
    next: 'Then npm run docs, and RONDO_GOLDEN=write npx vitest run test/contract/web-client.test.ts for the web client.',
  },
  source: {
    file: `src/cycle/practice-to-data/sources/${id}.ts`,
    list: 'src/cycle/practice-to-data/sources/all.ts',
    text: `import { path, Type } from '../../../core/schema.ts';
import { receiveFhirFolder } from '../../../engine/store/raw-receive.ts';
import { defineSource } from '../define-source.ts';

/** Say whose records these are and in which form they come. */
export const ${camel} = defineSource({
  id: '${id}',
  title: '${title}',
  params: Type.Object({ folder: path('where they lie') }),
  // Put what comes into raw/ before you say that you have it; turn it into FHIR lines, never drop one in silence.
  receive: ({ folder }, feed, world) => receiveFhirFolder(folder, feed, world),
});
`,
    next: 'Add it to test/contract/sources.test.ts: what it says it has is held, and nothing comes twice.',
  },
};

const made = KINDS[kind];
if (!made || !/^[a-z][a-z0-9-]*$/.test(id ?? '')) {
  console.error(`npm run new KIND ID — KIND is one of ${Object.keys(KINDS).join(', ')}; ID is lower case with hyphens`);
  process.exit(2);
}
const file = resolve(ROOT, made.file);
if (existsSync(file)) {
  console.error(`${made.file} is there already`);
  process.exit(5);
}
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, made.text);
console.log(`made ${made.file}`);
if (made.test) {
  writeFileSync(file.replace(/\.ts$/, '.test.ts'), made.test);
  console.log(`made ${made.file.replace(/\.ts$/, '.test.ts')}: it fails until you finish it`);
}
if (made.list) addToList(made.list);
console.log(made.next);

/** Adds the import and, where the list is an array, the entry. */
function addToList(list) {
  const path = resolve(ROOT, list);
  const source = readFileSync(path, 'utf8');
  const line = `import { ${camel} } from './${id}.ts';\n`;
  const lastImport = source.lastIndexOf('\nimport ');
  const at = source.indexOf('\n', lastImport + 1) + 1;
  const withImport = source.slice(0, at) + line + source.slice(at);
  const withEntry = withImport.replace(/\[([^[\]]*?),?\s*\];\s*$/, (_, entries) => `[${entries}, ${camel}];\n`);
  writeFileSync(path, withEntry === withImport ? withImport : withEntry);
  console.log(withEntry === withImport ? `imported in ${list}: add it to the list there` : `added to ${list}`);
}
