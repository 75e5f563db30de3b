import type { Day } from '../core/day.ts';
import type { Coding, Drug } from './codes.ts';
import { moment } from './moment.ts';
import type { Person } from './person.ts';
import type { Resource } from './record.ts';

const HL7 = 'http://terminology.hl7.org/CodeSystem';

/** Where and when somebody met somebody; what the resources of one encounter share. */
export interface Meeting {
  readonly id: string;
  readonly person: Person;
  readonly practitionerId: string;
  readonly organizationId: string;
  readonly kind: 'AMB' | 'EMER' | 'IMP';
  readonly type: Coding;
  readonly from: Day;
  /** the day it ended; the same day for all but stays in hospital */
  readonly to: Day;
  /** minutes after midnight */
  readonly startMinute: number;
  readonly reason?: readonly Coding[];
  readonly diagnosisId?: string;
  readonly locationId?: string;
  readonly disposition?: 'home' | 'exp';
}

export function encounter(meeting: Meeting): Resource {
  const { diagnosisId, locationId, disposition, reason } = meeting;
  return {
    resourceType: 'Encounter',
    id: meeting.id,
    status: 'finished',
    class: { system: `${HL7}/v3-ActCode`, code: meeting.kind },
    type: [{ coding: [meeting.type], text: meeting.type.display }],
    subject: { reference: `Patient/${meeting.person.id}` },
    participant: [{ individual: { reference: `Practitioner/${meeting.practitionerId}` } }],
    period: { start: startOf(meeting), end: endOf(meeting) },
    ...(reason && { reasonCode: [{ coding: reason }] }),
    ...(diagnosisId && { diagnosis: [{ condition: { reference: `Condition/${diagnosisId}` }, rank: 1 }] }),
    ...(disposition && {
      hospitalization: {
        dischargeDisposition: { coding: [{ system: `${HL7}/discharge-disposition`, code: disposition }] },
      },
    }),
    ...(locationId && { location: [{ location: { reference: `Location/${locationId}` }, status: 'completed' }] }),
    serviceProvider: { reference: `Organization/${meeting.organizationId}` },
  };
}

export function procedure(meeting: Meeting, code: Coding, id: string): Resource {
  return {
    resourceType: 'Procedure',
    id,
    status: 'completed',
    code: { coding: [code], text: code.display },
    subject: { reference: `Patient/${meeting.person.id}` },
    encounter: { reference: `Encounter/${meeting.id}` },
    performedDateTime: startOf(meeting),
  };
}

/** An order for a drug. Without a meeting it dates from before the history, when encounters were not kept. */
export function medicationRequest(
  order: { readonly id: string; readonly on: Day; readonly minute: number; readonly priorId?: string },
  drug: Drug,
  by: { readonly person: Person; readonly practitionerId: string; readonly id?: string },
): Resource {
  return {
    resourceType: 'MedicationRequest',
    id: order.id,
    status: 'active',
    intent: 'order',
    medicationCodeableConcept: { coding: drug, text: drug[0].display },
    subject: { reference: `Patient/${by.person.id}` },
    ...(by.id && { encounter: { reference: `Encounter/${by.id}` } }),
    authoredOn: moment(order.on, order.minute),
    requester: { reference: `Practitioner/${by.practitionerId}` },
    ...(order.priorId && { priorPrescription: { reference: `MedicationRequest/${order.priorId}` } }),
    dosageInstruction: [
      {
        text: 'one tablet daily',
        timing: { repeat: { frequency: 1, period: 1, periodUnit: 'd' } },
        doseAndRate: [{ doseQuantity: { value: 1, unit: 'tablet' } }],
      },
    ],
    dispenseRequest: {
      numberOfRepeatsAllowed: 3,
      expectedSupplyDuration: { value: 90, unit: 'days', system: 'http://unitsofmeasure.org', code: 'd' },
    },
  };
}

/** What an encounter cost, in US dollars. */
export interface Cost {
  readonly billed: number;
  /** paid by the insurer; the rest is the person's */
  readonly paid: number;
}

export function claim(meeting: Meeting, { billed }: Cost): Resource {
  const amount = { value: billed, currency: 'USD' };
  return {
    resourceType: 'Claim',
    id: `${meeting.id}-claim`,
    ...claimHead(meeting),
    priority: { coding: [{ system: `${HL7}/processpriority`, code: 'normal' }] },
    insurance: [{ sequence: 1, focal: true, coverage: { reference: `Coverage/${meeting.person.id}-coverage` } }],
    item: [
      {
        sequence: 1,
        productOrService: { coding: [meeting.type] },
        encounter: [{ reference: `Encounter/${meeting.id}` }],
        net: amount,
      },
    ],
    total: amount,
  };
}

export function explanationOfBenefit(meeting: Meeting, { billed, paid }: Cost): Resource {
  return {
    resourceType: 'ExplanationOfBenefit',
    id: `${meeting.id}-eob`,
    ...claimHead(meeting),
    insurer: { reference: `Organization/${meeting.person.insurer}` },
    claim: { reference: `Claim/${meeting.id}-claim` },
    outcome: 'complete',
    insurance: [{ focal: true, coverage: { reference: `Coverage/${meeting.person.id}-coverage` } }],
    item: [
      {
        sequence: 1,
        productOrService: { coding: [meeting.type] },
        encounter: [{ reference: `Encounter/${meeting.id}` }],
      },
    ],
    total: [total('submitted', billed), total('benefit', paid)],
    payment: { amount: { value: paid, currency: 'USD' } },
  };
}

export function startOf(meeting: Meeting): string {
  return moment(meeting.from, meeting.startMinute);
}

function endOf(meeting: Meeting): string {
  return meeting.from === meeting.to ? moment(meeting.to, meeting.startMinute + 20) : moment(meeting.to, 660);
}

function claimHead(meeting: Meeting) {
  return {
    status: 'active',
    type: {
      coding: [{ system: `${HL7}/claim-type`, code: meeting.kind === 'AMB' ? 'professional' : 'institutional' }],
    },
    use: 'claim',
    patient: { reference: `Patient/${meeting.person.id}` },
    billablePeriod: { start: startOf(meeting), end: endOf(meeting) },
    created: endOf(meeting),
    provider: { reference: `Organization/${meeting.organizationId}` },
  };
}

function total(code: 'submitted' | 'benefit', value: number) {
  return {
    category: { coding: [{ system: `${HL7}/adjudication`, code }] },
    amount: { value, currency: 'USD' },
  };
}
