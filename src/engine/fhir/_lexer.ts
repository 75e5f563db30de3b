import { type LiteralType, PathProblem } from './_ast.ts';

export type Token =
  | { readonly kind: 'literal'; readonly type: LiteralType; readonly text: string }
  | { readonly kind: 'name'; readonly text: string }
  | { readonly kind: 'constant'; readonly text: string }
  | { readonly kind: 'dollar'; readonly text: string }
  | { readonly kind: 'sign'; readonly text: string };

const SPACE = /(?:\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)/y;
const TEXT = /'((?:[^'\\]|\\.)*)'/y;
const DELIMITED = /`((?:[^`\\]|\\.)*)`/y;
const NUMBER = /\d+(?:\.\d+)?/y;
const MOMENT =
  /@(\d{4}(?:-\d\d(?:-\d\d)?)?)(T(?:\d\d(?::\d\d(?::\d\d(?:\.\d+)?)?)?(?:Z|[+-]\d\d:\d\d)?)?)?|@T(\d\d(?::\d\d(?::\d\d(?:\.\d+)?)?)?)/y;
const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const SIGN = /<=|>=|!=|!~|[-+*/&|<>=~.,()[\]{}]/y;
const ESCAPES: Readonly<Record<string, string>> = { f: '\f', n: '\n', r: '\r', t: '\t' };

/** Cuts a FHIRPath text into tokens. Throws a PathProblem where no token begins. */
export function tokensOf(path: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(path);
    if (found) at = pattern.lastIndex;
    return found;
  };
  while (at < path.length) {
    if (take(SPACE)) continue;
    const start = at;
    const token = nextToken(take, path[at] ?? '');
    if (!token) throw new PathProblem(`cannot read on at character ${start + 1}`);
    tokens.push(token);
  }
  return tokens;
}

function nextToken(take: (pattern: RegExp) => RegExpExecArray | null, first: string): Token | undefined {
  if (first === "'") {
    const found = take(TEXT);
    return found ? { kind: 'literal', type: 'string', text: unescaped(found[1] ?? '') } : undefined;
  }
  if (first === '`') return nameToken(take(DELIMITED));
  if (first === '@') return momentToken(take(MOMENT));
  if (first === '%' || first === '$') {
    take(first === '%' ? /%/y : /\$/y);
    const found = take(NAME) ?? take(DELIMITED) ?? take(TEXT);
    if (!found) return undefined;
    return { kind: first === '%' ? 'constant' : 'dollar', text: unescaped(found[1] ?? found[0]) };
  }
  const number = take(NUMBER);
  if (number) return { kind: 'literal', type: number[0].includes('.') ? 'decimal' : 'integer', text: number[0] };
  const name = take(NAME);
  if (name) return { kind: 'name', text: name[0] };
  const sign = take(SIGN);
  return sign ? { kind: 'sign', text: sign[0] } : undefined;
}

function nameToken(found: RegExpExecArray | null): Token | undefined {
  return found ? { kind: 'name', text: unescaped(found[1] ?? '') } : undefined;
}

function momentToken(found: RegExpExecArray | null): Token | undefined {
  if (!found) return undefined;
  const [, day, clock, time] = found;
  if (time !== undefined) return { kind: 'literal', type: 'time', text: time };
  // `@2020-01T` is a dateTime that is precise to the month.
  if (clock !== undefined)
    return { kind: 'literal', type: 'dateTime', text: clock === 'T' ? (day ?? '') : `${day}${clock}` };
  return { kind: 'literal', type: 'date', text: day ?? '' };
}

function unescaped(text: string): string {
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/g, (_, hex: string | undefined, letter: string) =>
    hex ? String.fromCharCode(Number.parseInt(hex, 16)) : (ESCAPES[letter] ?? letter),
  );
}
