import { type Static, Type, Value } from '../../core/schema.ts';
import { readIfThere, writeDurably } from './durable-file.ts';

const HeadShape = Type.Object({ seq: Type.Integer({ minimum: 1 }), hash: Type.String() });

/** The end of the chain at some moment: its last entry. */
export type Head = Readonly<Static<typeof HeadShape>>;

/**
 * A file outside the database that remembers how far the chain had come. Whoever may change the database can cut the end
 * off, or write the whole chain anew, and it still fits in itself; what they cannot do is make it fit this file too.
 */
export interface Witness {
  seen(): Promise<Head | undefined>;
  record(head: Head): Promise<void>;
}

export function witnessFile(file: string): Witness {
  return {
    seen: async () => {
      const text = await readIfThere(file);
      if (text === undefined) return undefined;
      const head: unknown = JSON.parse(text);
      if (!Value.Check(HeadShape, head)) throw new Error(`${file} is damaged`);
      return head;
    },
    record: ({ seq, hash }) => writeDurably(file, `${JSON.stringify({ seq, hash })}\n`, 0o600),
  };
}
