/** An element of a drawing. */
export interface SvgNode {
  readonly name: string;
  readonly attributes: readonly (readonly [name: string, value: string])[];
  readonly children: readonly (SvgNode | string)[];
}

const TOKEN = /<\/([A-Za-z][\w:.-]*)\s*>|<([A-Za-z][\w:.-]*)((?:\s+[A-Za-z_][\w:.-]*="[^"<]*")*)\s*(\/?)>|([^<]+)/y;
const ATTRIBUTE = /([A-Za-z_][\w:.-]*)="([^"<]*)"/g;

/**
 * Reads the plain XML our charts are written in: elements, attributes in double quotes, text. Undefined for anything
 * else. The browser's own parser is not asked, because it looks at scripts and event handlers while it parses.
 */
export function readDrawing(svg: string): SvgNode | undefined {
  const open: { name: string; attributes: [string, string][]; children: (SvgNode | string)[] }[] = [
    { name: '', attributes: [], children: [] },
  ];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < svg.length) {
    const token = TOKEN.exec(svg);
    const top = open.at(-1);
    if (!token || !top) return undefined;
    const [, closes, opens, attributes = '', slash, text] = token;
    if (closes !== undefined) {
      if (open.length < 2 || top.name !== closes) return undefined;
      open.pop();
    } else if (opens !== undefined) {
      const pairs = [...attributes.matchAll(ATTRIBUTE)].map(([, name = '', value = '']): [string, string] => [
        name,
        plain(value),
      ]);
      const node = { name: opens, attributes: pairs, children: [] };
      top.children.push(node);
      if (!slash) open.push(node);
    } else if (text !== undefined) {
      top.children.push(plain(text));
    }
  }
  const [root] = (open[0]?.children ?? []).filter((child) => typeof child !== 'string');
  return open.length === 1 ? root : undefined;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", '#39': "'" };

function plain(escaped: string): string {
  return escaped.replace(/&([a-z]+|#39);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}
