import type { Json } from '../core/canonical-json.ts';
import type { LedgerEntry } from '../engine/store/ledger.ts';

/** Finds the name of an account; the id stands where there is none. */
export type NameOf = (account: string) => string | undefined;

/** Finds the title of a subject such as `advice:bp-card`; its id stands where there is none. */
export type TitleOf = (subject: string) => string | undefined;

/**
 * A ledger entry as one sentence, without the moment: `Operator moved bp-card from shadow to canary.` Every kind that is
 * written has a sentence in the list below; one from a newer Rondo gets a plain one.
 */
export function sayEntry(
  entry: LedgerEntry,
  nameOf: NameOf = () => undefined,
  titleOf: TitleOf = () => undefined,
): string {
  const say = SENTENCES[entry.kind];
  const who = actorName(entry.actor, nameOf);
  const what = say
    ? say(partsOf(entry, nameOf, titleOf))
    : `recorded ${words(entry.kind)} for ${thing(entry.subject, nameOf, titleOf)}`;
  return `${who} ${what}.`;
}

interface Parts {
  /** the subject's own name: `bp-card` for `advice:bp-card` */
  readonly it: string;
  /** a member of the body as text; a dash where it is missing */
  text(name: string): string;
  /** ` (because …)` or nothing */
  because(): string;
}

/** One predicate a kind, kept by room. A test holds that every kind appended in the source stands here. */
const SENTENCES: Record<string, (parts: Parts) => string> = {
  'account/created': ({ text }) => `made the account of ${text('name')} as ${text('roles')}`,
  'account/changed': ({ text }) => `changed the account of ${text('name')}: ${text('roles')}`,
  'account/password-set': ({ it }) => `set a new password for ${it}`,
  'account/shut': ({ it, text }) =>
    `shut ${it} for ${text('minutes')} minutes after ${text('failures')} wrong passwords`,

  'approval/given': ({ it, text }) => `approved ${it} version ${text('version')} as ${text('role')}`,
  'approval/withdrawn': ({ it, text, because }) => `withdrew approval of ${it} version ${text('version')}${because()}`,

  'audit/read': ({ it, text }) => `looked at ${text('people')} people with ${it}, for ${words(text('purpose'))}`,
  'audit/action-run': ({ it }) => `asked for ${it}`,

  'cycle/opened': ({ it, text }) => `opened the cycle ${it}: ${text('question')}`,
  'community/asked': ({ it, text }) => `asked the community of ${it}: ${text('parts')}`,
  'direction/confirmed': ({ it, text }) => `confirmed that ${text('goodDirection')} is better for ${it}`,
  'finding/accepted': ({ it, because }) => `accepted the finding ${it}${because()}`,
  'finding/doubted': ({ it, because }) => `doubted the finding ${it}${because()}`,
  'release/made': ({ it, text }) => `released ${text('rows')} rows of ${it} by the rule ${text('rule')}`,

  'snapshot/built': ({ it, text }) => `built the snapshot ${it} of ${text('people')} people, as of ${text('asOf')}`,
  'finding/made': ({ text }) => `found: ${text('title')}`,

  'advice/edited': ({ it, text }) => `changed the text of ${it}: version ${text('version')}`,

  'allocation/sealed': ({ it }) => `sealed the allocation list of ${it}: only its hash can be seen`,
  'allocation/assigned': ({ it, text }) => `gave place ${text('position')} of the sealed list of ${it} to a unit`,
  'allocation/unsealed': ({ it }) => `opened the allocation list of ${it}`,

  'feedback/answered': ({ it, text }) =>
    `answered the feedback on ${it}: ${text('plan')} (${text('owner')}, by ${text('dueOn')})`,
  'feedback/plan-closed': ({ it, text, because }) => `closed the plan for ${it}: ${text('outcome')}${because()}`,

  'receipt/bound': ({ text }) => `bound ${text('receipts')} receipts into the ledger`,

  'rollout/drafted': ({ it, text }) => `drafted ${it} version ${text('version')}`,
  'rollout/advanced': ({ it, text }) => `moved ${it} from ${text('from')} to ${text('to')}`,
  'rollout/stopped': ({ it, because }) => `stopped ${it}${because()}`,
  'rollout/resumed': ({ it, because }) => `let ${it} go on${because()}`,
  'rollout/shadow-figures': ({ it }) => `recorded how often ${it} would have fired`,
  'rollout/shadow-signed': ({ it }) => `signed off the shadow run of ${it}`,
  'rollout/plan-frozen': ({ it }) => `froze the impact plan of ${it}`,

  'verdict/proposed': ({ it, text, because }) => `proposed for ${it}: ${text('word')}${because()}`,
  'verdict/decided': ({ it, text, because }) => `decided on ${it}: ${text('word')}${because()}`,
};

/** The kinds that have a sentence of their own. */
export const SAID_KINDS: readonly string[] = Object.keys(SENTENCES);

function partsOf(entry: LedgerEntry, nameOf: NameOf, titleOf: TitleOf): Parts {
  const text = (name: string) => inWords(entry.body[name]);
  return {
    it: thing(entry.subject, nameOf, titleOf),
    text,
    because: () => (typeof entry.body['reason'] === 'string' ? `, because: ${text('reason')}` : ''),
  };
}

function actorName(actor: string, nameOf: NameOf): string {
  if (actor === 'rondo') return 'Rondo';
  if (actor === 'operator') return 'The operator';
  return nameOf(actor) ?? actor;
}

/** `advice:bp-card` → its title, or `bp-card`; `account:<id>` → the account's name. */
function thing(subject: string, nameOf: NameOf, titleOf: TitleOf): string {
  const title = titleOf(subject);
  if (title !== undefined) return title;
  const name = subject.slice(subject.indexOf(':') + 1);
  return subject.startsWith('account:') ? (nameOf(name) ?? name) : name;
}

function words(kind: string): string {
  return kind.replace('/', ' ').replaceAll('-', ' ');
}

function inWords(value: Json | undefined): string {
  if (Array.isArray(value)) return value.length === 0 ? 'nothing' : value.map(inWords).join(', ');
  if (value === undefined || value === null || typeof value === 'object') return '—';
  return String(value).replace(/\.$/, '');
}
