/** Appends to a workspace's ledger until it is killed; every entry that was acknowledged is told on stdout at once. */
import { writeSync } from 'node:fs';
import { nodeEffects } from '../../src/effects/node.ts';
import { openLedger } from '../../src/engine/store/open-ledger.ts';
import { openWorkspace } from '../../src/engine/store/open-workspace.ts';

const workspace = await openWorkspace(process.argv[2]!);
const ledger = await openLedger(workspace, nodeEffects());
const found = await ledger.verify();
writeSync(1, `opened ${found.entries} ${found.isIntact}\n`);

const entry = { kind: 'test/crashed', subject: 'thing:1', actor: 'operator', body: { text: 'x'.repeat(100) } };
const appendAlone = () => ledger.append(entry);
const appendInside = () => ledger.transaction((transaction) => transaction.append(entry));

async function write(append: typeof appendAlone): Promise<void> {
  for (;;) {
    try {
      const { seq, hash } = await append();
      writeSync(1, `${seq} ${hash}\n`);
    } catch {
      writeSync(1, 'failed\n'); // the server was killed under us: not acknowledged, try again
    }
  }
}
await Promise.all([write(appendAlone), write(appendAlone), write(appendAlone), write(appendInside)]);
