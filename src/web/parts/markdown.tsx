import type { ReactNode } from 'react';

/**
 * The part of Markdown that advice is written in: paragraphs, lists, **bold**, *italic* and links to https addresses. It
 * becomes elements, never markup, so a text cannot bring anything else along.
 */
export function Markdown({ text }: { text: string }) {
  const blocks = blocksOf(text);
  return (
    <div className="words">
      {blocks.map((lines, i) => {
        // biome-ignore lint/suspicious/noArrayIndexKey: a text is drawn whole each time
        if (!isListLine(lines[0] ?? '')) return <p key={i}>{inline(lines.join(' ').replace(/^#+ /, ''))}</p>;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a text is drawn whole each time
          <ul key={i}>
            {lines.map((line, j) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a text is drawn whole each time
              <li key={j}>{inline(line.replace(/^\s*[-*] /, ''))}</li>
            ))}
          </ul>
        );
      })}
    </div>
  );
}

/** Runs of lines that are all list items or all text; an empty line ends a run. */
function blocksOf(text: string): string[][] {
  const blocks: string[][] = [[]];
  for (const line of text.split('\n')) {
    const last = blocks.at(-1) ?? [];
    const isNewKind = last.length > 0 && isListLine(last[0] ?? '') !== isListLine(line);
    if (line.trim() === '' || isNewKind) blocks.push([]);
    if (line.trim() !== '') blocks.at(-1)?.push(line);
  }
  return blocks.filter((block) => block.length > 0);
}

function isListLine(line: string): boolean {
  return /^\s*[-*] /.test(line);
}

function inline(text: string): ReactNode[] {
  const parts = text.split(/(\*\*[^*]+\*\*|\*[^*]+\*|\[[^\]]+\]\(https:\/\/[^)\s]+\))/);
  return parts.map((part, i) => {
    const link = /^\[([^\]]+)\]\((https:\/\/[^)\s]+)\)$/.exec(part);
    // biome-ignore-start lint/suspicious/noArrayIndexKey: a text is drawn whole each time
    if (link) {
      return (
        <a key={i} href={link[2]} rel="noreferrer" target="_blank">
          {link[1]}
        </a>
      );
    }
    if (part.startsWith('**')) return <strong key={i}>{part.slice(2, -2)}</strong>;
    if (part.startsWith('*') && part.length > 2) return <em key={i}>{part.slice(1, -1)}</em>;
    // biome-ignore-end lint/suspicious/noArrayIndexKey: a text is drawn whole each time
    return part;
  });
}
