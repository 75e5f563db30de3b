import fc from 'fast-check';
import { expect, test } from 'vitest';
import { callQueue, turns } from './call-queue.ts';

function queueAt(limits: { most: number; few: number; tooLongMs: number }) {
  let now = 0;
  const queue = callQueue<{ came: number }>(({ came }) => now - came, limits);
  const arrive = () => {
    const call = { came: now };
    return { call, isIn: queue.enter(call) };
  };
  return {
    queue,
    arrive,
    wait: (ms: number) => {
      now += ms;
    },
  };
}

test('callQueue() takes no more than the most, and one again for each that leaves', () => {
  const { queue, arrive } = queueAt({ most: 3, few: 3, tooLongMs: 1000 });
  const calls = [arrive(), arrive(), arrive()];
  expect(calls.map(({ isIn }) => isIn)).toEqual([true, true, true]);
  expect(arrive().isIn).toBe(false);
  queue.leave(calls[1]!.call);
  expect(arrive().isIn).toBe(true);
  expect(arrive().isIn).toBe(false);
});

test('callQueue() turns calls away while the oldest of a few has waited too long, and not for one that hangs alone', () => {
  const { queue, arrive, wait } = queueAt({ most: 100, few: 2, tooLongMs: 150 });
  const first = arrive();
  wait(1000);
  const second = arrive();
  expect(second.isIn).toBe(true); // one hangs: the others need not suffer
  expect(arrive().isIn).toBe(false);
  queue.leave(first.call);
  expect(arrive().isIn).toBe(true);
  wait(150);
  expect(arrive().isIn).toBe(true); // not yet longer than that
  wait(1);
  expect(arrive().isIn).toBe(false);
});

test('callQueue() answers everyone in time who is let in, if answers take a steady time and few are many', () => {
  const step = fc.record({ gap: fc.integer({ min: 0, max: 30 }) });
  fc.assert(
    fc.property(fc.array(step, { minLength: 50, maxLength: 300 }), fc.integer({ min: 1, max: 20 }), (steps, tookMs) => {
      // One worker, first come, first served: a plain simulation of an event loop.
      const limits = { most: 32, few: 4, tooLongMs: 150 };
      let now = 0;
      const queue = callQueue<{ came: number; ends: number }>(({ came }) => now - came, limits);
      const inside: { came: number; ends: number }[] = [];
      let free = 0;
      for (const { gap } of steps) {
        now += gap;
        while (inside[0] && inside[0].ends <= now) queue.leave(inside.shift()!);
        const call = { came: now, ends: Math.max(free, now) + tookMs };
        if (!queue.enter(call)) continue;
        inside.push(call);
        free = call.ends;
        expect(call.ends - call.came).toBeLessThanOrEqual(limits.most * tookMs);
        expect(call.ends - call.came).toBeLessThan(500);
      }
    }),
    { seed: 20260601 },
  );
});

test('turns() never lets more work than the most, in the order they came, whatever fails', async () => {
  const inTurn = turns(2);
  const begun: number[] = [];
  let working = 0;
  let mostWorking = 0;
  const results = await Promise.allSettled(
    [5, 1, 3, 1, 1, 2].map((steps, at) =>
      inTurn(async () => {
        begun.push(at);
        mostWorking = Math.max(mostWorking, ++working);
        for (let step = 0; step < steps; step++) await Promise.resolve();
        working--;
        if (at % 2 === 1) throw new Error('it failed');
        return at;
      }),
    ),
  );
  expect(begun).toEqual([0, 1, 2, 3, 4, 5]);
  expect(mostWorking).toBe(2);
  expect(results.map(({ status }) => status === 'fulfilled')).toEqual([true, false, true, false, true, false]);
  expect(await inTurn(async () => 'free again')).toBe('free again');
});
