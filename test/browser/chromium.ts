import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';

/** The browser that tests use: CHROMIUM, or where Debian puts it; undefined where there is none. */
export const CHROMIUM = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser'].find(
  (path) => path !== undefined && existsSync(path),
);

export interface Look {
  readonly name: string;
  readonly size: { readonly width: number; readonly height: number };
  readonly colours: 'light' | 'dark';
}

/** How pages are looked at. */
export const LOOKS: readonly Look[] = (['light', 'dark'] as const).flatMap((colours) => [
  { name: `desktop-${colours}`, size: { width: 1280, height: 900 }, colours },
  { name: `phone-${colours}`, size: { width: 390, height: 844 }, colours },
]);

/** A browser of its own with a new profile; whatever a page complains of is kept in `complaints`. */
export async function openBrowser() {
  const browser = await chromium.launch({
    executablePath: CHROMIUM!, // tests that open one are skipped where there is none
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  });
  const complaints: string[] = [];
  return {
    complaints,
    async look(look: Look): Promise<{ context: BrowserContext; page: Page }> {
      const context = await browser.newContext({
        viewport: look.size,
        colorScheme: look.colours,
        reducedMotion: 'reduce',
      });
      const page = await context.newPage();
      page.on('pageerror', (error) => complaints.push(`${look.name}: ${error.message}`));
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(`${look.name} ${page.url()}: ${message.text()}`);
      });
      return { context, page };
    },
    close: () => browser.close(),
  };
}

/** Where screenshots go: RONDO_SCREENSHOTS, or a new folder under the system's temporary one. */
export const SCREENSHOTS = process.env['RONDO_SCREENSHOTS'] ?? mkdtempSync(join(tmpdir(), 'rondo-screenshots-'));
