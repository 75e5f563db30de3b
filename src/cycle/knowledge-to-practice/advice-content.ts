/** Reads advice from the library: parsed once at the door, told all that is wrong with it at once. */
import type { Code } from '../../core/code.ts';
import { parseDay } from '../../core/day.ts';
import { type Digest, digestOfJson } from '../../core/digest.ts';
import { defineFault } from '../../core/fault.ts';
import type { Advice, ImpactPlan } from '../handover.ts';
import { SUMMARY_LIMIT } from './cds-hooks/check-response.ts';
import { isObject, isText, itemsOf } from './cds-hooks/message-reading.ts';
import type { ReasonCategory } from './cds-hooks/override-reasons.ts';
import { HOOK_CONTEXTS, type Hook, type JsonObject } from './cds-hooks/protocol.ts';

export const adviceInvalid = defineFault(
  'advice/invalid',
  'bad-input',
  (d: { advice: string; problems: readonly string[] }) => `advice ${d.advice}: ${d.problems.join('; ')}`,
  'Mend what is named in the advice file.',
);

/** What a card adds to an advice. */
export interface CardContent {
  readonly hook: Hook;
  readonly suggestions: readonly SuggestedOrder[];
  readonly links: readonly { readonly label: string; readonly url: string }[];
  /** days of silence for this patient after a decline, by category of reason; `none` where no reason was given */
  readonly snoozeDays: Readonly<Partial<Record<ReasonCategory | 'none', number>>>;
  /** days of silence after an acceptance, until the order shows in the record */
  readonly quietDaysAfterAcceptance: number;
  /** ids of the code lists whose orders count as acting on the advice */
  readonly actedOnCodes: readonly string[];
}

/** A draft order the clinician may take over: always a proposal, never signed by us. */
export interface SuggestedOrder {
  readonly label: string;
  readonly resourceType: 'MedicationRequest' | 'ServiceRequest';
  readonly code: Code & { readonly display: string };
}

/** What team feedback adds to an advice. */
export interface FeedbackContent {
  /** id of the measure it speaks of */
  readonly measure: string;
  /** suggested actions to choose from, in the team's own control */
  readonly actions: readonly string[];
}

export type CardAdvice = Advice & { readonly channel: 'cds-card'; readonly card: CardContent };
export type TeamAdvice = Advice & { readonly channel: 'team-feedback'; readonly feedback: FeedbackContent };

/** Reads one advice file; throws `advice/invalid` naming everything that is wrong. */
export function adviceFromJson(json: unknown): CardAdvice | TeamAdvice {
  const problems: string[] = [];
  const object = isObject(json) ? json : {};
  const text = (name: string, from: JsonObject = object): string => {
    const value = from[name];
    if (!isText(value)) problems.push(`${name} is missing`);
    return isText(value) ? value : '';
  };
  const channel = object['channel'];
  const base = {
    id: text('id'),
    version: text('version'),
    cycle: text('cycle'),
    title: text('title'),
    definition: text('definition'),
    summary: text('summary'),
    detail: text('detail'),
    suggestedAction: text('suggestedAction'),
    evidence: itemsOf(object['evidence']).map((each) => readEvidence(each, problems)),
    owner: text('owner'),
    reviewBy: text('reviewBy'),
    impactPlan: readPlan(object['impactPlan'], problems),
  };
  const card = channel === 'cds-card' ? readCard(object['card'], problems) : undefined;
  const feedback = channel === 'team-feedback' ? readFeedback(object['feedback'], problems) : undefined;
  if (!card && !feedback && problems.length === 0) problems.push('channel is cds-card or team-feedback');
  if (parseDay(base.reviewBy) === undefined) problems.push('reviewBy is a day, YYYY-MM-DD');
  if (problems.length > 0) throw adviceInvalid({ advice: base.id || 'without id', problems });
  if (card) return { ...base, channel: 'cds-card', card };
  if (feedback) return { ...base, channel: 'team-feedback', feedback };
  throw adviceInvalid({ advice: base.id, problems: ['channel is cds-card or team-feedback'] });
}

function readEvidence(value: unknown, problems: string[]): Advice['evidence'][number] {
  if (!isObject(value) || !isText(value['title']) || !isText(value['citation'])) {
    problems.push('each evidence needs a title and a citation');
    return { title: '', citation: '' };
  }
  const url = value['url'];
  if (url !== undefined && !isWebAddress(url)) problems.push('an evidence url is not https');
  return { title: value['title'], citation: value['citation'], ...(isText(url) ? { url } : {}) };
}

function readPlan(value: unknown, problems: string[]): ImpactPlan {
  const plan = isObject(value) ? value : {};
  const oneOf = <Word extends string>(name: string, words: readonly Word[]): Word => {
    const found = words.find((word) => word === plan[name]);
    if (!found) problems.push(`impactPlan.${name} is one of ${words.join(', ')}`);
    return found ?? (words[0] as Word); // never used: a problem was told
  };
  const number = (name: string): number => {
    const found = plan[name];
    if (typeof found !== 'number' || !Number.isFinite(found)) problems.push(`impactPlan.${name} is a number`);
    return Number(found);
  };
  if (!isText(plan['outcome'])) problems.push('impactPlan.outcome is missing');
  return {
    design: oneOf('design', ['randomised', 'interrupted-series']),
    unit: oneOf('unit', ['practitioner', 'week', 'practice']),
    outcome: String(plan['outcome']),
    outcomeWithinDays: number('outcomeWithinDays'),
    goodDirection: oneOf('goodDirection', ['higher', 'lower']),
    smallestWorthwhile: number('smallestWorthwhile'),
    harmBound: number('harmBound'),
  };
}

function readCard(value: unknown, problems: string[]): CardContent {
  const card = isObject(value) ? value : {};
  const hook = (Object.keys(HOOK_CONTEXTS) as Hook[]).find((each) => each === card['hook']);
  if (!hook) problems.push(`card.hook is one of ${Object.keys(HOOK_CONTEXTS).join(', ')}`);
  const snooze = isObject(card['snoozeDays']) ? card['snoozeDays'] : {};
  const quiet = card['quietDaysAfterAcceptance'];
  const codes = itemsOf(card['actedOnCodes']).filter(isText);
  if (codes.length === 0) problems.push('card.actedOnCodes names the code lists that count as acting');
  return {
    hook: hook ?? 'patient-view',
    suggestions: itemsOf(card['suggestions']).map((each) => readSuggestion(each, problems)),
    links: itemsOf(card['links']).flatMap((link) => readLink(link, problems)),
    snoozeDays: Object.fromEntries(Object.entries(snooze).filter(([, days]) => typeof days === 'number')),
    quietDaysAfterAcceptance: typeof quiet === 'number' ? quiet : 0,
    actedOnCodes: codes,
  };
}

function readSuggestion(value: unknown, problems: string[]): SuggestedOrder {
  const order = isObject(value) ? value : {};
  const code = isObject(order['code']) ? order['code'] : {};
  const type = order['resourceType'];
  if (type !== 'MedicationRequest' && type !== 'ServiceRequest') {
    problems.push('a suggestion is a MedicationRequest or a ServiceRequest');
  }
  if (!isText(order['label'])) problems.push('a suggestion needs a label');
  if (!isText(code['system']) || !isText(code['code']) || !isText(code['display'])) {
    problems.push('a suggestion needs a code with system and display');
  }
  return {
    label: String(order['label']),
    resourceType: type === 'ServiceRequest' ? type : 'MedicationRequest',
    code: { system: String(code['system']), code: String(code['code']), display: String(code['display']) },
  };
}

function readLink(value: unknown, problems: string[]): CardContent['links'] {
  if (isObject(value) && isText(value['label']) && isWebAddress(value['url'])) {
    return [{ label: value['label'], url: value['url'] }];
  }
  problems.push('a link needs a label and an https url');
  return [];
}

function readFeedback(value: unknown, problems: string[]): FeedbackContent {
  const feedback = isObject(value) ? value : {};
  const actions = itemsOf(feedback['actions']).filter(isText);
  if (!isText(feedback['measure'])) problems.push('feedback.measure is missing');
  if (actions.length === 0) problems.push('feedback.actions suggests at least one action');
  return { measure: String(feedback['measure']), actions };
}

function isWebAddress(value: unknown): value is string {
  return isText(value) && /^https:\/\/[^\s<>"']+$/.test(value);
}

/** The name of an advice's content: everything in it, card and plan included. */
export function adviceDigest(advice: Advice): Digest {
  return digestOfJson(advice);
}

/** What advice still lacks before anyone may review it, in sentences; empty if it is complete. */
export function lacksOf(advice: Advice): string[] {
  const lacks: string[] = [];
  if (advice.evidence.length === 0) lacks.push('evidence with a citation');
  if (!advice.owner) lacks.push('an owner');
  if (parseDay(advice.reviewBy) === undefined) lacks.push('a review date');
  if ([...advice.summary].length >= SUMMARY_LIMIT) lacks.push(`a summary under ${SUMMARY_LIMIT} characters`);
  if (/<[a-z!/]/i.test(advice.detail + advice.summary)) lacks.push('text without HTML');
  const { outcome, outcomeWithinDays, smallestWorthwhile, harmBound } = advice.impactPlan;
  if (!outcome || !(outcomeWithinDays >= 1)) lacks.push('an impact plan with an outcome and its days');
  if (!(smallestWorthwhile > 0) || !(harmBound > 0))
    lacks.push('an impact plan with the smallest worthwhile effect and a harm bound');
  return lacks;
}
