import type { Code } from '../../../core/code.ts';
import { formatDay } from '../../../core/day.ts';
import type { Explained } from '../../../engine/query/answer.ts';
import type { CodeSets } from '../../../engine/query/code-set.ts';
import { conditionInEnglish } from '../../../engine/query/english.ts';
import { eventsOf } from '../../../engine/query/walk.ts';
import type { Advice } from '../../handover.ts';
import type { CardAdvice, SuggestedOrder } from '../advice-content.ts';
import { OVERRIDE_REASONS } from './override-reasons.ts';
import type { Card, JsonObject, Suggestion } from './protocol.ts';

/** The most facts a card lists: the ones that decided come first. */
const MOST_FACTS = 6;

/** The codes by which cards of one advice can be found in a client's records. */
const TOPIC_SYSTEM = 'urn:rondo:advice';

/** What is true of this patient and made the rule fire, in the order of the rule: one sentence each, with its day. */
export function factsOf(because: Explained, codeSets: CodeSets): string[] {
  if (because.truth !== 'true') return [];
  const { condition, deciding } = because;
  switch (condition.node) {
    case 'all':
    case 'any':
    case 'at-least-of':
      return because.of.flatMap((inner) => factsOf(inner, codeSets));
    case 'value': {
      if (!deciding) return [];
      const unit = deciding.unit === undefined ? '' : ` ${deciding.unit}`;
      const value = deciding.value === undefined ? '' : ` ${rounded(deciding.value)}${unit}`;
      return [`${titleOf(condition.frame, codeSets)}:${value} on ${formatDay(deciding.on)} (${condition.pick})`];
    }
    case 'exists': {
      if (!deciding) return [];
      const code = deciding.code ? ` (${deciding.code.code})` : '';
      return [`${titleOf(condition.frame, codeSets)}${code} on ${formatDay(deciding.on)}`];
    }
    case 'not':
      // Only absences a person would act on: "no order in the last 90 days", not a list of exclusions.
      return condition.of.node === 'exists' ? [sentence(conditionInEnglish(condition, codeSets))] : [];
    case 'age':
    case 'sex':
    case 'alive':
    case 'observed':
      return [];
  }
}

function titleOf(frame: Parameters<typeof eventsOf>[0], codeSets: CodeSets): string {
  const { codes, domain } = eventsOf(frame);
  return sentence(codes === undefined ? domain : (codeSets.get(codes)?.title ?? codes));
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function rounded(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** Makes the card. Everything from a record is escaped: a card's Markdown holds no HTML and no links but the advice's own. */
export function makeCard(
  advice: CardAdvice,
  facts: readonly string[],
  patientId: string,
  ids: { readonly card: string; readonly suggestions: readonly string[] },
): Card {
  const suggestions = advice.card.suggestions.map((order, at) =>
    suggestionOf(order, patientId, ids.suggestions[at] ?? ''),
  );
  return {
    uuid: ids.card,
    summary: advice.summary,
    detail: detailOf(advice, facts),
    indicator: 'info',
    source: sourceOf(advice),
    overrideReasons: OVERRIDE_REASONS,
    ...(suggestions.length > 0 ? { suggestions, selectionBehavior: 'at-most-one' as const } : {}),
    ...(advice.card.links.length > 0
      ? { links: advice.card.links.map((link) => ({ ...link, type: 'absolute' as const })) }
      : {}),
  };
}

function sourceOf(advice: Advice): Card['source'] {
  const first = advice.evidence[0];
  const topic: Code = { system: TOPIC_SYSTEM, code: advice.id, display: advice.title };
  return { label: first?.title ?? advice.title, ...(first?.url ? { url: first.url } : {}), topic };
}

function detailOf(advice: Advice, facts: readonly string[]): string {
  const why = facts.slice(0, MOST_FACTS).map((fact) => `- ${escaped(fact)}`);
  const evidence = advice.evidence.map(({ title, citation }) => `- ${escaped(title)}: ${escaped(citation)}`);
  return [
    advice.detail,
    `**Suggested:** ${escaped(advice.suggestedAction)}`,
    ...(why.length > 0 ? [`**Why this patient:**\n${why.join('\n')}`] : []),
    ...(evidence.length > 0 ? [`**Evidence:**\n${evidence.join('\n')}`] : []),
    `${escaped(advice.title)}, version ${escaped(advice.version)}; owner: ${escaped(advice.owner)}; next review ${advice.reviewBy}.`,
  ].join('\n\n');
}

/** Text as Markdown that shows exactly that text. */
function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\\`*_{}[\]#|~!]/g, '\\$&')
    .replace(/\s+/g, ' ');
}

function suggestionOf(order: SuggestedOrder, patientId: string, uuid: string): Suggestion {
  return {
    label: order.label,
    uuid,
    actions: [{ type: 'create', description: order.label, resource: draftOrder(order, patientId) }],
  };
}

/** A draft proposal: it passes the same checks as an order written by hand before anyone signs it. */
function draftOrder(order: SuggestedOrder, patientId: string): JsonObject {
  const { system, code, display } = order.code;
  const concept = { coding: [{ system, code, display }], text: display };
  return {
    resourceType: order.resourceType,
    status: 'draft',
    intent: 'proposal',
    subject: { reference: `Patient/${patientId}` },
    ...(order.resourceType === 'MedicationRequest' ? { medicationCodeableConcept: concept } : { code: concept }),
  };
}
