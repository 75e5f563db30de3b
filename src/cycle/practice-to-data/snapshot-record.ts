import { systemOfVocabulary } from '../../core/code.ts';
import { type Day, dayOf } from '../../core/day.ts';
import { DOMAINS, type Domain } from '../../engine/query/ast.ts';
import { DOMAIN_TABLES } from '../../engine/query/domains.ts';
import { bornOn, type EventRecord, type PersonRecord } from '../../engine/query/record.ts';
import type { Database } from '../../engine/store/duckdb.ts';

/**
 * People's records read back from a snapshot, as definitions see them: for a patient's page, and to hold the tables and
 * the bedside together. `people` are OMOP person ids as decimal text; unknown ones are left out.
 */
export async function recordsOfSnapshot(db: Database, people: readonly string[]): Promise<PersonRecord[]> {
  if (people.length === 0) return [];
  const list = people.map((id) => BigInt(id).toString()).join(', ');
  const persons = await db.rows<PersonRow>(`
    SELECT p.person_id, p.gender_source_value AS gender, p.year_of_birth AS year, p.month_of_birth AS month, p.day_of_birth AS date,
      p.race_source_value AS race, p.ethnicity_source_value AS ethnicity, s.care_site_source_value AS practice,
      v.provider_source_value AS practitioner, CAST(d.death_date AS VARCHAR) AS died
    FROM person p LEFT JOIN care_site s ON s.care_site_id = p.care_site_id LEFT JOIN provider v ON v.provider_id = p.provider_id
    LEFT JOIN death d ON d.person_id = p.person_id WHERE p.person_id IN (${list}) ORDER BY p.person_id`);
  const observed = await db.rows<{ person_id: string; first: string; last: string }>(`
    SELECT person_id, CAST(observation_period_start_date AS VARCHAR) AS first, CAST(observation_period_end_date AS VARCHAR) AS last
    FROM observation_period WHERE person_id IN (${list}) ORDER BY person_id, observation_period_start_date`);
  const events = new Map<string, Map<Domain, EventRecord[]>>(people.map((id) => [id, new Map()]));
  for (const domain of DOMAINS) await readDomain(db, domain, list, events);
  return persons.map((person) => recordOf(person, events.get(person.person_id)!, observed));
}

interface PersonRow {
  readonly person_id: string;
  readonly gender: string | null;
  readonly year: string;
  readonly month: string | null;
  readonly date: string | null;
  readonly race: string | null;
  readonly ethnicity: string | null;
  readonly practice: string | null;
  readonly practitioner: string | null;
  readonly died: string | null;
}

function recordOf(
  person: PersonRow,
  events: ReadonlyMap<Domain, readonly EventRecord[]>,
  observed: readonly { person_id: string; first: string; last: string }[],
): PersonRecord {
  const part = (text: string | null) => (text === null ? undefined : Number(text));
  const born = bornOn(Number(person.year), part(person.month), part(person.date));
  const { practice, practitioner, race, ethnicity, gender } = person;
  const quintile = events
    .get('observation')
    ?.findLast(({ codes }) =>
      codes.some(({ system, code }) => system === 'urn:rondo' && code === 'deprivation-quintile'),
    )?.value;
  return {
    personKey: person.person_id,
    ...(born === undefined ? {} : { born }),
    sex: gender === 'male' || gender === 'female' || gender === 'other' ? gender : 'unknown',
    ...(person.died === null ? {} : { died: dayOf(person.died) }),
    groups: {
      ...(practice ? { practice } : {}),
      ...(practitioner ? { practitioner } : {}),
      ...(race ? { race } : {}),
      ...(ethnicity ? { ethnicity } : {}),
      ...(quintile === undefined ? {} : { deprivation: String(quintile) }),
    },
    events: Object.fromEntries(DOMAINS.flatMap((domain) => (events.get(domain) ? [[domain, events.get(domain)]] : []))),
    observed: observed
      .filter(({ person_id }) => person_id === person.person_id)
      .map(({ first, last }) => ({ from: dayOf(first), last: dayOf(last) })),
  };
}

interface EventRow {
  readonly person_id: string;
  readonly id: string;
  readonly from_day: string;
  readonly until_day: string | null;
  readonly value: number | null;
  readonly unit: string | null;
  readonly kind: string | null;
  readonly disposition: string | null;
  readonly practitioner: string | null;
  readonly practice: string | null;
  readonly visit: string | null;
  readonly vocabulary: string | null;
  readonly code: string | null;
}

async function readDomain(
  db: Database,
  domain: Domain,
  list: string,
  events: ReadonlyMap<string, Map<Domain, EventRecord[]>>,
): Promise<void> {
  const t = DOMAIN_TABLES[domain];
  const column = (name: string | undefined, cast = 'VARCHAR') =>
    name ? `CAST(t.${name} AS ${cast})` : `NULL::${cast}`;
  const from = `FROM ${t.table} t WHERE t.person_id IN (${list})`;
  const rows = await db.rows<EventRow>(`
    SELECT t.person_id, t.${t.id} AS id, CAST(t.${t.from} AS VARCHAR) AS from_day, ${column(t.until)} AS until_day,
      ${column(t.value, 'DOUBLE')} AS value, ${column(t.unit)} AS unit, ${column(t.kind)} AS kind,
      ${column(t.disposition)} AS disposition, p.provider_source_value AS practitioner, s.care_site_source_value AS practice,
      ${column(t.visit)} AS visit, c.vocabulary_id AS vocabulary, c.concept_code AS code
    FROM (SELECT t.* ${from}) t
    LEFT JOIN provider p ON p.provider_id = ${column(t.practitioner, 'BIGINT')}
    LEFT JOIN care_site s ON s.care_site_id = ${column(t.practice, 'BIGINT')}
    LEFT JOIN concept c ON c.concept_id = t.${t.sourceConcept} AND c.concept_id <> 0 ORDER BY t.${t.from}, t.${t.id}`);
  const further = await db.rows<{ id: string; vocabulary: string; code: string }>(`
    SELECT e.event_id AS id, c.vocabulary_id AS vocabulary, c.concept_code AS code
    FROM rondo.event_code e JOIN concept c ON c.concept_id = e.concept_id
    WHERE e.domain = '${domain}' AND e.event_id IN (SELECT t.${t.id} ${from}) ORDER BY e.event_id, c.concept_id`);
  const others = new Map<string, { system: string; code: string }[]>();
  for (const { id, vocabulary, code } of further) {
    others.set(id, [...(others.get(id) ?? []), { system: systemOf(vocabulary), code }]);
  }
  for (const row of rows) {
    const ofPerson = events.get(row.person_id)!;
    ofPerson.set(domain, [...(ofPerson.get(domain) ?? []), eventOf(row, others.get(row.id) ?? [])]);
  }
}

function eventOf(row: EventRow, others: readonly { system: string; code: string }[]): EventRecord {
  const main = row.code === null ? [] : [{ system: systemOf(row.vocabulary ?? ''), code: row.code }];
  const codes = [
    ...main,
    ...others.filter((other) => !main.some((one) => one.system === other.system && one.code === other.code)),
  ];
  const { value, unit, kind, disposition, practitioner, practice, visit } = row;
  return {
    id: row.id,
    from: dayOf(row.from_day),
    ...(row.until_day === null ? {} : { until: dayOf(row.until_day) as Day }),
    codes,
    ...(value === null ? {} : { value }),
    ...(unit === null ? {} : { unit }),
    ...(kind === null ? {} : { kind }),
    ...(disposition === null ? {} : { disposition }),
    ...(practitioner === null ? {} : { practitioner }),
    ...(practice === null ? {} : { practice }),
    ...(visit === null ? {} : { visit }),
  };
}

/** A code without a system is in the vocabulary `None`. */
function systemOf(vocabulary: string): string {
  return vocabulary === 'None' ? '' : systemOfVocabulary(vocabulary);
}
