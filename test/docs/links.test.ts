import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');

function pages(): string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  return listed.split('\n').filter((name) => name && existsSync(resolve(ROOT, name)));
}

test('every link between the pages is alive', () => {
  const dead: string[] = [];
  for (const page of pages()) {
    const text = readFileSync(resolve(ROOT, page), 'utf8').replace(/```[\s\S]*?```/g, '');
    for (const [, target] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (!target || /^(https?:|mailto:)/.test(target)) continue;
      const [file, anchor] = target.split('#');
      const at = file ? resolve(ROOT, dirname(page), file) : resolve(ROOT, page);
      if (!existsSync(at)) dead.push(`${page} → ${target}`);
      else if (anchor && at.endsWith('.md') && !anchorsOf(readFileSync(at, 'utf8')).has(anchor))
        dead.push(`${page} → ${target}`);
    }
  }
  expect(dead).toEqual([]);
});

test('the pages name no path of a machine', () => {
  const named = pages().filter((page) =>
    /(^|[\s(`])\/(work|root|home|tmp)\//m.test(readFileSync(resolve(ROOT, page), 'utf8')),
  );
  expect(named).toEqual([]);
});

/** The anchors that a renderer gives to the headings of a page. */
function anchorsOf(text: string): Set<string> {
  const headings = [...text.matchAll(/^#{1,6}\s+(.+)$/gm)].map((match) => match[1]!);
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s-]/gu, '')
        .trim()
        .replaceAll(/\s/g, '-'),
    ),
  );
}
