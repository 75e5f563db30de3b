/** Allocates, stores receipts and takes feedback until it is killed; what was acknowledged is told on stdout at once. */
import { writeSync } from 'node:fs';
import { assignArm } from '../../src/cycle/knowledge-to-practice/allocation-ledger.ts';
import { receiptBook } from '../../src/cycle/knowledge-to-practice/receipt-book.ts';
import { nodeEffects } from '../../src/effects/node.ts';
import { openLedger } from '../../src/engine/store/open-ledger.ts';
import { openWorkspace } from '../../src/engine/store/open-workspace.ts';

const [, , folder = '', round = '0'] = process.argv;
const effects = nodeEffects();
const workspace = await openWorkspace(folder);
const ledger = await openLedger(workspace, effects);
const book = receiptBook(ledger, effects);
writeSync(1, 'opened\n');

/** Tells each acknowledged result; what failed because the server was killed was not acknowledged, and is tried again. */
async function forEver(work: (turn: number) => Promise<string>): Promise<void> {
  for (let turn = 0; ; turn++) {
    try {
      writeSync(1, `${await work(turn)}\n`);
    } catch (error) {
      writeSync(1, `failed ${error instanceof Error ? error.message.replaceAll('\n', ' ') : 'strangely'}\n`);
    }
  }
}

/** New units and, half of the time, ones that earlier rounds asked for: a retry after a crash. */
const allocate = async (turn: number): Promise<string> => {
  const unit = turn % 2 ? `u${Number(round)}-${turn % 6}` : `u${Math.max(0, Number(round) - 1)}-${turn % 6}`;
  const { arm, position, stratum } = await assignArm(ledger, effects, { trial: 't', unit, stratum: `org${turn % 3}` });
  return `allocated ${unit} ${stratum || '-'} ${position} ${arm}`;
};

const receive = async (turn: number): Promise<string> => {
  const occasion = turn % 2 ? `${round}-${turn}` : `${Math.max(0, Number(round) - 1)}-${turn + 1}`;
  const { card } = await book.save({
    service: 's',
    occasion,
    advice: 's',
    adviceVersion: '1',
    definition: 'sha256:00',
    channel: 'cds-card',
    state: 'everyone',
    arm: null,
    trial: null,
    unit: null,
    isShown: true,
    withheldBecause: null,
    patient: occasion,
    recipient: 'pr1',
    practice: null,
    inputs: 'sha256:00',
    happenedOn: '2026-01-05',
    isSimulated: true,
    suggestions: 1,
  });
  const outcomeAt = '2026-01-05T10:00:00Z';
  const item = {
    card,
    outcome: 'overridden',
    acceptedSuggestions: [],
    reason: null,
    comment: null,
    outcomeAt,
  } as const;
  writeSync(1, `received ${occasion} ${card}\n`);
  await book.saveFeedback('s', [item]);
  return `fed-back ${card}`;
};

await Promise.all([forEver(allocate), forEver(allocate), forEver(receive), forEver(receive)]);
