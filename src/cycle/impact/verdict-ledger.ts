/** A verdict is decided when two different people say the same word about the same figures. */
import type { Actor } from '../../community/roles.ts';
import { type Digest, digestOfJson } from '../../core/digest.ts';
import { defineFault } from '../../core/fault.ts';
import type { Ledger, LedgerEntry, LedgerTransaction } from '../../engine/store/ledger.ts';
import type { Advice, Impact, VerdictWord } from '../handover.ts';
import { effectKind, proposeVerdict } from './verdict.ts';

export const secondPersonNeeded = defineFault(
  'verdict/second-person-needed',
  'conflict',
  (d: { advice: string }) => `you have said this about ${d.advice} already`,
  'Ask a second person to look at the same figures and say what they think.',
);

export const reasonMissing = defineFault(
  'verdict/reason-missing',
  'bad-input',
  (d: { advice: string }) => `a verdict on ${d.advice} needs a reason`,
  'Say in a sentence why; it is kept with the figures.',
);

export interface VerdictSaid {
  readonly advice: Advice;
  readonly impact: Impact;
  readonly word: VerdictWord;
  readonly reason: string;
}

export interface VerdictState {
  /** null until two people agree */
  readonly decided: VerdictWord | null;
  /** who said the word that stands, in order; one while a second person is awaited */
  readonly decidedBy: readonly string[];
}

/** The figures a verdict speaks of: both people must have seen the same. */
function digestOfImpact(impact: Impact): Digest {
  const { cycle, advice, design, estimate, interval, groups, dataset } = impact;
  return digestOfJson({ cycle, advice, design, estimate, interval, groups, snapshot: dataset.snapshot });
}

/**
 * Says what one person thinks. The first to say a word about these figures proposes it; the second, another person,
 * decides it. A person who changes their mind proposes the new word.
 */
export async function sayVerdict(ledger: Ledger, said: VerdictSaid, actor: Actor): Promise<VerdictState> {
  const { advice, impact, word, reason } = said;
  if (reason.trim() === '') throw reasonMissing({ advice: advice.id });
  const person = personOf(actor);
  const figures = digestOfImpact(impact);
  return ledger.transaction(async (transaction) => {
    // Two people at the same moment: the second waits here and sees the first.
    await transaction.query('select pg_advisory_xact_lock(723684, hashtext($1))', [advice.id]);
    const before = await wordsAbout(transaction, advice, figures);
    if (before.get(person) === word) throw secondPersonNeeded({ advice: advice.id });
    const others = [...before].filter(([who, their]) => who !== person && their === word).map(([who]) => who);
    const body = bodyOf(said, figures, person);
    const subject = `advice:${advice.id}`;
    if (others.length === 0) {
      await transaction.append({ kind: 'verdict/proposed', subject, actor: actor.id, body });
      return { decided: null, decidedBy: [person] };
    }
    const decidedBy = [...others, person];
    await transaction.append({ kind: 'verdict/decided', subject, actor: actor.id, body: { ...body, decidedBy } });
    return { decided: word, decidedBy };
  });
}

/** What has been decided about a version so far; the latest decision stands, whatever its figures. */
export async function verdictOf(ledger: Pick<Ledger, 'entries'>, advice: Advice): Promise<VerdictState> {
  const entries = await ledger.entries({ kind: 'verdict/', subject: `advice:${advice.id}`, limit: 200 });
  const ours = entries.filter(({ body }) => body['version'] === advice.version);
  const decided = ours.find(({ kind }) => kind === 'verdict/decided');
  if (decided) {
    const by = decided.body['decidedBy'];
    return { decided: decided.body['word'] as VerdictWord, decidedBy: Array.isArray(by) ? by.map(String) : [] };
  }
  const [proposed] = ours;
  return { decided: null, decidedBy: proposed ? [String(proposed.body['by'])] : [] };
}

/** People at the machine's own command line share one account id; their names tell them apart. */
function personOf(actor: Actor): string {
  return actor.id === 'operator' ? `operator ${actor.name}` : actor.id;
}

async function wordsAbout(
  transaction: LedgerTransaction,
  advice: Advice,
  figures: Digest,
): Promise<Map<string, VerdictWord>> {
  const rows = await transaction.query<{ by: string; word: VerdictWord }>(
    `select body ->> 'by' as by, body ->> 'word' as word from ledger_entry
     where kind = any($1) and subject = $2 and body ->> 'version' = $3 and body ->> 'figures' = $4 order by seq`,
    [['verdict/proposed', 'verdict/decided'], `advice:${advice.id}`, advice.version, figures],
  );
  return new Map(rows.map(({ by, word }) => [by, word]));
}

function bodyOf({ advice, impact, word, reason }: VerdictSaid, figures: Digest, person: string): LedgerEntry['body'] {
  const { impactPlan } = advice;
  return {
    version: advice.version,
    cycle: impact.cycle,
    word,
    reason,
    by: person,
    proposed: proposeVerdict(impact, impactPlan).proposed,
    design: impact.design,
    estimate: impact.estimate,
    interval: impact.interval ? [...impact.interval] : null,
    level: impact.level,
    unit: impact.unit,
    effect: impact.interval ? effectKind(impact.interval, impactPlan.goodDirection) : 'none',
    snapshot: impact.dataset.snapshot,
    isSimulated: impact.isSimulated,
    figures,
  };
}
