import { expect, test } from 'vitest';
import { snapshotMemory } from './snapshot-memory.ts';

/** Counts how often it had to work. */
function worker(answer: unknown = 'done') {
  let times = 0;
  return {
    make: async () => {
      times++;
      if (answer instanceof Error) throw answer;
      return answer;
    },
    times: () => times,
  };
}

test('snapshotMemory() works once for a key of a snapshot, also for two who ask at the same moment', async () => {
  const [memory, work] = [snapshotMemory(), worker()];
  expect(await Promise.all([memory.remember('s', 'k', work.make), memory.remember('s', 'k', work.make)])).toEqual([
    'done',
    'done',
  ]);
  await memory.remember('s', 'k', work.make);
  expect(work.times()).toBe(1);
  await memory.remember('s', 'other', work.make);
  expect(work.times()).toBe(2);
});

test('snapshotMemory() forgets another snapshot, a failure, and the oldest of too many', async () => {
  const [memory, work] = [snapshotMemory(2), worker()];
  await memory.remember('s', 'k', work.make);
  await memory.remember('t', 'k', work.make);
  expect(work.times()).toBe(2);
  const failing = worker(new Error('no'));
  await expect(memory.remember('t', 'bad', failing.make)).rejects.toThrow('no');
  await expect(memory.remember('t', 'bad', failing.make)).rejects.toThrow('no');
  expect(failing.times()).toBe(2);
  const full = snapshotMemory(2);
  for (const key of ['a', 'b', 'c', 'b', 'a']) await full.remember('s', key, work.make);
  expect(work.times()).toBe(2 + 4);
});
