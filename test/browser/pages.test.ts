/** Every page on a phone and on a desk, light and dark: it renders, nobody is locked out, nothing is complained of. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import axeCore from 'axe-core';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listen } from '../../src/server/listen.ts';
import { CHROMIUM, LOOKS, openBrowser, SCREENSHOTS } from './chromium.ts';
import { exampleActions } from './example-actions.ts';
import { EXAMPLE_ACCOUNT, exampleNode } from './example-node.ts';

const PAGES = [
  ['loop', '/', 'Loop'],
  ['data', '/data', 'Data'],
  ['measures', '/measures', 'Measures'],
  ['measure', '/measures/bp-controlled', 'Blood pressure below 140/90 in adults with hypertension'],
  ['advice-list', '/advice', 'Advice'],
  ['advice', '/advice/bp-card', 'Step up treatment when blood pressure stays high'],
  ['feedback', '/feedback', 'Feedback'],
  ['impact', '/impact', 'Impact'],
  ['decisions', '/decisions', 'Decisions'],
  ['people', '/people', 'People and roles'],
  ['account', '/account', 'Your account'],
] as const;

describe.skipIf(!CHROMIUM)('the web pages', () => {
  let node: Awaited<ReturnType<typeof exampleNode>>;
  let url: string;
  let browser: Awaited<ReturnType<typeof openBrowser>>;
  const webFolder = mkdtempSync(join(tmpdir(), 'rondo-web-'));

  beforeAll(async () => {
    process.env['RONDO_WEB_OUT'] = webFolder;
    await build({ configFile: resolve(import.meta.dirname, '../../src/web/vite.config.ts'), logLevel: 'error' });
    node = await exampleNode(exampleActions, webFolder);
    url = await listen(node.app, { host: '127.0.0.1', port: 0 });
    browser = await openBrowser();
  });
  afterAll(async () => {
    delete process.env['RONDO_WEB_OUT'];
    await browser?.close();
    await node?.close();
    rmSync(webFolder, { recursive: true, force: true });
  });

  test.each(LOOKS)('are whole and accessible: $name', { timeout: 120_000 }, async (look) => {
    browser.complaints.length = 0;
    const { context, page } = await browser.look(look);
    await page.goto(url);
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    const violations = [...(await axe(page, 'sign-in'))];
    await page.screenshot({ path: join(SCREENSHOTS, `sign-in-${look.name}.png`) });
    await signIn(page);

    for (const [name, path, heading] of PAGES) {
      await page.evaluate(
        `history.pushState(null, '', ${JSON.stringify(path)}); dispatchEvent(new PopStateEvent('popstate'))`,
      );
      await page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor();
      await page.locator('[aria-busy="true"]').waitFor({ state: 'detached' });
      violations.push(...(await axe(page, name)));
      const overflows = await page.evaluate('document.documentElement.scrollWidth > window.innerWidth');
      expect(overflows, `${name} scrolls sideways`).toBe(false);
      await page.screenshot({ path: join(SCREENSHOTS, `${name}-${look.name}.png`), fullPage: true });
    }
    await context.close();
    expect(violations).toEqual([]);
    expect(browser.complaints).toEqual([]);
  });

  test('can be used from the keyboard: skip link, navigation, stopping advice with a reason', async () => {
    const { context, page } = await browser.look(LOOKS[0]!);
    await page.goto(url);
    await signIn(page);
    await page.goto(`${url}/advice/bp-card`);
    await page.getByRole('button', { name: 'Stop now' }).waitFor();
    await page.evaluate('document.activeElement?.blur()');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement?.textContent')).toBe('Skip to the page');
    await page.getByRole('button', { name: 'Stop now' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    expect(await axe(page, 'stop')).toEqual([]);
    await page.screenshot({ path: join(SCREENSHOTS, 'stop-dialog.png') });
    await page.keyboard.type('Too many alerts in the evening clinic');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Stopped', { exact: true }).waitFor();
    await context.close();
  });

  test('refuse a wrong password in words, and welcome on the first run', async () => {
    const { context, page } = await browser.look(LOOKS[0]!);
    await page.goto(url);
    await page.getByLabel('Name').fill('Ana');
    await page.getByRole('textbox', { name: 'Password' }).fill('wrong');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').filter({ hasText: 'this name and password do not open an account now' }).waitFor();
    await context.close();

    const first = await exampleNode(exampleActions, webFolder, true);
    const firstUrl = await listen(first.app, { host: '127.0.0.1', port: 0 });
    const fresh = await browser.look(LOOKS[0]!);
    await fresh.page.goto(`${firstUrl}/#token=abc`);
    await fresh.page.getByRole('heading', { name: 'Welcome to Rondo' }).waitFor();
    expect(await fresh.page.getByLabel('One-time token').inputValue()).toBe('abc');
    expect(await axe(fresh.page, 'first-run')).toEqual([]);
    await fresh.page.screenshot({ path: join(SCREENSHOTS, 'first-run.png') });
    await fresh.context.close();
    await first.close();
  });

  test('show the numbers of a figure as a table', async () => {
    const { context, page } = await browser.look(LOOKS[1]!);
    await page.goto(url);
    await signIn(page);
    await page.goto(`${url}/impact`);
    await page.getByRole('button', { name: 'Show the numbers' }).click();
    await page.getByRole('region', { name: /in % of people/ }).waitFor();
    expect(await axe(page, 'numbers')).toEqual([]);
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('link', { name: 'Decisions' }).waitFor();
    await page.waitForTimeout(300);
    expect(await axe(page, 'menu')).toEqual([]);
    await page.screenshot({ path: join(SCREENSHOTS, 'menu-phone.png') });
    await context.close();
  });
});

async function signIn(page: Page): Promise<void> {
  await page.getByLabel('Name').fill('Ana');
  await page.getByRole('textbox', { name: 'Password' }).fill(EXAMPLE_ACCOUNT.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { level: 1, name: 'Loop' }).waitFor();
}

/** WCAG 2.2 A and AA and good practice, as axe sees them: one line for each place that breaks a rule. */
async function axe(page: Page, where: string): Promise<string[]> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axeCore.source);
  const found = (await page.evaluate('axe.run({ resultTypes: ["violations"] })')) as axeCore.AxeResults; // its own type
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${where}: ${id} ${node.target.join(' ')} ${node.html.slice(0, 120)}`),
  );
}
