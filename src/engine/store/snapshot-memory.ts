/** What was worked out about a snapshot, kept while the workspace is open: a snapshot never changes, so neither does its answer. */
export interface SnapshotMemory {
  /**
   * The answer that is kept under this key, or a new one. Two who ask at the same moment share one work; a failure is not
   * kept. Only answers about the snapshot asked about last are kept, the newest `most` of them.
   *
   * @param key everything the answer depends on besides the snapshot
   */
  remember<Answer>(snapshot: string, key: string, make: () => Promise<Answer>): Promise<Answer>;
}

/** @param most answers kept at a time */
export function snapshotMemory(most = 100): SnapshotMemory {
  let about = '';
  const kept = new Map<string, Promise<unknown>>();
  return {
    remember<Answer>(snapshot: string, key: string, make: () => Promise<Answer>): Promise<Answer> {
      if (snapshot !== about) {
        about = snapshot;
        kept.clear();
      }
      const known = kept.get(key) as Promise<Answer> | undefined; // the key says what the answer is
      if (known) return known;
      const made = make();
      kept.set(key, made);
      made.catch(() => {
        if (kept.get(key) === made) kept.delete(key);
      });
      const [oldest] = kept.keys();
      if (kept.size > most && oldest !== undefined) kept.delete(oldest);
      return made;
    },
  };
}
