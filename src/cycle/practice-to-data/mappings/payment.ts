import { type AdmissionPolicy, refusalSql } from '../admission.ts';
import { TYPE_CONCEPT } from '../event-mapping.ts';

/** ISO 4217 codes with an OMOP concept. Source: OHDSI vocabulary Currency. */
const CURRENCY = "CASE currency WHEN 'USD' THEN 44818668 WHEN 'EUR' THEN 44818568 WHEN 'GBP' THEN 44818571 ELSE 0 END";

/**
 * One row of costs per claim. What was charged is the claim's total; what was paid comes from the explanation of benefit
 * that names the claim (the one created last), which also wins on the charge. A benefit whose claim never came, or was
 * kept out, is a row of its own. The cost belongs to the order a pharmacy claim names, else to the visit.
 */
export function paymentSql(policy: AdmissionPolicy): string[] {
  return [
    bill('claim', 'Claim', policy, "fhir_ref(v.prescription, 'MedicationRequest')"),
    bill('benefit', 'ExplanationOfBenefit', policy, 'NULL::VARCHAR'),
    `CREATE TABLE benefit_of_claim AS
       SELECT b.bill_id, c.bill_id AS claim_id, b.submitted, b.paid, b.currency,
         row_number() OVER (PARTITION BY c.bill_id ORDER BY b.created DESC NULLS LAST, b.bill_id) AS place
       FROM (SELECT *, fhir_ref(claim, 'Claim') AS claim_asked FROM benefit WHERE refused IS NULL) b
       JOIN claim c ON c.source = b.source AND c.id = b.claim_asked AND c.reason IS NULL`,
    `UPDATE benefit SET reason = CASE WHEN o.place = 1 THEN NULL ELSE 'later-benefit-counts' END
       FROM benefit_of_claim o WHERE o.bill_id = benefit.bill_id`,
  ];
}

function bill(table: string, type: string, policy: AdmissionPolicy, order: string): string {
  return `CREATE TABLE ${table} AS
    SELECT b.*, coalesce(d.event_id, k.visit_id) AS cost_event_id,
      CASE WHEN d.event_id IS NOT NULL THEN 'Drug' ELSE 'Visit' END AS cost_domain_id,
      CASE WHEN b.refusal IS NOT NULL THEN b.refusal WHEN b.patient IS NULL THEN 'no-person'
        WHEN h.person_id IS NULL THEN 'person-unknown' END AS refused,
      coalesce(refused, CASE WHEN coalesce(d.event_id, k.visit_id) IS NULL THEN 'no-event' END) AS reason
    FROM (SELECT v.*, ${refusalSql(policy, type)} AS refusal, omop_id(v.source, '${type}', v.id) AS bill_id,
        fhir_ref(v.subject, 'Patient') AS patient, ${order} AS order_asked, fhir_ref(v.encounter, 'Encounter') AS visit_asked
      FROM flat_${type === 'Claim' ? 'claim' : 'explanation_of_benefit'} v) b
    LEFT JOIN person_known h ON h.source = b.source AND h.id = b.patient
    LEFT JOIN (SELECT source, id, event_id FROM event_medication_request WHERE reason IS NULL) d
      ON d.source = b.source AND d.id = b.order_asked
    LEFT JOIN visit_known k ON k.source = b.source AND k.id = b.visit_asked`;
}

export const COST_ROWS = `
  SELECT c.bill_id AS cost_id, c.cost_event_id, c.cost_domain_id, ${TYPE_CONCEPT.claim} AS cost_type_concept_id,
    ${CURRENCY.replace('currency', 'coalesce(c.currency, b.currency)')} AS currency_concept_id,
    coalesce(TRY_CAST(b.submitted AS DOUBLE), TRY_CAST(c.total AS DOUBLE)) AS total_charge,
    TRY_CAST(b.paid AS DOUBLE) AS total_paid, TRY_CAST(b.paid AS DOUBLE) AS paid_by_payer
  FROM claim c LEFT JOIN benefit_of_claim b ON b.claim_id = c.bill_id AND b.place = 1
  WHERE c.reason IS NULL
  UNION ALL
  SELECT b.bill_id, b.cost_event_id, b.cost_domain_id, ${TYPE_CONCEPT.claim}, ${CURRENCY.replace('currency', 'b.currency')},
    TRY_CAST(b.submitted AS DOUBLE), TRY_CAST(b.paid AS DOUBLE), TRY_CAST(b.paid AS DOUBLE)
  FROM benefit b WHERE b.reason IS NULL AND b.bill_id NOT IN (SELECT bill_id FROM benefit_of_claim)`;

/** Coverage without dates covers the time the person is seen; an open end is the last day of the records. */
export function coverageSql(policy: AdmissionPolicy, asOf: string): string {
  return `CREATE TABLE covered AS
    SELECT b.*, h.person_id, coalesce(fhir_day(b.period_start), o.first_day) AS from_day,
      coalesce(fhir_day(b.period_end), DATE '${asOf}') AS until_day,
      CASE WHEN b.refusal IS NOT NULL THEN b.refusal WHEN b.patient IS NULL THEN 'no-person'
        WHEN h.person_id IS NULL THEN 'person-unknown'
        WHEN coalesce(fhir_day(b.period_start), o.first_day) IS NULL THEN 'no-date' END AS reason
    FROM (SELECT v.*, ${refusalSql(policy, 'Coverage')} AS refusal, fhir_ref(v.subject, 'Patient') AS patient FROM flat_coverage v) b
    LEFT JOIN person_known h ON h.source = b.source AND h.id = b.patient
    LEFT JOIN observed o ON o.person_id = h.person_id`;
}

export const PAYER_PLAN_PERIOD_ROWS = `
  SELECT omop_id(source, 'Coverage', id) AS payer_plan_period_id, person_id, from_day AS payer_plan_period_start_date,
    until_day AS payer_plan_period_end_date, 0 AS payer_concept_id, left(fhir_ref(payor, 'Organization'), 50) AS payer_source_value,
    0 AS plan_concept_id, left(kind_code, 50) AS plan_source_value
  FROM covered WHERE reason IS NULL`;

/** Consents are kept as given; they are applied when a question is asked, by purpose. */
export function consentSql(policy: AdmissionPolicy): string {
  return `CREATE TABLE consented AS
    SELECT b.*, h.person_id, CASE WHEN b.refusal IS NOT NULL THEN b.refusal WHEN b.patient IS NULL THEN 'no-person'
        WHEN h.person_id IS NULL THEN 'person-unknown' END AS reason
    FROM (SELECT v.*, ${refusalSql(policy, 'Consent')} AS refusal, fhir_ref(v.subject, 'Patient') AS patient FROM flat_consent v) b
    LEFT JOIN person_known h ON h.source = b.source AND h.id = b.patient`;
}

export const CONSENT_ROWS = `
  SELECT person_id, scope, coalesce(provision, CASE WHEN policy_rule LIKE 'OPTOUT%' THEN 'deny' WHEN policy_rule LIKE 'OPTIN%' THEN 'permit' END) AS provision,
    purpose, status, fhir_day(decided) AS decided_on, fhir_day(period_start) AS from_day, fhir_day(period_end) AS until_day
  FROM consented WHERE reason IS NULL`;
