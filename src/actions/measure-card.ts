import type { Static } from '../core/schema.ts';
import type { Measure } from '../engine/query/ast.ts';
import type { CodeSets } from '../engine/query/code-set.ts';
import { digestOfMeaning } from '../engine/query/definition-digest.ts';
import type { Ledger } from '../engine/store/ledger.ts';
import type { MeasureCard } from './shapes.ts';

/** A measure's words for a page or a list, with whether a person of this node has confirmed its good direction. */
export async function measureCard(
  measure: Measure,
  codeSets: CodeSets,
  ledger: Ledger,
): Promise<Static<typeof MeasureCard>> {
  const { about } = measure;
  return {
    id: measure.id,
    title: measure.title,
    version: measure.version,
    digest: digestOfMeaning(measure, codeSets),
    whyItMatters: about?.why_it_matters ?? '',
    numerator: about?.numerator ?? '',
    denominator: about?.denominator ?? '',
    exclusions: about?.exclusions ?? '',
    goodDirection: measure.goodDirection,
    counted: measure.basis === 'event' ? 'visits' : 'people',
    owner: about?.owner ?? '',
    source: about?.source ?? '',
    nextReview: about?.next_review ?? '',
    status: about?.status ?? 'unreviewed',
    isDirectionConfirmed: await isDirectionConfirmed(measure, ledger),
  };
}

/** Has somebody here looked at which direction is good for this very version? */
export async function isDirectionConfirmed(measure: Measure, ledger: Ledger): Promise<boolean> {
  const entries = await ledger.entries({ kind: 'direction/confirmed', subject: `measure:${measure.id}` });
  return entries.some(
    ({ body }) => body['version'] === measure.version && body['goodDirection'] === measure.goodDirection,
  );
}
