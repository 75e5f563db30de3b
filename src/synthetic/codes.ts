/** A code as FHIR writes it. */
export interface Coding {
  readonly system: string;
  readonly code: string;
  readonly display: string;
}

const ICD = 'http://hl7.org/fhir/sid/icd-10-cm';
const SNOMED = 'http://snomed.info/sct';
const LOINC = 'http://loinc.org';
const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm';
const ATC = 'http://www.whocc.no/atc';
const CVX = 'http://hl7.org/fhir/sid/cvx';

const icd = (code: string, display: string): Coding => ({ system: ICD, code, display });
const snomed = (code: string, display: string): Coding => ({ system: SNOMED, code, display });
const loinc = (code: string, display: string): Coding => ({ system: LOINC, code, display });
const cvx = (code: string, display: string): Coding => ({ system: CVX, code, display });

/** Illnesses, the first code as charted, further ones as a second opinion of the same thing. */
export const ILLNESS = {
  hypertension: [icd('I10', 'Essential (primary) hypertension'), snomed('59621000', 'Essential hypertension')],
  diabetes: [icd('E11.9', 'Type 2 diabetes mellitus without complications')],
  heartFailure: [icd('I50.9', 'Heart failure, unspecified'), snomed('84114007', 'Heart failure')],
  copd: [icd('J44.9', 'Chronic obstructive pulmonary disease, unspecified')],
  kidneyDisease: [icd('N18.30', 'Chronic kidney disease, stage 3 unspecified')],
  depression: [icd('F32.9', 'Major depressive disorder, single episode, unspecified')],
  palliative: [icd('Z51.5', 'Encounter for palliative care')],
  pregnancy: [icd('Z33.1', 'Pregnant state, incidental')],
  hypertensionInPregnancy: [icd('O10.919', 'Unspecified pre-existing hypertension complicating pregnancy')],
  gastroenteritis: [icd('A09', 'Infectious gastroenteritis and colitis, unspecified')],
  pneumonia: [icd('J18.9', 'Pneumonia, unspecified organism')],
  urinaryInfection: [icd('N39.0', 'Urinary tract infection, site not specified')],
  copdExacerbation: [icd('J44.1', 'Chronic obstructive pulmonary disease with (acute) exacerbation')],
  diverticulitis: [icd('K57.92', 'Diverticulitis of intestine, part unspecified, without perforation or abscess')],
  ankleSprain: [icd('S93.401A', 'Sprain of unspecified ligament of right ankle, initial encounter')],
} as const satisfies Record<string, readonly Coding[]>;

export type IllnessName = keyof typeof ILLNESS;

/** A drug with its RxNorm code and its ATC class. */
export type Drug = readonly [rxnorm: Coding, atc: Coding];

const drug = (rx: string, atc: string, display: string): Drug => [
  { system: RXNORM, code: rx, display },
  { system: ATC, code: atc, display: display.split(' ')[0]! },
];

/** Antihypertensives in the order in which they are added; further intensifying repeats the last. */
export const ANTIHYPERTENSIVES: readonly Drug[] = [
  drug('314076', 'C09AA03', 'lisinopril 10 MG Oral Tablet'),
  drug('197361', 'C08CA01', 'amlodipine 5 MG Oral Tablet'),
  drug('310798', 'C03AA03', 'hydrochlorothiazide 25 MG Oral Tablet'),
  drug('314077', 'C09AA03', 'lisinopril 20 MG Oral Tablet'),
  drug('308135', 'C08CA01', 'amlodipine 10 MG Oral Tablet'),
  drug('866436', 'C07AB02', 'metoprolol succinate 50 MG Extended Release Oral Tablet'),
  drug('313096', 'C03DA01', 'spironolactone 25 MG Oral Tablet'),
  drug('197627', 'C02CA04', 'doxazosin 4 MG Oral Tablet'),
];

/** For people who cannot take the first one. */
export const LOSARTAN = drug('979492', 'C09CA01', 'losartan potassium 50 MG Oral Tablet');
export const METFORMIN = drug('860975', 'A10BA02', 'metformin hydrochloride 500 MG Extended Release Oral Tablet');

/** The two drugs compared after heart failure. */
export const DRUG_A = drug('197604', 'C01AA05', 'digoxin 0.125 MG Oral Tablet');
export const DRUG_B = drug('1545653', 'A10BK03', 'empagliflozin');

export const MEASUREMENT = {
  bloodPressure: loinc('85354-9', 'Blood pressure panel with all children optional'),
  systolic: loinc('8480-6', 'Systolic blood pressure'),
  diastolic: loinc('8462-4', 'Diastolic blood pressure'),
  hba1c: loinc('4548-4', 'Hemoglobin A1c/Hemoglobin.total in Blood'),
  ldl: loinc('13457-7', 'Cholesterol in LDL [Mass/volume] in Serum or Plasma by calculation'),
  creatinine: loinc('2160-0', 'Creatinine [Mass/volume] in Serum or Plasma'),
  ntProBnp: loinc('33762-6', 'Natriuretic peptide.B prohormone N-Terminal [Mass/volume] in Serum or Plasma'),
  weight: loinc('29463-7', 'Body weight'),
  height: loinc('8302-2', 'Body height'),
  bmi: loinc('39156-5', 'Body mass index (BMI) [Ratio]'),
  phq9: loinc('44261-6', 'Patient Health Questionnaire 9 item (PHQ-9) total score [Reported]'),
} as const;

export const VISIT_TYPE = {
  followUp: snomed('390906007', 'Follow-up encounter'),
  checkUp: snomed('185349003', 'Encounter for check up'),
  symptom: snomed('185345009', 'Encounter for symptom'),
  emergency: snomed('50849002', 'Emergency room admission'),
  stay: snomed('183452005', 'Emergency hospital admission'),
} as const;

export const PROCEDURE = {
  footExam: snomed('401191002', 'Diabetic foot examination'),
  echocardiography: snomed('40701008', 'Echocardiography'),
  chestXRay: snomed('399208008', 'Plain chest X-ray'),
  spirometry: snomed('127783003', 'Spirometry'),
} as const;

export const VACCINE = {
  influenza: cvx('150', 'influenza, injectable, quadrivalent, preservative free'),
  pneumococcal: cvx('33', 'pneumococcal polysaccharide vaccine, 23 valent'),
  measles: cvx('03', 'measles, mumps and rubella virus vaccine'),
} as const;

/** The nine items of the PHQ-9 (LOINC panel 44249-1), in order. */
export const PHQ9_ITEMS = [
  '44250-9',
  '44255-8',
  '44259-0',
  '44254-1',
  '44251-7',
  '44258-2',
  '44252-5',
  '44253-3',
  '44260-8',
] as const;

/** Answers of a PHQ-9 item, worth 0, 1, 2 and 3. */
export const PHQ9_ANSWERS: readonly Coding[] = [
  loinc('LA6568-5', 'Not at all'),
  loinc('LA6569-3', 'Several days'),
  loinc('LA6570-1', 'More than half the days'),
  loinc('LA6571-9', 'Nearly every day'),
];
