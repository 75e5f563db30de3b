/** What an attacker would like pages to do with text and drawings: nothing of it happens. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AnyAction } from '../../src/actions/run-action.ts';
import { listen } from '../../src/server/listen.ts';
import { sharedFolder } from '../shared.ts';
import { CHROMIUM, LOOKS, openBrowser } from './chromium.ts';
import { exampleActions } from './example-actions.ts';
import { EXAMPLE_ACCOUNT, exampleNode } from './example-node.ts';

const OWN = [
  '<script>window.hurt=1</script>',
  '<img src=x onerror="window.hurt=2">',
  '[click](javascript:window.hurt=3)',
  '**<svg onload="window.hurt=4">**',
  '</script><script>window.hurt=5</script>',
  '{{constructor.constructor("window.hurt=6")()}}',
  'javascript:window.hurt=7',
];
const listed = sharedFolder('badinput/naughty-strings');
const STRINGS = [
  ...OWN,
  ...(listed
    ? (JSON.parse(readFileSync(join(listed, 'strings.json'), 'utf8')) as string[]).filter((each) => each !== '')
    : []),
];
const HOSTILE_SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 10 10" onload="window.hurt=8">' +
  '<script>window.hurt=9</script><style>* { background: url(http://127.0.0.1:9/style) }</style>' +
  '<image href="http://127.0.0.1:9/image" onerror="window.hurt=10"/><use xlink:href="http://127.0.0.1:9/use"/>' +
  '<a href="javascript:window.hurt=11"><text>link</text></a><foreignObject><iframe src="http://127.0.0.1:9/"/></foreignObject>' +
  '<rect width="9" height="9" fill="url(http://127.0.0.1:9/fill)" onclick="window.hurt=12"/><text x="1" y="5">kept</text>' +
  '<animate attributeName="href" to="javascript:window.hurt=13"/></svg>';

/** Every text of every result becomes the next hostile string; every drawing becomes the hostile one. */
let taken = 0;
function hostile(value: unknown, name = ''): unknown {
  if (typeof value === 'string') return name === 'svg' ? HOSTILE_SVG : (STRINGS[taken++ % STRINGS.length] ?? '');
  if (Array.isArray(value)) return value.map((each) => hostile(each));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, hostile(each, key)]));
}
const hostileActions: readonly AnyAction[] = exampleActions.map((action) => ({
  ...action,
  run: async (params: never, context) => hostile(await action.run(params, context)),
}));

describe.skipIf(!CHROMIUM)('pages made of hostile text and drawings', () => {
  let node: Awaited<ReturnType<typeof exampleNode>>;
  let url: string;
  let browser: Awaited<ReturnType<typeof openBrowser>>;
  const webFolder = mkdtempSync(join(tmpdir(), 'rondo-web-'));

  beforeAll(async () => {
    process.env['RONDO_WEB_OUT'] = webFolder;
    await build({ configFile: resolve(import.meta.dirname, '../../src/web/vite.config.ts'), logLevel: 'error' });
    node = await exampleNode(hostileActions, webFolder);
    url = await listen(node.app, { host: '127.0.0.1', port: 0 });
    browser = await openBrowser();
  });
  afterAll(async () => {
    delete process.env['RONDO_WEB_OUT'];
    await browser?.close();
    await node?.close();
    rmSync(webFolder, { recursive: true, force: true });
  });

  test('run nothing, load nothing, ask for nothing and stay standing', { timeout: 120_000 }, async () => {
    const { context, page } = await browser.look(LOOKS[0]!);
    const asked: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith(url)) asked.push(request.url().slice(0, 80));
    });
    page.on('dialog', (dialog) => void dialog.dismiss().then(() => asked.push('a dialog')));
    await page.goto(url);
    await page.getByLabel('Name').fill(EXAMPLE_ACCOUNT.name);
    await page.getByRole('textbox', { name: 'Password' }).fill(EXAMPLE_ACCOUNT.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { level: 1, name: 'Loop' }).waitFor();
    const drawings: number[] = [];
    const turns = Math.ceil(STRINGS.length / 250);
    for (let turn = 0; turn < turns; turn++) {
      for (const path of [
        '/',
        '/data',
        '/measures',
        '/measures/x',
        '/advice',
        '/advice/x',
        '/feedback',
        '/impact',
        '/decisions',
        '/people',
      ]) {
        await page.goto(url + path);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await page.locator('[aria-busy="true"]').waitFor({ state: 'detached' });
        expect(await page.getByRole('alert').count(), path).toBe(0);
        drawings.push(await page.locator('figure svg').getByText('kept').count());
        const bad =
          'figure script, figure style, figure image, figure use, figure a, figure foreignObject, figure [onload], [href^="javascript"]';
        expect(await page.locator(bad).count(), path).toBe(0);
      }
    }
    expect(await page.evaluate('window.hurt')).toBeUndefined();
    expect(Math.max(...drawings)).toBeGreaterThan(0);
    expect(asked).toEqual([]);
    expect(browser.complaints).toEqual([]);
    await context.close();
  });
});
