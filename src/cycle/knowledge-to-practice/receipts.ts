/**
 * What became of deliveries. Clicks come from clients, who never report an ignored card; what was done is read from the
 * records. Pure: the rows are kept by receipt-book.ts.
 */
import { type Day, dayOf } from '../../core/day.ts';
import { median } from '../../engine/stats/quantile.ts';
import type { Fate, Receipt } from '../handover.ts';

/** What a person clicked on a card. */
export interface Click {
  readonly card: string;
  readonly outcome: 'accepted' | 'overridden';
  /** ISO 8601 */
  readonly at: string;
  readonly reason?: { readonly system: string; readonly code: string } | null;
}

/** An order of the recommended kind found in the records. */
export interface OrderInRecord {
  /** FHIR id, as receipts name patients */
  readonly patient: string;
  readonly happenedOn: Day;
  readonly practitioner: string | null;
}

export interface CardFate {
  readonly card: string;
  readonly click: Click['outcome'] | null;
  readonly actedOn: { readonly on: Day; readonly practitioner: string | null } | null;
  /** the click if there was one, otherwise what the records tell */
  readonly fate: Fate;
}

/**
 * The fate of every receipt about a patient, shown or withheld, in the order given.
 *
 * An order counts for the patient's latest receipt on or before its day, if it came within `windowDays` (the receipt's day
 * is day 0, day `windowDays` is included): so no order counts twice. Of several orders the first counts. A receipt with
 * neither click nor order is `pending` until its window has closed by `asOf`, then `ignored`.
 */
export function fatesFromRecords(
  receipts: readonly Pick<Receipt, 'card' | 'patient' | 'happenedOn'>[],
  orders: readonly OrderInRecord[],
  windowDays: number,
  known: { readonly clicks?: readonly Click[]; readonly asOf?: Day } = {},
): CardFate[] {
  const actedOn = joinOrders(receipts, orders, windowDays);
  const clicks = firstClicks(known.clicks ?? []);
  return receipts.map(({ card, happenedOn }) => {
    const click = clicks.get(card)?.outcome ?? null;
    const act = actedOn.get(card) ?? null;
    const isOpen = known.asOf !== undefined && dayOf(happenedOn) + windowDays >= known.asOf;
    const fate = click ?? (act ? 'acted-on' : isOpen ? 'pending' : 'ignored');
    return { card, click, actedOn: act, fate };
  });
}

function joinOrders(
  receipts: readonly Pick<Receipt, 'card' | 'patient' | 'happenedOn'>[],
  orders: readonly OrderInRecord[],
  windowDays: number,
): Map<string, NonNullable<CardFate['actedOn']>> {
  const byPatient = new Map<string, { card: string; on: Day }[]>();
  for (const { card, patient, happenedOn } of receipts) {
    if (patient === null) continue;
    const cards = byPatient.get(patient) ?? [];
    cards.push({ card, on: dayOf(happenedOn) });
    byPatient.set(patient, cards);
  }
  for (const cards of byPatient.values()) cards.sort((a, b) => a.on - b.on);
  const joined = new Map<string, NonNullable<CardFate['actedOn']>>();
  for (const order of [...orders].sort((a, b) => a.happenedOn - b.happenedOn)) {
    const latest = byPatient.get(order.patient)?.findLast(({ on }) => on <= order.happenedOn);
    if (!latest || order.happenedOn - latest.on > windowDays || joined.has(latest.card)) continue;
    joined.set(latest.card, { on: order.happenedOn, practitioner: order.practitioner });
  }
  return joined;
}

/** Repeated feedback counts once: the first click by its own time stands. */
export function firstClicks(clicks: readonly Click[]): Map<string, Click> {
  const first = new Map<string, Click>();
  for (const click of clicks) {
    const before = first.get(click.card);
    if (!before || Date.parse(click.at) < Date.parse(before.at)) first.set(click.card, click);
  }
  return first;
}

/** What happened to cards, in any order; minutes on one clock. */
export interface LoopLog {
  readonly fired: readonly { readonly card: string; readonly minute: number }[];
  readonly clicks: readonly { readonly card: string; readonly outcome: Click['outcome']; readonly minute: number }[];
  readonly acts: readonly { readonly card: string; readonly minute: number }[];
}

/** Rates are shares of the cards fired, null if none fired. */
export interface LoopMetrics {
  readonly fired: number;
  readonly accepted: number;
  readonly overridden: number;
  /** fired and never clicked on */
  readonly ignored: number;
  /** clicks on cards nobody fired */
  readonly unmatchedClicks: number;
  readonly overrideRate: number | null;
  readonly acceptanceRate: number | null;
  readonly actedOnRate: number | null;
  readonly actedOnWithoutAcceptance: number;
  /** minutes from card to act; null if nobody acted */
  readonly medianMinutesToAct: number | null;
}

/** Counts each card once, whatever was repeated; `actedOn` counts acts in the record whether or not a card was accepted. */
export function loopMetrics(log: LoopLog): LoopMetrics {
  const firedAt = new Map(log.fired.map(({ card, minute }) => [card, minute]));
  const fired = firedAt.size;
  const outcomes = new Map<string, Click['outcome']>();
  for (const { card, outcome } of [...log.clicks].sort((a, b) => a.minute - b.minute)) {
    if (firedAt.has(card) && !outcomes.has(card)) outcomes.set(card, outcome);
  }
  const waits = new Map<string, number>();
  for (const { card, minute } of [...log.acts].sort((a, b) => a.minute - b.minute)) {
    const start = firedAt.get(card);
    if (start !== undefined && !waits.has(card)) waits.set(card, minute - start);
  }
  const accepted = [...outcomes.values()].filter((outcome) => outcome === 'accepted').length;
  const overridden = outcomes.size - accepted;
  const share = (part: number): number | null => (fired === 0 ? null : part / fired);
  return {
    fired,
    accepted,
    overridden,
    ignored: fired - outcomes.size,
    unmatchedClicks: log.clicks.filter(({ card }) => !firedAt.has(card)).length,
    overrideRate: share(overridden),
    acceptanceRate: share(accepted),
    actedOnRate: share(waits.size),
    actedOnWithoutAcceptance: [...waits.keys()].filter((card) => outcomes.get(card) !== 'accepted').length,
    medianMinutesToAct: waits.size === 0 ? null : median([...waits.values()]),
  };
}
