import { type Ast, BINARY_OPERATORS, type BinaryOperator, PathProblem } from './_ast.ts';
import { type Token, tokensOf } from './_lexer.ts';

// FHIRPath N1, "Operator precedence": a later row binds less.
const LEVELS: readonly (readonly string[])[] = [
  ['or', 'xor'],
  ['and'],
  ['in', 'contains'],
  ['=', '!=', '~', '!~'],
  ['<', '<=', '>', '>='],
  ['|'],
  ['is', 'as'],
  ['+', '-', '&'],
  ['*', '/', 'div', 'mod'],
];

/** Parses a FHIRPath text. Throws a PathProblem that says what was expected. */
export function parsePath(path: string): Ast {
  const tokens = tokensOf(path);
  if (tokens.length === 0) throw new PathProblem('is empty');
  const reader = new Reader(tokens);
  const ast = binary(reader, 0);
  const left = reader.peek();
  if (left) throw new PathProblem(`does not expect "${left.text}" there`);
  return ast;
}

class Reader {
  private next = 0;
  private readonly tokens: readonly Token[];

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  peek(): Token | undefined {
    return this.tokens[this.next];
  }

  take(): Token {
    const token = this.tokens[this.next];
    if (!token) throw new PathProblem('ends too early');
    this.next += 1;
    return token;
  }

  takeSign(text: string): boolean {
    const token = this.peek();
    if (token?.kind !== 'sign' || token.text !== text) return false;
    this.next += 1;
    return true;
  }

  expectSign(text: string): void {
    if (!this.takeSign(text))
      throw new PathProblem(`expects "${text}"${this.peek() ? ` before "${this.peek()?.text}"` : ' at its end'}`);
  }
}

function binary(reader: Reader, level: number): Ast {
  const operators = LEVELS[level];
  if (!operators) return unary(reader);
  let left = binary(reader, level + 1);
  for (;;) {
    const token = reader.peek();
    const isOperator = (token?.kind === 'sign' || token?.kind === 'name') && operators.includes(token.text);
    if (!token || !isOperator) return left;
    reader.take();
    left = { node: 'binary', operator: supported(token.text), left, right: binary(reader, level + 1) };
  }
}

function supported(operator: string): BinaryOperator {
  const known = BINARY_OPERATORS.find((one) => one === operator);
  if (!known) throw new PathProblem(`uses the operator "${operator}", which views do not have`);
  return known;
}

function unary(reader: Reader): Ast {
  if (reader.takeSign('-')) return { node: 'negate', operand: unary(reader) };
  if (reader.takeSign('+')) return unary(reader);
  return postfix(reader);
}

function postfix(reader: Reader): Ast {
  let base = term(reader);
  for (;;) {
    if (reader.takeSign('.')) base = step(reader, base);
    else if (reader.takeSign('[')) {
      base = { node: 'index', base, index: binary(reader, 0) };
      reader.expectSign(']');
    } else return base;
  }
}

function term(reader: Reader): Ast {
  const token = reader.peek();
  if (token?.kind === 'literal') {
    reader.take();
    return { node: 'literal', type: token.type, value: token.text };
  }
  if (token?.kind === 'constant') {
    reader.take();
    return { node: 'constant', name: token.text };
  }
  if (token?.kind === 'name' && (token.text === 'true' || token.text === 'false')) {
    reader.take();
    return { node: 'literal', type: 'boolean', value: token.text === 'true' };
  }
  if (reader.takeSign('(')) {
    const inner = binary(reader, 0);
    reader.expectSign(')');
    return inner;
  }
  return step(reader, undefined);
}

function step(reader: Reader, base: Ast | undefined): Ast {
  const token = reader.take();
  if (token.kind === 'dollar' && token.text === 'this' && !base) return { node: 'this' };
  if (token.kind !== 'name') throw new PathProblem(`does not expect "${token.text}" there`);
  if (!reader.takeSign('(')) return { node: 'member', base, name: token.text };
  const given: Ast[] = [];
  if (!reader.takeSign(')')) {
    do given.push(binary(reader, 0));
    while (reader.takeSign(','));
    reader.expectSign(')');
  }
  return { node: 'call', base, name: token.text, arguments: given };
}
