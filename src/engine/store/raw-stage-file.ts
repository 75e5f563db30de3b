import { closeSync, createReadStream, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { LINE_FAULTS, LineScanner, LONGEST_LINE } from './raw-line.ts';

/** Why a whole file cannot be taken: all of it or nothing, for half a file looks like a whole one. */
export const FILE_FAULTS = {
  'gzip-truncated': 'the gzip file ends before its end: send it again',
  'gzip-damaged': 'the gzip file is damaged: send it again',
  utf16: 'written in UTF-16: export as UTF-8',
  'not-lines': 'one JSON text over many lines: export as NDJSON, one resource per line',
} as const;
export type FileFault = keyof typeof FILE_FAULTS;

/** What a quarantine code means, in words. */
export const QUARANTINE_SAYS: Readonly<Record<string, string>> = { ...LINE_FAULTS, ...FILE_FAULTS };

export interface StageTask {
  readonly number: number;
  readonly path: string;
}

export interface StagedFile {
  readonly number: number;
  /** lines that hold anything */
  readonly lines: number;
  /** bytes after unpacking */
  readonly bytes: number;
  /** the longest staged line, in bytes */
  readonly longest: number;
  readonly fault?: FileFault;
}

/** `at` of line 7 of file 2 is 2·2³² + 7: the order of arrival of every record, exact in a double up to 2 million files. */
export const LINES_PER_FILE = 2 ** 32;

/**
 * Writes what staging gives, in one folder: `<Type>.<name>.ndjson` with one `{"at":…,"r":…}` per good line of a wanted
 * type, `index.<name>.tsv` with a row per good line of any type (at, type, id, version, updated) and
 * `quarantine.<name>.tsv` with a row per bad line (at, type, code).
 *
 * Numbers whose text a double would lose (`0.10`, `1e2`) are staged as JSON strings, so that a VARCHAR column gets them
 * as written; DuckDB would otherwise print the double.
 */
export class StageWriter {
  /** bytes of the longest line staged so far, its wrapper included */
  longest = 0;
  private readonly outputs = new Map<string, Output>();
  private readonly scanner = new LineScanner();

  private readonly folder: string;
  private readonly name: string;
  private readonly wanted: ReadonlySet<string>;

  constructor(folder: string, name: string, wanted: ReadonlySet<string>) {
    this.folder = folder;
    this.name = name;
    this.wanted = wanted;
  }

  /** Stages bytes[from, until) as line `line` of file `number`. False if the line is blank. */
  line(bytes: Buffer, from: number, until: number, at: number): boolean {
    if (isBlank(bytes, from, until)) return false;
    const { scanner } = this;
    const fault = scanner.scan(bytes, from, until);
    if (fault) {
      this.quarantine(at, fault, /^[A-Z][A-Za-z]{0,63}$/.test(scanner.type) ? scanner.type : '');
      return true;
    }
    this.output('index.tsv').text(`${at}\t${scanner.type}\t${scanner.id}\t${scanner.version}\t${scanner.updated}\n`);
    if (this.wanted.has(scanner.type)) this.resource(bytes, from, until, at);
    return true;
  }

  quarantine(at: number, code: string, type = ''): void {
    this.output('quarantine.tsv').text(`${at}\t${type}\t${code}\n`);
  }

  /** Everything written is with the operating system after this; staging is rebuildable and never synced. */
  close(): void {
    for (const output of this.outputs.values()) output.close();
    this.outputs.clear();
  }

  private resource(bytes: Buffer, from: number, until: number, at: number): void {
    const output = this.output(`${this.scanner.type}.ndjson`);
    const { decimals } = this.scanner;
    this.longest = Math.max(this.longest, until - from + decimals.length + 40);
    output.text(`{"at":${at},"r":`);
    let copied = from;
    for (let i = 0; i < decimals.length; i += 2) {
      output.bytes(bytes, copied, decimals[i]!);
      output.text('"');
      output.bytes(bytes, decimals[i]!, decimals[i + 1]!);
      output.text('"');
      copied = decimals[i + 1]!;
    }
    output.bytes(bytes, copied, until);
    output.text('}\n');
  }

  private output(kind: string): Output {
    let output = this.outputs.get(kind);
    if (!output) {
      const dot = kind.lastIndexOf('.');
      output = new Output(join(this.folder, `${kind.slice(0, dot)}.${this.name}${kind.slice(dot)}`));
      this.outputs.set(kind, output);
    }
    return output;
  }
}

/** A file written through one buffer. */
class Output {
  private readonly buffer = Buffer.allocUnsafe(1 << 20);
  private used = 0;
  private readonly file: number;

  constructor(path: string) {
    this.file = openSync(path, 'a', 0o600);
  }

  text(text: string): void {
    if (this.used + text.length > this.buffer.length) this.flush();
    this.used += this.buffer.write(text, this.used, 'latin1'); // what is written as text here is ASCII
  }

  bytes(from: Buffer, start: number, end: number): void {
    if (this.used + end - start > this.buffer.length) this.flush();
    if (end - start > this.buffer.length) writeAll(this.file, from.subarray(start, end));
    else this.used += from.copy(this.buffer, this.used, start, end);
  }

  close(): void {
    this.flush();
    closeSync(this.file);
  }

  private flush(): void {
    if (this.used > 0) writeAll(this.file, this.buffer.subarray(0, this.used));
    this.used = 0;
  }
}

function writeAll(file: number, bytes: Buffer): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
}

/** Reads one raw file through the writer, line by line; memory does not grow with the file or with its longest line. */
export async function stageFile(
  task: StageTask,
  writer: StageWriter,
  read: (bytes: number) => void,
): Promise<StagedFile> {
  const lines = new LineSplitter(writer, task.number);
  const packed = createReadStream(task.path, { highWaterMark: 1 << 18 });
  const stream = packed.pipe(createGunzip({ chunkSize: 1 << 19 }));
  packed.on('error', (error) => stream.destroy(error));
  const done = (fault?: FileFault): StagedFile => {
    if (fault) writer.quarantine(task.number * LINES_PER_FILE, fault);
    return {
      number: task.number,
      lines: lines.filled,
      bytes: lines.bytes,
      longest: writer.longest,
      ...(fault ? { fault } : {}),
    };
  };
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      if (lines.bytes === 0 && startsAsUtf16(chunk)) return done('utf16');
      if (lines.bytes === 0 && opensOverLines(chunk)) return done('not-lines');
      lines.push(chunk);
      read(chunk.length);
    }
    lines.end();
    return done();
  } catch (error) {
    const code = (error as { code?: string }).code ?? '';
    if (code === 'Z_BUF_ERROR') return done('gzip-truncated');
    if (code.startsWith('Z_')) return done('gzip-damaged');
    throw error;
  } finally {
    packed.destroy();
  }
}

function startsAsUtf16(chunk: Buffer): boolean {
  return (chunk[0] === 0xff && chunk[1] === 0xfe) || (chunk[0] === 0xfe && chunk[1] === 0xff);
}

/** A first line of a lone bracket: pretty-printed JSON, such as a Bundle saved by hand. */
export function opensOverLines(chunk: Buffer): boolean {
  return /^(?:\xef\xbb\xbf)?\s*[[{]\s*\n/.test(chunk.toString('latin1', 0, 64));
}

class LineSplitter {
  bytes = 0;
  /** lines that hold anything */
  filled = 0;
  private count = 0;
  private parts: Buffer[] = [];
  private carried = 0;
  private isOverlong = false;

  private readonly writer: StageWriter;
  private readonly number: number;

  constructor(writer: StageWriter, number: number) {
    this.writer = writer;
    this.number = number;
  }

  push(chunk: Buffer): void {
    let from = this.bytes === 0 && chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf ? 3 : 0; // a UTF-8 BOM
    this.bytes += chunk.length;
    for (let end = chunk.indexOf(10, from); end >= 0; end = chunk.indexOf(10, from)) {
      if (this.carried === 0 && !this.isOverlong) this.line(chunk, from, end);
      else {
        this.carry(chunk.subarray(from, end));
        this.finishCarried();
      }
      from = end + 1;
    }
    if (from < chunk.length) this.carry(chunk.subarray(from));
  }

  /** The last line need not end with a line feed. */
  end(): void {
    if (this.carried > 0 || this.isOverlong) this.finishCarried();
  }

  private carry(part: Buffer): void {
    if (this.isOverlong) return;
    this.parts.push(part);
    this.carried += part.length;
    if (this.carried > LONGEST_LINE) {
      this.isOverlong = true;
      this.parts = [];
    }
  }

  private finishCarried(): void {
    if (this.isOverlong) {
      this.filled++;
      this.writer.quarantine(this.number * LINES_PER_FILE + ++this.count, 'too-long');
    } else {
      const whole = this.parts.length === 1 ? this.parts[0]! : Buffer.concat(this.parts);
      this.line(whole, 0, whole.length);
    }
    this.parts = [];
    this.carried = 0;
    this.isOverlong = false;
  }

  private line(bytes: Buffer, from: number, until: number): void {
    if (this.writer.line(bytes, from, until, this.number * LINES_PER_FILE + ++this.count)) this.filled++;
  }
}

function isBlank(bytes: Buffer, from: number, until: number): boolean {
  for (let i = from; i < until; i++) {
    const letter = bytes[i];
    if (letter !== 0x20 && letter !== 0x0d && letter !== 0x09) return false;
  }
  return true;
}
