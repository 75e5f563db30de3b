import type { Definition, Domain } from '../../../engine/query/ast.ts';
import type { CodeSetEntry, CodeSets } from '../../../engine/query/code-set.ts';
import { neededData } from '../../../engine/query/needed-data.ts';

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
  const templates: Record<string, string> = { patient: 'Patient/{{context.patientId}}' };
  for (const { domain, codes } of neededData(definition, codeSets).events) {
    const search = SEARCHES[domain];
    if (!search) continue;
    const filter = codes ? filterOf(codes) : '';
    templates[search.key] = `${search.type}?patient={{context.patientId}}${filter}`;
  }
  return templates;
}

function filterOf(codes: readonly CodeSetEntry[]): string {
  if (codes.some((each) => each.below)) return '';
  const tokens = new Set(
    codes.flatMap(({ system, code }) => [code, ...(PANELS.get(code) ?? [])].map((each) => `${system}|${each}`)),
  );
  return tokens.size > MOST_CODES ? '' : `&code=${[...tokens].sort().join(',')}`;
}
