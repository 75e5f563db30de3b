import { dayOf } from '../core/day.ts';
import type { Static } from '../core/schema.ts';
import { receiptBook } from '../cycle/knowledge-to-practice/receipt-book.ts';
import { fatesFromRecords } from '../cycle/knowledge-to-practice/receipts.ts';
import type { Context } from './action.ts';
import type { AnyAdvice } from './advice-shelf.ts';
import { ordersInRecord } from './orders-in-record.ts';
import type { AdviceShape } from './shapes.ts';
import { codeSetsOnShelf } from './shelf.ts';
import { withSnapshot } from './with-snapshot.ts';

/** What became of an advice's deliveries: clicks as clients told them, acts as the records tell them. */
export async function fatesOf(advice: AnyAdvice, context: Context): Promise<Static<typeof AdviceShape>['counts']> {
  const { ledger, effects, workspace } = context;
  const book = receiptBook(ledger, effects);
  const receipts = await book.receipts({ advice: advice.id });
  const clicks = await book.clicks({ advice: advice.id });
  const shown = receipts.filter(({ isShown }) => isShown);
  const clicked = (outcome: string) => clicks.filter((click) => click.outcome === outcome).length;
  const told = {
    fired: receipts.length,
    shown: shown.length,
    accepted: clicked('accepted'),
    overridden: clicked('overridden'),
  };
  if (advice.channel !== 'cds-card' || shown.length === 0 || (await workspace.currentSnapshot()) === undefined) {
    return { ...told, actedOn: 0, ignored: 0 };
  }
  return withSnapshot(workspace, async (reading) => {
    const from = dayOf(receipts[0]!.happenedOn);
    const patients = [...new Set(receipts.flatMap(({ patient }) => patient ?? []))];
    const ask = { patients, codeLists: advice.card.actedOnCodes, from };
    const orders = await ordersInRecord(reading, ask, { codeSets: codeSetsOnShelf(), workspace });
    const fates = fatesFromRecords(shown, orders, advice.impactPlan.outcomeWithinDays, { clicks, asOf: reading.asOf });
    return {
      ...told,
      actedOn: fates.filter((fate) => fate.actedOn !== null).length,
      ignored: fates.filter(({ fate }) => fate === 'ignored').length,
    };
  });
}
