import { addDays, type Day } from '../core/day.ts';
import { MEASUREMENT } from './codes.ts';
import { moment } from './moment.ts';
import type { Mess } from './params.ts';
import { hashText, Stream } from './random.ts';
import type { Resource } from './record.ts';

/** A version of a resource on its way into the record. */
export interface Copy {
  readonly resource: Resource;
  readonly on: Day;
  readonly versionId: string;
  readonly mess?: keyof Mess;
  readonly copy?: 'again' | 'broken';
  readonly hiddenFrom?: Day;
}

interface Quantity {
  readonly value: number;
  readonly unit: string;
  readonly system: string;
  readonly code: string;
}

interface OtherUnit {
  /** UCUM */
  readonly unit: string;
  readonly decimals: number;
  readonly convert: (value: number) => number;
}

/** The same measurement in another unit, as a laboratory or a device abroad would write it: by unit, or by test (LOINC). */
const OTHER_UNIT: Readonly<Record<string, OtherUnit>> = {
  'mm[Hg]': { unit: 'kPa', decimals: 1, convert: (value) => value / 7.500615 },
  // IFCC from NGSP: Hoelzel et al. (2004), Clin Chem 50:166–174.
  '%': { unit: 'mmol/mol', decimals: 0, convert: (value) => (value - 2.152) / 0.09148 },
  kg: { unit: '[lb_av]', decimals: 1, convert: (value) => value / 0.45359237 },
  cm: { unit: '[in_i]', decimals: 1, convert: (value) => value / 2.54 },
};
const OTHER_UNIT_OF_TEST: Readonly<Record<string, OtherUnit>> = {
  [MEASUREMENT.ldl.code]: { unit: 'mmol/L', decimals: 2, convert: (value) => value / 38.67 },
  [MEASUREMENT.creatinine.code]: { unit: 'umol/L', decimals: 0, convert: (value) => value * 88.42 },
};

/**
 * What really gets into the record in place of a clean resource: usually the resource itself; sometimes without a value, late,
 * in another unit, wrong at first, beside a mistake, twice, or followed by a broken line. The choice hangs on the seed and
 * the resource's id alone, never on what was measured, so that no planted truth is bent.
 */
export function messUp(clean: Copy, mess: Mess, seed: number): Copy[] {
  const random = new Stream(hashText(seed, clean.resource.id));
  const copies =
    clean.resource.resourceType === 'Observation' ? measured(clean, mess, random) : dated(clean, mess, random);
  if (random.chance(mess.duplicates)) copies.push({ ...copies.at(-1)!, mess: 'duplicates', copy: 'again' });
  if (random.chance(mess.malformed)) copies.push({ ...copies.at(-1)!, mess: 'malformed', copy: 'broken' });
  return copies;
}

function measured(clean: Copy, mess: Mess, random: Stream): Copy[] {
  let luck = random.next();
  if (luck < mess.missing) return [{ ...clean, resource: withoutValue(clean.resource), mess: 'missing' }];
  luck -= mess.missing;
  if (luck < mess.corrected && luck >= 0) return corrected(clean, random);
  luck -= mess.corrected;
  if (luck < mess.enteredInError && luck >= 0) return [clean, ...enteredInError(clean, random)];
  luck -= mess.enteredInError;
  if (luck < mess.unitMixUps && luck >= 0) return mixedUp(clean, random);
  luck -= mess.unitMixUps;
  if (luck < mess.late && luck >= 0) {
    const on = addDays(clean.on, random.whole(20, 121));
    return [{ ...clean, resource: { ...clean.resource, issued: moment(on, 600) }, on, mess: 'late' }];
  }
  return [clean];
}

function dated(clean: Copy, mess: Mess, random: Stream): Copy[] {
  const { resource } = clean;
  const element = resource.resourceType === 'Patient' ? 'birthDate' : 'onsetDateTime';
  const full = resource[element];
  if (typeof full !== 'string' || !random.chance(mess.partialDates)) return [clean];
  const kept = random.chance(0.5) ? 4 : 7; // YYYY or YYYY-MM
  return [{ ...clean, resource: { ...resource, [element]: full.slice(0, kept) }, mess: 'partialDates' }];
}

/** First wrong by 10 to 40 per cent, then right; both versions are exported. */
function corrected(clean: Copy, random: Stream): Copy[] {
  const factor = random.between(1.1, 1.4);
  const wrong = mapQuantities(clean.resource, (q) => ({ ...q, value: Math.round(q.value * factor * 10) / 10 }));
  const on = addDays(clean.on, random.whole(2, 15));
  const right: Resource = { ...clean.resource, status: 'corrected' };
  return [
    { ...clean, resource: wrong, hiddenFrom: on },
    { ...clean, resource: right, on, versionId: '2', mess: 'corrected' },
  ];
}

/** Somebody else's value under this person's name, and its withdrawal. */
function enteredInError(clean: Copy, random: Stream): Copy[] {
  const factor = random.between(0.6, 1.5);
  const id = `${clean.resource.id}-stray`;
  const stray: Resource = {
    ...mapQuantities(clean.resource, (q) => ({ ...q, value: Math.round(q.value * factor * 10) / 10 })),
    id,
  };
  const on = addDays(clean.on, random.whole(1, 30));
  return [
    { resource: stray, on: clean.on, versionId: '1', hiddenFrom: on },
    { resource: { ...stray, status: 'entered-in-error' }, on, versionId: '2', mess: 'enteredInError' },
  ];
}

/** Half say which unit it is, half do not; a measurement without another unit in use stays as it is. */
function mixedUp(clean: Copy, random: Stream): Copy[] {
  const isHonest = random.chance(0.5);
  let hasChanged = false;
  const resource = mapQuantities(clean.resource, (quantity, code) => {
    const other = OTHER_UNIT_OF_TEST[code] ?? OTHER_UNIT[quantity.code];
    if (!other) return quantity;
    hasChanged = true;
    const scale = 10 ** other.decimals;
    const value = Math.round(other.convert(quantity.value) * scale) / scale;
    return isHonest ? { ...quantity, value, unit: other.unit, code: other.unit } : { ...quantity, value };
  });
  return hasChanged ? [{ ...clean, resource, mess: 'unitMixUps' }] : [clean];
}

function withoutValue(resource: Resource): Resource {
  const dataAbsentReason = {
    coding: [{ system: 'http://terminology.hl7.org/CodeSystem/data-absent-reason', code: 'not-performed' }],
  };
  const { valueQuantity: _, component, ...rest } = resource;
  if (!Array.isArray(component)) return { ...rest, dataAbsentReason } as Resource;
  return { ...rest, component: component.map(({ code }) => ({ code, dataAbsentReason })) } as Resource;
}

/** The resource with its value, or the values of its components, changed. */
function mapQuantities(resource: Resource, change: (quantity: Quantity, code: string) => Quantity): Resource {
  const { valueQuantity, component } = resource as unknown as Measured;
  if (valueQuantity)
    return { ...resource, valueQuantity: change(valueQuantity, codeOf(resource as unknown as Measured)) };
  if (!component) return { ...resource };
  return {
    ...resource,
    component: component.map((each) => ({ ...each, valueQuantity: change(each.valueQuantity!, codeOf(each)) })),
  };
}

interface Measured {
  readonly code: { readonly coding: readonly { readonly code: string }[] };
  readonly valueQuantity?: Quantity;
  readonly component?: readonly Measured[];
}

function codeOf(measured: Measured): string {
  return measured.code.coding[0]!.code;
}
