import { history } from '../src/synthetic/history.ts';

/** How fast the synthetic hospital is written, on one thread; the first argument is the number of people. */
const people = Number(process.argv[2] ?? 5000);
const startedAt = performance.now();
let [lines, bytes] = [0, 0];
const byType = new Map<string, number>();
for (const [type, line] of history({ people, seed: 1 })) {
  lines++;
  bytes += line.length + 1;
  byType.set(type, (byType.get(type) ?? 0) + 1);
}
const seconds = (performance.now() - startedAt) / 1000;
const rss = process.memoryUsage.rss() / 2 ** 20;
console.log(
  `${people} people: ${lines} resources, ${(bytes / 1e6).toFixed(0)} MB in ${seconds.toFixed(1)} s: ` +
    `${Math.round(lines / seconds)} resources/s, ${(bytes / 1e6 / seconds).toFixed(0)} MB/s, RSS ${rss.toFixed(0)} MiB`,
);
for (const [type, count] of [...byType].sort((a, b) => b[1] - a[1]))
  console.log(`${String(count).padStart(9)} ${type}`);
