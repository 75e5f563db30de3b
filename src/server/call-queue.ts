/** Calls that are being answered, oldest first. */
export interface CallQueue<Call> {
  /** false if this call cannot be answered in time: then it is not in the queue */
  enter(call: Call): boolean;
  leave(call: Call): void;
}

/**
 * Keeps a queue of calls so short that those in it are answered in time; whatever comes beyond is better turned away at
 * once than late. Full is: `most` calls, or a few of which the oldest has waited too long, which is how a slow or a busy
 * machine is known.
 *
 * @param ageMs how long ago a call came in
 */
export function callQueue<Call>(
  ageMs: (call: Call) => number,
  limits: { readonly most: number; readonly few: number; readonly tooLongMs: number },
): CallQueue<Call> {
  const waiting = new Set<Call>(); // in the order they came
  return {
    enter(call) {
      if (waiting.size >= limits.most) return false;
      const [oldest] = waiting;
      if (oldest !== undefined && waiting.size >= limits.few && ageMs(oldest) > limits.tooLongMs) return false;
      waiting.add(call);
      return true;
    },
    leave(call) {
      waiting.delete(call);
    },
  };
}

/**
 * Lets only so many work at once, first come, first served; the others wait. A call that waits is a few bytes, one that is
 * begun is a parsed record several times its size: begun together, a burst of large ones would fill the memory.
 */
export function turns(most: number): <Result>(work: () => Promise<Result>) => Promise<Result> {
  const waiting: (() => void)[] = [];
  let working = 0;
  return async (work) => {
    if (working >= most) await new Promise<void>((begin) => waiting.push(begin));
    else working++;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else working--;
    }
  };
}
