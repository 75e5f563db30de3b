import type { Code } from '../../../core/code.ts';

/** The code system a card's override reasons come from. */
const REASON_SYSTEM = 'http://terminology.hl7.org/CodeSystem/non-adherence-reason-codes';

/**
 * The six reasons a card offers, in the published wording and order: few enough to be read in the face of a patient, the
 * same everywhere so that they can be counted over sites.
 *
 * Source: HL7 CodeSystem non-adherence-reason-codes (CDS Hooks 3.0.0-ballot), after Boxwala et al. (2025), AHRQ
 * Publication 25-0073; licence CC BY 4.0.
 */
export const OVERRIDE_REASONS: readonly (Code & { readonly display: string })[] = [
  { code: 'cds-not-applicable', display: 'PC CDS does not apply to patient' },
  { code: 'cds-suboptimal-context', display: 'PC CDS delivered in suboptimal context' },
  {
    code: 'recipient-disagrees-evidence',
    display: 'Recipient disagrees with recommendation because of issues with the evidence',
  },
  {
    code: 'recipient-concerns-outcomes',
    display: 'Recipient has concerns regarding potential health outcomes',
  },
  {
    code: 'does-not-align-preferences',
    display: 'Recommendation does not align with patient preferences or values',
  },
  { code: 'not-convenient-feasible', display: 'Recommendation is not convenient or feasible' },
].map((reason) => ({ system: REASON_SYSTEM, ...reason }));

export type ReasonCategory = (typeof CATEGORIES)[number];
const CATEGORIES = [
  'cds-not-applicable',
  'cds-suboptimal-context',
  'recipient-disagrees-evidence',
  'recipient-concerns-outcomes',
  'does-not-align-preferences',
  'not-convenient-feasible',
  'other',
] as const;

/** The finer codes of the same system a client may send, under their category. */
const CATEGORY_OF: ReadonlyMap<string, ReasonCategory> = new Map(
  (
    [
      [
        'cds-not-applicable',
        'patient-ineligible indication-order-exists action-completed action-unsuccessful action-performed-no-adverse-effect action-not-priority',
      ],
      ['cds-suboptimal-context', 'limited-time wrong-time-workflow inappropriate-recipient need-more-info'],
      [
        'recipient-disagrees-evidence',
        'does-not-align-latest-evidence expert-contradicts policy-contradicts recipient-does-not-trust',
      ],
      [
        'recipient-concerns-outcomes',
        'risk-benefit-ratio mitigate-risk-negative-outcome likely-negative-health-outcomes patient-contraindication',
      ],
      [
        'does-not-align-preferences',
        'patient-fears-discomfort patient-does-not-want-change cultural-religious-reason prefers-alternative patient-refuses',
      ],
      [
        'not-convenient-feasible',
        'inadequate-support service-not-available implementation-challenges too-costly-uncovered recipient-does-not-understand comorbidity-disability',
      ],
    ] as const
  ).flatMap(([category, codes]) => [
    [category, category] as const,
    ...codes.split(' ').map((code) => [code, category] as const),
  ]),
);

/** Which of the six a reason belongs to; `other` for codes of other systems. */
export function reasonCategory(reason: { readonly system: string; readonly code: string }): ReasonCategory {
  return (reason.system === REASON_SYSTEM ? CATEGORY_OF.get(reason.code) : undefined) ?? 'other';
}

/** What the finer codes mean, in the published wording. */
const FINER_DISPLAYS: Readonly<Record<string, string>> = {
  'patient-ineligible': 'Patient does not meet eligibility for recommended action',
  'indication-order-exists': 'Patient has indication/order for intended action',
  'action-completed': 'Recommended action was already completed',
  'action-unsuccessful': 'Recommended action was previously unsuccessful',
  'action-performed-no-adverse-effect': 'Intended action was performed previously without adverse effect',
  'action-not-priority': 'Recommended action is not relevant or a priority in current state of health',
  'limited-time': 'Could not address recommended action due to limited time',
  'wrong-time-workflow': 'PC CDS delivered at wrong time in workflow or patient lifecycle',
  'inappropriate-recipient': 'PC CDS delivered to inappropriate recipient/role',
  'need-more-info':
    'Could not address recommended action due to need for more information/pending results/pending consult',
  'does-not-align-latest-evidence': 'Recommended action does not align with the latest evidence',
  'expert-contradicts': 'Advice from expert contradicts the recommended action',
  'policy-contradicts': 'Institutional policy/guideline contradicts the recommended action',
  'recipient-does-not-trust': 'Recipient does not agree with or trust the recommended action',
  'risk-benefit-ratio': 'Recipient assessment of risk/benefit ratio',
  'mitigate-risk-negative-outcome': 'Action taken to mitigate risk of negative outcome',
  'likely-negative-health-outcomes': 'Recommended action likely to have negative health outcomes',
  'patient-contraindication': 'Patient has contraindication to recommended action',
  'patient-fears-discomfort': 'Patient fears discomfort from complying with recommended action',
  'patient-does-not-want-change': 'Patient does not want to change behavior or believes the change is unnecessary',
  'cultural-religious-reason': 'Patient has a cultural or religious reason for not following recommended action',
  'prefers-alternative': 'Patient prefers an alternative approach or treatment',
  'patient-refuses': 'Patient refuses/declines (no context given)',
  'inadequate-support': 'Patient has inadequate caregiver/social support',
  'service-not-available': 'Treatment or service is not practically available',
  'implementation-challenges': 'Recommended action cannot be implemented due to technology/challenges',
  'too-costly-uncovered': 'Recommended action is too costly or not covered by insurance',
  'recipient-does-not-understand':
    'Recipient does not understand the recommended action or know how to perform the recommended action',
  'comorbidity-disability':
    'Patient has co-morbidity or disability that hinders them from completing recommended action',
};

/** A reason in the published wording; the code itself where the list does not know it. */
export function reasonDisplay(code: string): string {
  const offered = OVERRIDE_REASONS.find((reason) => reason.code === code);
  return offered?.display ?? FINER_DISPLAYS[code] ?? code;
}

/** Reasons that speak of the rule rather than the patient's choice: the owner looks at them within the day (C9). */
export function isRuleDefect(reason: { readonly system: string; readonly code: string }): boolean {
  const codes = [
    'cds-not-applicable',
    'patient-ineligible',
    'indication-order-exists',
    'action-completed',
    'patient-contraindication',
  ];
  return reason.system === REASON_SYSTEM && codes.includes(reason.code);
}
