/** FHIR NDJSON to a checked snapshot: MB/s, resources/s and the highest resident memory, on the synthetic hospital. */
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadFhir } from '../src/cycle/practice-to-data/load-fhir.ts';
import { nodeEffects } from '../src/effects/node.ts';
import { createWorkspace } from '../src/engine/store/open-workspace.ts';
import { history } from '../src/synthetic/history.ts';
import { sharedFolder } from '../test/shared.ts';

const PEOPLE = Number(process.env['RONDO_BENCH_PEOPLE'] ?? 4000);

const home = await mkdtemp(join(tmpdir(), 'rondo-bench-load-'));
try {
  const made = join(home, 'synthetic');
  await mkdir(made);
  await writeHospital(made, PEOPLE);
  await measure(`synthetic hospital, ${PEOPLE} people`, made);
  const shared = sharedFolder('data/fhir-synthea-415');
  if (shared) await measure('fhir-synthea-415 (gzip)', shared);
} finally {
  await rm(home, { recursive: true, force: true });
}

async function writeHospital(folder: string, people: number): Promise<void> {
  const files = new Map<string, ReturnType<typeof createWriteStream>>();
  for (const [type, line] of history({ people, seed: 1 })) {
    const file = files.get(type) ?? createWriteStream(join(folder, `${type}.ndjson`));
    files.set(type, file);
    if (!file.write(`${line}\n`)) await new Promise<void>((resolve) => file.once('drain', () => resolve()));
  }
  await Promise.all([...files.values()].map((file) => new Promise<void>((resolve) => file.end(() => resolve()))));
}

async function measure(name: string, folder: string): Promise<void> {
  const workspace = await createWorkspace(join(home, name.replace(/\W+/g, '-')), { name, isSimulated: true });
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 20);
  const phases: [what: string, at: number, processor: NodeJS.CpuUsage][] = [];
  const started = performance.now();
  const cpu = process.cpuUsage();
  const effects = nodeEffects({
    progress: ({ doing }) => {
      const phase = doing.startsWith('reading ') ? 'reading views' : doing;
      if (phases.at(-1)?.[0] !== phase) phases.push([phase, performance.now(), process.cpuUsage()]);
    },
  });
  const report = await loadFhir({ folder }, { workspace, effects });
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  clearInterval(watch);
  await workspace.close();
  const megabytes = report.bytes / 1e6;
  console.log(
    `${name}: ${megabytes.toFixed(0)} MB, ${report.records} resources in ${seconds.toFixed(1)} s = ${(megabytes / seconds).toFixed(1)} MB/s, ` +
      `${Math.round(report.records / seconds)} resources/s; ${((user + system) / 1e6).toFixed(1)} s of processor; peak ${(peak / 1e6).toFixed(0)} MB resident`,
  );
  // On a machine that others use too, the seconds of processor are the figure to compare.
  const end = process.cpuUsage();
  for (const [i, [what, at, before]] of phases.entries()) {
    const [, until = started + seconds * 1000, after = end] = phases[i + 1] ?? [];
    const used = (after.user + after.system - before.user - before.system) / 1e6;
    console.log(`  ${what}: ${((until - at) / 1000).toFixed(2)} s, ${used.toFixed(2)} s of processor`);
  }
}
