/** One code of one code system, as FHIR writes it. */
export interface Code {
  /** the system's canonical URL, e.g. `http://loinc.org`; empty where the record gave none */
  readonly system: string;
  readonly code: string;
  readonly display?: string;
}

/**
 * Code systems with a vocabulary id in OMOP. A system that is not listed keeps its URL as its vocabulary id: nothing is
 * dropped because we do not know it.
 * Source: OHDSI Athena vocabulary list; HL7 FHIR R4 "Using Codes", section 4.3.
 */
const VOCABULARY_OF_SYSTEM: ReadonlyMap<string, string> = new Map([
  ['http://snomed.info/sct', 'SNOMED'],
  ['http://loinc.org', 'LOINC'],
  ['http://hl7.org/fhir/sid/icd-10-cm', 'ICD10CM'],
  ['http://hl7.org/fhir/sid/icd-10', 'ICD10'],
  ['http://hl7.org/fhir/sid/icd-9-cm', 'ICD9CM'],
  ['http://www.nlm.nih.gov/research/umls/rxnorm', 'RxNorm'],
  ['http://hl7.org/fhir/sid/cvx', 'CVX'],
  ['http://hl7.org/fhir/sid/ndc', 'NDC'],
  ['http://www.whocc.no/atc', 'ATC'],
  ['http://unitsofmeasure.org', 'UCUM'],
  ['http://www.ama-assn.org/go/cpt', 'CPT4'],
]);

const SYSTEM_OF_VOCABULARY = new Map([...VOCABULARY_OF_SYSTEM].map(([system, vocabulary]) => [vocabulary, system]));

/** The OMOP vocabulary id of a code system; the system's own URL where OMOP has none. */
export function vocabularyOfSystem(system: string): string {
  return VOCABULARY_OF_SYSTEM.get(system) ?? system;
}

/** The canonical URL of an OMOP vocabulary; the id itself where there is none. */
export function systemOfVocabulary(vocabulary: string): string {
  return SYSTEM_OF_VOCABULARY.get(vocabulary) ?? vocabulary;
}

/** Every (system, vocabulary) pair known, for the printers. */
export function knownSystems(): ReadonlyMap<string, string> {
  return VOCABULARY_OF_SYSTEM;
}
