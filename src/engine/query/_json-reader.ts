/** Reads parsed JSON by claim, collecting every problem with the path of its place. Frozen results only. */
export class JsonReader {
  readonly problems: string[] = [];

  problem(path: string, what: string): undefined {
    this.problems.push(`${path} ${what}`);
    return undefined;
  }

  /** An object with no members but the `known` ones. */
  object<T extends object>(
    json: unknown,
    path: string,
    known: readonly string[],
    read: (members: Readonly<Record<string, unknown>>) => T | undefined,
  ): T | undefined {
    if (typeof json !== 'object' || json === null || Array.isArray(json)) {
      return this.problem(path, 'must be an object');
    }
    const members = json as Readonly<Record<string, unknown>>; // checked above
    for (const name of Object.keys(members)) {
      if (members[name] !== undefined && !known.includes(name)) this.problem(`${path}.${name}`, 'is not a word here');
    }
    const value = read(Object.fromEntries(Object.entries(members).filter(([name]) => known.includes(name))));
    return value === undefined ? undefined : Object.freeze(value);
  }

  list<T>(json: unknown, path: string, read: (item: unknown, path: string) => T | undefined): readonly T[] {
    if (!Array.isArray(json)) {
      this.problem(path, 'must be a list');
      return [];
    }
    const items = json.map((item, index) => read(item, `${path}[${index}]`));
    return Object.freeze(items.filter((item): item is Awaited<T> & T => item !== undefined));
  }

  /** A line of at least one character; control characters are refused: no code, unit or name has one. */
  text(json: unknown, path: string): string {
    if (typeof json !== 'string' || json === '') this.problem(path, 'must be a text');
    else if (json.length > 4000) this.problem(path, 'must not be longer than 4000 characters');
    else if (CONTROL.test(json)) this.problem(path, 'must not hold control characters');
    else return json;
    return '';
  }

  /** The name of a definition or code set: lower-case words joined by hyphens. */
  id(json: unknown, path: string): string {
    const id = this.text(json, path);
    if (id !== '' && !ID.test(id)) this.problem(path, 'must be lower-case words joined by hyphens');
    return id;
  }

  number(json: unknown, path: string): number {
    if (typeof json === 'number' && Number.isFinite(json)) return json;
    this.problem(path, 'must be a number');
    return 0;
  }

  integer(json: unknown, path: string, least: number, most: number): number {
    if (typeof json === 'number' && Number.isInteger(json) && json >= least && json <= most) return json + 0;
    this.problem(path, `must be a whole number from ${least} to ${most}`);
    return least;
  }

  boolean(json: unknown, path: string): boolean {
    if (typeof json !== 'boolean') this.problem(path, 'must be true or false');
    return json === true;
  }

  word<const Word extends string>(json: unknown, path: string, words: readonly Word[]): Word {
    const word = words.find((each) => each === json);
    if (word === undefined) this.problem(path, `must be one of ${words.join(', ')}`);
    return word ?? words[0]!;
  }
}

const CONTROL = /[\u0000-\u001f\u007f]|\p{Surrogate}/u; // a surrogate without its pair has no UTF-8 text
const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
