import { isUtf8 } from 'node:buffer';

/** Why a line of NDJSON cannot be taken as a FHIR resource, with the sentence the quarantine report prints. */
export const LINE_FAULTS = {
  'not-utf8': 'bytes that are not UTF-8 text',
  'too-long': 'longer than 16 MB',
  'too-deep': 'nested deeper than 64 levels',
  'not-json': 'not JSON',
  'lone-surrogate': 'an escape that is half a character',
  'not-an-object': 'JSON, but not an object',
  'duplicate-key': 'the same key twice in one object',
  'no-resource-type': 'no resourceType',
  'no-id': 'no id that FHIR allows',
} as const;
export type LineFault = keyof typeof LINE_FAULTS;

export const LONGEST_LINE = 16_000_000;
export const DEEPEST = 64;

/** What a good line says of itself; valid until the next `scan`. */
export interface LineScan {
  readonly type: string;
  readonly id: string;
  /** meta.versionId; empty where absent or no FHIR id */
  readonly version: string;
  /** meta.lastUpdated as written; empty where absent or no instant */
  readonly updated: string;
  /** start and end of every number written with a point or an exponent, flat, ascending */
  readonly decimals: readonly number[];
}

const ID = /^[A-Za-z0-9\-.]{1,64}$/;
const TYPE = /^[A-Z][A-Za-z]{0,63}$/;
const MOMENT = /^\d[\dT:+\-.Z]{3,40}$/;

/** Objects with more keys than this are checked for double keys with a set instead of pairwise. */
const MANY_KEYS = 48;

/**
 * A JSON validator that also finds double keys, depth and the few values staging needs, in one pass over the bytes and
 * without building objects. Accepts exactly RFC 8259 texts that are objects, minus lone surrogates (which DuckDB's reader
 * refuses), double keys and nesting beyond 64.
 */
export class LineScanner implements LineScan {
  type = '';
  id = '';
  version = '';
  updated = '';
  readonly decimals: number[] = [];

  private bytes: Buffer = Buffer.alloc(0);
  private end = 0;
  private fault: LineFault = 'not-json';
  /** keys of all open objects, a stack: start, end, hash */
  private readonly keys: number[] = [];
  private isEscaped = false;
  private hash = 0;

  /** Looks at bytes[from, until); undefined if they are a resource. */
  scan(bytes: Buffer, from: number, until: number): LineFault | undefined {
    if (until - from > LONGEST_LINE) return 'too-long';
    this.type = this.id = this.version = this.updated = '';
    this.decimals.length = 0;
    this.keys.length = 0;
    this.bytes = bytes;
    this.end = until;
    this.fault = 'not-json';
    if (!isUtf8(bytes.subarray(from, until))) return 'not-utf8';
    const start = this.blanks(from);
    const next = this.value(start, 1, 'root');
    if (next < 0) return this.fault;
    if (this.blanks(next) !== until) return 'not-json';
    if (bytes[start] !== 0x7b) return 'not-an-object';
    if (!TYPE.test(this.type)) return 'no-resource-type';
    if (!ID.test(this.id)) return 'no-id';
    if (!ID.test(this.version)) this.version = '';
    if (!MOMENT.test(this.updated)) this.updated = '';
    return undefined;
  }

  /** The index after the value that begins at i; -1 if there is none. */
  private value(i: number, depth: number, place: Place): number {
    const first = i < this.end ? this.bytes[i]! : 0;
    if (first === 0x22) return this.string(i + 1);
    if (first === 0x7b) return depth > DEEPEST ? this.refuse('too-deep') : this.object(i + 1, depth, place);
    if (first === 0x5b) return depth > DEEPEST ? this.refuse('too-deep') : this.array(i + 1, depth);
    if (first === 0x2d || (first >= 0x30 && first <= 0x39)) return this.number(i);
    if (first === 0x74) return this.word(i, 'true');
    if (first === 0x66) return this.word(i, 'false');
    if (first === 0x6e) return this.word(i, 'null');
    return -1;
  }

  private object(from: number, depth: number, place: Place): number {
    const { bytes, keys } = this;
    const base = keys.length;
    let mustCompareDecoded = false;
    let i = this.blanks(from);
    if (bytes[i] === 0x7d && i < this.end) return i + 1;
    for (;;) {
      if (i >= this.end || bytes[i] !== 0x22) return -1;
      const start = i + 1;
      const after = this.key(start);
      if (after < 0) return -1;
      if (this.isEscaped) mustCompareDecoded = true;
      else if (keys.length - base < MANY_KEYS * 3 && this.isRepeated(base, start, after - 1)) {
        return this.refuse('duplicate-key');
      }
      keys.push(start, after - 1, this.hash);
      i = this.blanks(after);
      if (i >= this.end || bytes[i] !== 0x3a) return -1;
      i = this.blanks(i + 1);
      const inner = place === 'elsewhere' ? 'elsewhere' : this.placeOf(place, start, after - 1, i);
      i = this.value(i, depth + 1, inner);
      if (i < 0) return -1;
      i = this.blanks(i);
      if (i >= this.end) return -1;
      if (bytes[i] === 0x7d) break;
      if (bytes[i] !== 0x2c) return -1;
      i = this.blanks(i + 1);
    }
    if (mustCompareDecoded || keys.length - base >= MANY_KEYS * 3) {
      if (this.hasDecodedRepeat(base)) return this.refuse('duplicate-key');
    }
    keys.length = base;
    return i + 1;
  }

  private array(from: number, depth: number): number {
    let i = this.blanks(from);
    if (i < this.end && this.bytes[i] === 0x5d) return i + 1;
    for (;;) {
      i = this.value(i, depth + 1, 'elsewhere');
      if (i < 0) return -1;
      i = this.blanks(i);
      if (i >= this.end) return -1;
      const letter = this.bytes[i];
      if (letter === 0x5d) return i + 1;
      if (letter !== 0x2c) return -1;
      i = this.blanks(i + 1);
    }
  }

  /** The index after the closing quote of the string whose first letter is at i. */
  private string(i: number): number {
    const { bytes, end } = this;
    for (let at = i; at < end; at++) {
      const letter = bytes[at]!;
      if (letter === 0x22) return at + 1;
      if (letter < 0x20) return -1;
      if (letter === 0x5c) {
        at = this.escape(at);
        if (at < 0) return -1;
      }
    }
    return -1;
  }

  /** As string(), and keeps the key's hash and whether it holds an escape. */
  private key(i: number): number {
    const { bytes, end } = this;
    let hash = 0;
    this.isEscaped = false;
    for (let at = i; at < end; at++) {
      const letter = bytes[at]!;
      if (letter === 0x22) {
        this.hash = hash;
        return at + 1;
      }
      if (letter < 0x20) return -1;
      hash = (Math.imul(hash, 31) + letter) | 0;
      if (letter === 0x5c) {
        this.isEscaped = true;
        at = this.escape(at);
        if (at < 0) return -1;
      }
    }
    return -1;
  }

  /** The index of the last letter of the escape whose backslash is at i. */
  private escape(i: number): number {
    const kind = this.bytes[i + 1];
    if (i + 1 >= this.end) return -1;
    if (kind !== 0x75) return SHORT_ESCAPES.has(kind!) ? i + 1 : -1;
    const unit = this.hex(i + 2);
    if (unit < 0) return -1;
    if (unit < 0xd800 || unit > 0xdfff) return i + 5;
    const low = this.bytes[i + 6] === 0x5c && this.bytes[i + 7] === 0x75 ? this.hex(i + 8) : -1;
    if (unit > 0xdbff || low < 0xdc00 || low > 0xdfff) return this.refuse('lone-surrogate');
    return i + 11;
  }

  private hex(i: number): number {
    if (i + 4 > this.end) return -1;
    let value = 0;
    for (let at = i; at < i + 4; at++) {
      const letter = this.bytes[at]! | 0x20; // lower case
      const digit = letter <= 0x39 ? this.bytes[at]! - 0x30 : letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
      if (digit < 0) return -1;
      value = value * 16 + digit;
    }
    return value;
  }

  private number(from: number): number {
    let i = this.bytes[from] === 0x2d ? from + 1 : from;
    if (this.bytes[i] === 0x30 && i < this.end) i++;
    else {
      const after = this.digits(i);
      if (after === i) return -1;
      i = after;
    }
    const whole = i;
    if (i < this.end && this.bytes[i] === 0x2e) {
      const after = this.digits(i + 1);
      if (after === i + 1) return -1;
      i = after;
    }
    if (i < this.end && (this.bytes[i]! | 0x20) === 0x65) {
      i++;
      if (i < this.end && (this.bytes[i] === 0x2b || this.bytes[i] === 0x2d)) i++;
      const after = this.digits(i);
      if (after === i) return -1;
      i = after;
    }
    if (i > whole || i - from > 15) this.decimals.push(from, i); // a double keeps 15 digits; more are kept as text
    return i;
  }

  private digits(from: number): number {
    let i = from;
    while (i < this.end && this.bytes[i]! >= 0x30 && this.bytes[i]! <= 0x39) i++;
    return i;
  }

  private word(from: number, word: string): number {
    if (from + word.length > this.end) return -1;
    for (let i = 0; i < word.length; i++) if (this.bytes[from + i] !== word.charCodeAt(i)) return -1;
    return from + word.length;
  }

  private blanks(from: number): number {
    let i = from;
    for (; i < this.end; i++) {
      const letter = this.bytes[i];
      if (letter !== 0x20 && letter !== 0x09 && letter !== 0x0d && letter !== 0x0a) break;
    }
    return i;
  }

  /** Keeps the values staging wants and says where the value after this key stands. */
  private placeOf(place: Place, from: number, until: number, valueAt: number): Place {
    const length = until - from;
    if (place === 'root') {
      if (length === 12 && this.isWord(from, 'resourceType')) this.type = this.textAt(valueAt);
      else if (length === 2 && this.isWord(from, 'id')) this.id = this.textAt(valueAt);
      else if (length === 4 && this.isWord(from, 'meta')) return 'meta';
    } else {
      if (length === 9 && this.isWord(from, 'versionId')) this.version = this.textAt(valueAt);
      else if (length === 11 && this.isWord(from, 'lastUpdated')) this.updated = this.textAt(valueAt);
    }
    return 'elsewhere';
  }

  private isWord(from: number, word: string): boolean {
    for (let i = 0; i < word.length; i++) if (this.bytes[from + i] !== word.charCodeAt(i)) return false;
    return true;
  }

  /** The text of a short plain string that begins at i; empty for anything else. */
  private textAt(i: number): string {
    if (this.bytes[i] !== 0x22) return '';
    const close = this.bytes.indexOf(0x22, i + 1);
    return close < 0 || close - i > 80 ? '' : this.bytes.toString('latin1', i + 1, close);
  }

  private isRepeated(base: number, from: number, until: number): boolean {
    const { keys, hash, bytes } = this;
    for (let k = base; k < keys.length; k += 3) {
      if (keys[k + 2] !== hash || keys[k + 1]! - keys[k]! !== until - from) continue;
      if (bytes.compare(bytes, keys[k], keys[k + 1], from, until) === 0) return true;
    }
    return false;
  }

  private hasDecodedRepeat(base: number): boolean {
    const seen = new Set<string>();
    let all = 0;
    for (let k = base; k < this.keys.length; k += 3, all++) {
      seen.add(JSON.parse(`"${this.bytes.toString('utf8', this.keys[k], this.keys[k + 1])}"`) as string);
    }
    return seen.size < all;
  }

  private refuse(fault: LineFault): -1 {
    this.fault = fault;
    return -1;
  }
}

type Place = 'root' | 'meta' | 'elsewhere';

/** `" \ / b f n r t` */
const SHORT_ESCAPES = new Set([0x22, 0x5c, 0x2f, 0x62, 0x66, 0x6e, 0x72, 0x74]);
