import { type Digest, digestOfJson } from '../../core/digest.ts';
import { ACCOUNTING_ROWS, EXCLUSION_ROWS, FATE } from './accounting.ts';
import type { AdmissionPolicy } from './admission.ts';
import { CHECKS } from './checks/all.ts';
import { CONCEPT_CLASS_ROWS, CONCEPT_ROWS, DOMAIN_ROWS, VOCABULARY_ROWS } from './concepts.ts';
import { codesSeenSql, eventTableSql, omopRowsSql, placeNamedSql } from './event-sql.ts';
import { FHIR_DATE_MACROS } from './fhir-date.ts';
import { FHIR_REFERENCE_MACRO } from './fhir-reference.ts';
import { EVENT_MAPPINGS } from './mappings/all.ts';
import * as drug from './mappings/drug.ts';
import * as payment from './mappings/payment.ts';
import * as people from './mappings/people.ts';
import * as places from './mappings/places.ts';
import { FLAG_CONFLICTS, RESOLVE_VERSIONS } from './resolve-versions.ts';
import { unresolvedRows } from './unresolved.ts';

/** Raise it when the build changes in a way that its SQL does not show. */
const EDITION = 1;

/**
 * The digest of every statement that makes tables: a snapshot built by other rules is never taken for this one. It is the
 * text of the SQL that counts, so a change of meaning cannot be forgotten.
 */
export function recipeDigest(policy: AdmissionPolicy): Digest {
  return digestOfJson([
    EDITION,
    FHIR_DATE_MACROS,
    FHIR_REFERENCE_MACRO,
    RESOLVE_VERSIONS,
    FLAG_CONFLICTS,
    EVENT_MAPPINGS.map((mapping) => [eventTableSql(mapping, policy), omopRowsSql(mapping), codesSeenSql(mapping)]),
    [drug.MEDICATION_OF_REFERENCE, placeNamedSql(EVENT_MAPPINGS)],
    people.patientSql(policy),
    [people.BELONGS, people.PERSON_ROWS, people.DEATH_ROWS, people.DEPRIVATION_ROWS, people.PEOPLE_CODES],
    [people.OBSERVATION_PERIOD_ROWS, people.observedSql([])],
    [payment.paymentSql(policy), payment.COST_ROWS, payment.coverageSql(policy, ''), payment.PAYER_PLAN_PERIOD_ROWS],
    [payment.consentSql(policy), payment.CONSENT_ROWS],
    [places.CARE_SITE_ROWS, places.NAMED_CARE_SITE_ROWS, places.PROVIDER_ROWS, places.namedProviderRows([])],
    [places.LOCATION_ROWS, places.VISIT_DETAIL_ROWS],
    [CONCEPT_ROWS, VOCABULARY_ROWS, DOMAIN_ROWS, CONCEPT_CLASS_ROWS],
    [FATE, ACCOUNTING_ROWS, EXCLUSION_ROWS, unresolvedRows()],
    CHECKS.map(({ id, threshold, severity }) => [id, threshold, severity]),
  ]);
}
