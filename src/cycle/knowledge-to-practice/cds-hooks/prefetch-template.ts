import type { Definition, Domain } from '../../../engine/query/ast.ts';
import { type CodeSets, codeSetCalled } from '../../../engine/query/code-set.ts';
import { eventsOf, framesOf, testsOf } from '../../../engine/query/walk.ts';

/** How a client finds the records of a domain. `death` and births come with the patient. */
const SEARCHES: Readonly<Partial<Record<Domain, { readonly key: string; readonly type: string }>>> = {
  condition: { key: 'conditions', type: 'Condition' },
  drug: { key: 'medications', type: 'MedicationRequest' },
  measurement: { key: 'measurements', type: 'Observation' },
  procedure: { key: 'procedures', type: 'Procedure' },
  observation: { key: 'observations', type: 'Observation' },
  visit: { key: 'encounters', type: 'Encounter' },
  device: { key: 'devices', type: 'Device' },
};

/** More codes than this make an address some clients cut: then all records of the type are asked for. */
const MOST_CODES = 20;

/**
 * Measurements that are usually recorded as components of a panel: a search by their own code finds nothing, the panel's
 * code is asked for too. Source: LOINC 85354-9 and 55284-4 (blood pressure panels); FHIR R4 vital signs profile.
 */
const PANELS: ReadonlyMap<string, readonly string[]> = new Map([
  ['8480-6', ['85354-9', '55284-4']],
  ['8462-4', ['85354-9', '55284-4']],
]);

/**
 * The prefetch templates a definition needs, by key; `patient` always. Dates are not narrowed: relative dates need tokens
 * that CDS Hooks 2.0 does not have. Codes are, where the code sets name few and no whole branches.
 */
export function prefetchTemplates(definition: Definition, codeSets: CodeSets): Record<string, string> {
  const codes = new Map<Domain, ReadonlySet<string> | 'all'>();
  for (const frame of framesOf(definition)) {
    const events = eventsOf(frame);
    const before = codes.get(events.domain) ?? new Set<string>();
    const named = events.codes === undefined ? 'all' : tokensOf(events.codes, codeSets);
    const isAll = before === 'all' || named === 'all' || testsOf(frame).some((test) => test.test === 'coded');
    codes.set(events.domain, isAll ? 'all' : new Set([...before, ...named]));
  }
  const templates: Record<string, string> = { patient: 'Patient/{{context.patientId}}' };
  for (const [domain, tokens] of codes) {
    const search = SEARCHES[domain];
    if (!search) continue;
    const filter = tokens === 'all' || tokens.size > MOST_CODES ? '' : `&code=${[...tokens].sort().join(',')}`;
    templates[search.key] = `${search.type}?patient={{context.patientId}}${filter}`;
  }
  return templates;
}

function tokensOf(codeSet: string, codeSets: CodeSets): ReadonlySet<string> | 'all' {
  const { codes } = codeSetCalled(codeSet, codeSets);
  if (codes.some((each) => each.below)) return 'all';
  return new Set(
    codes.flatMap(({ system, code }) => [code, ...(PANELS.get(code) ?? [])].map((each) => `${system}|${each}`)),
  );
}
