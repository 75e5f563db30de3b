import { defineFault } from '../../core/fault.ts';
import { type Static, Type, Value } from '../../core/schema.ts';
import { readIfThere, writeDurably } from './durable-file.ts';

export const witnessDamaged = defineFault(
  'store/ledger-witness-damaged',
  'conflict',
  (d: { file: string }) => `${d.file}, which remembers how far the ledger had come, is damaged`,
  'Put it back from a backup. Take it away only if you know why it is damaged: without it nobody can tell whether the end of the ledger was cut off.',
);

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
      const head = parsed(text);
      if (!Value.Check(HeadShape, head)) throw witnessDamaged({ file });
      return head;
    },
    record: ({ seq, hash }) => writeDurably(file, `${JSON.stringify({ seq, hash })}\n`, 0o600),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
