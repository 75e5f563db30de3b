import type { ReactNode } from 'react';

/**
 * The part of Markdown that advice is written in: paragraphs, lists, **bold**, *italic* and links to https addresses. It
 * becomes elements, never markup, so a text cannot bring anything else along.
 */
export function Markdown({ text }: { text: string }) {
  const blocks = text.split(/\n\s*\n/).filter((block) => block.trim() !== '');
  return (
    <div className="words">
      {blocks.map((block, i) => {
        const lines = block.split('\n');
        const isList = lines.every((line) => /^\s*[-*] /.test(line));
        // biome-ignore lint/suspicious/noArrayIndexKey: a text is drawn whole each time
        if (!isList) return <p key={i}>{inline(block.replace(/^#+ /, ''))}</p>;
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
