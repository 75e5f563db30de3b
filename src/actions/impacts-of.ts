import type { Json } from '../core/canonical-json.ts';
import { dayOf, monthStart } from '../core/day.ts';
import { digestOfJson } from '../core/digest.ts';
import { monthLabel, monthsBetween } from '../core/period.ts';
import type { MonthCount, SeenPerson } from '../cycle/data-to-knowledge/counts.ts';
import type { Impact } from '../cycle/handover.ts';
import { interruptedSeriesImpact } from '../cycle/impact/designs/interrupted-series.ts';
import { randomisedImpact } from '../cycle/impact/designs/randomised.ts';
import { exposureOf, outcomesWithin } from '../cycle/impact/exposure.ts';
import type { CardAdvice, TeamAdvice } from '../cycle/knowledge-to-practice/advice-content.ts';
import { intentionToTreat, verifyTrial } from '../cycle/knowledge-to-practice/allocation-ledger.ts';
import { receiptBook, type StoredReceiptRow } from '../cycle/knowledge-to-practice/receipt-book.ts';
import type { Measure } from '../engine/query/ast.ts';
import { digestOfMeaning } from '../engine/query/definition-digest.ts';
import { peopleOf } from '../engine/query/run.ts';
import type { Database } from '../engine/store/duckdb.ts';
import type { Context } from './action.ts';
import { type AnyAdvice, adviceOnShelf, rolloutNow } from './advice-shelf.ts';
import { countsOf } from './counts-of.ts';
import { ordersInRecord } from './orders-in-record.ts';
import { codeSetsOnShelf, measureOnShelf } from './shelf.ts';
import { type Reading, withSnapshot } from './with-snapshot.ts';

/** The impact of every advice of a cycle that has reached people, by the plan written before. */
export async function impactsOf(
  cycle: string | undefined,
  context: Context,
): Promise<{ advice: AnyAdvice; impact: Impact }[]> {
  const { workspace, ledger, effects } = context;
  if ((await workspace.currentSnapshot()) === undefined) return [];
  const book = receiptBook(ledger, effects);
  const advice = (await adviceOnShelf(ledger)).filter((each) => cycle === undefined || each.cycle === cycle);
  const delivered: { advice: AnyAdvice; receipts: StoredReceiptRow[] }[] = [];
  for (const each of advice) {
    const receipts = await book.receipts({ advice: each.id, version: each.version });
    if (receipts.some(({ isShown }) => isShown)) delivered.push({ advice: each, receipts });
  }
  return withSnapshot(workspace, async (reading) => {
    const found: { advice: AnyAdvice; impact: Impact }[] = [];
    for (const { advice: each, receipts } of delivered) {
      const impact =
        each.channel === 'cds-card'
          ? await cardImpact(each, receipts, reading, context)
          : await feedbackImpact(each, receipts, delivered, reading);
      if (impact) found.push({ advice: each, impact });
    }
    return found;
  });
}

/** By intention to treat: everyone for whom the rule fired under the trial, in the arm their clinician was allocated to. */
async function cardImpact(
  advice: CardAdvice,
  receipts: readonly StoredReceiptRow[],
  reading: Reading,
  context: Context,
): Promise<Impact | undefined> {
  const { ledger, workspace } = context;
  const trial = (await rolloutNow(advice, ledger))?.trial;
  if (!trial) return undefined;
  const ours = receipts.filter((receipt) => receipt.trial === trial);
  const exposure = exposureOf(ours, await intentionToTreat(ledger, trial));
  const patients = exposure.exposed.map(({ patient }) => patient);
  const from = dayOf(ours[0]?.happenedOn ?? reading.dataset.asOf);
  const orders = await ordersInRecord(
    reading,
    { patients, codeLists: advice.card.actedOnCodes, from },
    { codeSets: codeSetsOnShelf(), workspace },
  );
  const { people, pending } = outcomesWithin(
    exposure.exposed,
    orders,
    advice.impactPlan.outcomeWithinDays,
    reading.asOf,
  );
  const { problems } = await verifyTrial(ledger, trial);
  return randomisedImpact({
    cycle: advice.cycle,
    advice,
    dataset: reading.dataset,
    exposure,
    people,
    pending,
    allocationProblems: problems,
  });
}

/** From the month of the first message, until another advice of the same cycle began to reach people: then the two mix. */
async function feedbackImpact(
  advice: TeamAdvice,
  receipts: readonly StoredReceiptRow[],
  delivered: readonly { advice: AnyAdvice; receipts: readonly StoredReceiptRow[] }[],
  reading: Reading,
): Promise<Impact | undefined> {
  const from = monthOfFirst(receipts.filter(({ isShown }) => isShown));
  const others = delivered.filter((each) => each.advice.id !== advice.id && each.advice.cycle === advice.cycle);
  const mixed = others
    .map((each) => monthOfFirst(each.receipts.filter(({ isShown }) => isShown)))
    .filter((month) => month > from)
    .sort()[0];
  const codeSets = codeSetsOnShelf();
  const outcome = measureOnShelf(advice.impactPlan.outcome);
  const { snapshot, dataset, memory } = reading;
  const key = `feedback-impact ${digestOfJson(plain({ advice, from, mixed }))} ${digestOfMeaning(outcome, codeSets)}`;
  return memory.remember(snapshot.id, key, async () => {
    const counts = await countsOf(reading, outcome, codeSets);
    if (!counts) return undefined;
    const months = counts.months.filter(({ month }) => mixed === undefined || month < mixed);
    return interruptedSeriesImpact({
      cycle: advice.cycle,
      advice,
      dataset,
      periods: months.map(({ month, numerator, denominator }) => ({ label: month, numerator, denominator })),
      from,
      outcomeTitle: outcome.title,
      ...(await whoWasSeen(snapshot.db, { ...outcome, stratifiers: [] }, months)),
    });
  });
}

function plain(value: unknown): Json {
  return JSON.parse(JSON.stringify(value)) as Json; // content and months are JSON through and through
}

/** Above this many rows people being like themselves hardly widens the limits, and the rows would fill the memory. */
const MOST_ROWS_SEEN = 500_000;

async function whoWasSeen(
  db: Database,
  measure: Measure,
  months: readonly MonthCount[],
): Promise<{ seen?: SeenPerson[] }> {
  const [start, end] = [months[0], months.at(-1)];
  if (!start || !end || months.reduce((sum, { denominator }) => sum + denominator, 0) > MOST_ROWS_SEEN) return {};
  const periods = monthsBetween(dayOf(`${start.month}-01`), monthStart(dayOf(`${end.month}-01`), 1));
  const rows = await peopleOf(db, measure, { periods, codeSets: codeSetsOnShelf() });
  const counted = rows.filter(({ inDenominator, isExcluded }) => inDenominator && !isExcluded);
  return {
    seen: counted.map((row) => ({ month: monthLabel(row.period), person: row.personKey, hasEvent: row.inNumerator })),
  };
}

function monthOfFirst(receipts: readonly StoredReceiptRow[]): string {
  return receipts.map(({ happenedOn }) => happenedOn.slice(0, 7)).sort()[0] ?? '9999-12';
}
