import type { Digest } from '../../../core/digest.ts';
import type { Rule } from '../../../engine/query/ast.ts';
import type { CodeSets } from '../../../engine/query/code-set.ts';
import { digestOfMeaning } from '../../../engine/query/definition-digest.ts';
import { type ReadyRule, readyRule } from '../../../engine/query/memory.ts';
import { type NeededData, neededData } from '../../../engine/query/needed-data.ts';
import type { DefinitionRef } from '../../handover.ts';
import { adviceDigest, type CardAdvice } from '../advice-content.ts';
import { prefetchTemplates } from './prefetch-template.ts';
import type { Discovery, ServiceDescription } from './protocol.ts';

/** One advice as a CDS service: its rule made ready once, and what a client must bring. */
export interface CardService {
  readonly advice: CardAdvice;
  /** digest of the advice as it stands: only the content that was reviewed is shown */
  readonly content: Digest;
  readonly definition: DefinitionRef;
  readonly codeSets: CodeSets;
  readonly rule: ReadyRule;
  /** what the rule looks at: more need not be read from what a client brings */
  readonly needs: NeededData;
  readonly prefetch: Readonly<Record<string, string>>;
}

/** Makes a service of an advice and the rule it names; the same rule that makes patient lists. */
export function cardService(advice: CardAdvice, rule: Rule, codeSets: CodeSets): CardService {
  return {
    advice,
    content: adviceDigest(advice),
    definition: { id: rule.id, version: rule.version, digest: digestOfMeaning(rule, codeSets) },
    codeSets,
    rule: readyRule(rule, codeSets),
    needs: neededData(rule, codeSets),
    prefetch: prefetchTemplates(rule, codeSets),
  };
}

/** The discovery document: the same for every caller, whatever is stopped or being tried out. */
export function cdsServices(services: readonly CardService[]): Discovery {
  return { services: services.map(describe) };
}

function describe({ advice, prefetch }: CardService): ServiceDescription {
  return {
    hook: advice.card.hook,
    id: advice.id,
    title: advice.title,
    description: `${advice.summary} Owner: ${advice.owner}.`,
    prefetch,
    usageRequirements: 'All prefetch keys are needed: this service asks no FHIR server.',
  };
}
