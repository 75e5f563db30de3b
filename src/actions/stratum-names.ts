import type { Stratifier } from '../engine/query/ast.ts';

/**
 * Race and ethnicity as US Core records them, in the words of their code system.
 *
 * Source: CDC Race and Ethnicity (urn:oid:2.16.840.1.113883.6.238), the categories of the Office of Management and Budget.
 */
const OMB_CATEGORIES: Readonly<Record<string, string>> = {
  '1002-5': 'American Indian or Alaska Native',
  '2028-9': 'Asian',
  '2054-5': 'Black or African American',
  '2076-8': 'Native Hawaiian or Other Pacific Islander',
  '2106-3': 'White',
  '2131-1': 'Other race',
  '2135-2': 'Hispanic or Latino',
  '2186-5': 'Not Hispanic or Latino',
};

const DEPRIVATION: Readonly<Record<string, string>> = { 1: '1 (least deprived)', 5: '5 (most deprived)' };

/** A group of people in words; ranks say which end they are; the source's own word where nobody knows better. */
export function stratumName(stratifier: Stratifier, stratum: string): string {
  switch (stratifier) {
    case 'race':
    case 'ethnicity':
      return OMB_CATEGORIES[stratum] ?? stratum;
    case 'deprivation':
      return DEPRIVATION[stratum] ?? stratum;
    case 'practice':
    case 'practitioner':
    case 'sex':
    case 'age-band':
      return stratum;
  }
}
