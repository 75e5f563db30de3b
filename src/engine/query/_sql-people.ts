import { ageSql } from './_sql-conditions.ts';
import { conceptsSql } from './_sql-frames.ts';
import type { SqlText } from './_sql-text.ts';
import type { Condition, Stratifier } from './ast.ts';
import { type CodeSet, type CodeSets, codeSetsOf } from './code-set.ts';
import { AGE_BANDS, DEPRIVATION_CODE, UNKNOWN_STRATUM } from './strata.ts';
import { conditionsWithin } from './walk.ts';

/** What a query asks about persons; only what is asked is read. */
export interface AboutPeople {
  readonly isAgeAsked: boolean;
  readonly isDeathAsked: boolean;
  readonly stratifiers: readonly Stratifier[];
}

export function aboutPeople(conditions: readonly Condition[], stratifiers: readonly Stratifier[]): AboutPeople {
  const nodes = new Set(conditions.flatMap((whole) => [...conditionsWithin(whole)].map(({ node }) => node)));
  return {
    isAgeAsked: nodes.has('age') || stratifiers.includes('age-band'),
    isDeathAsked: nodes.has('alive'),
    stratifiers,
  };
}

const DEPRIVATION: CodeSet = {
  id: 'rondo-deprivation-quintile',
  title: 'Deprivation quintile',
  version: '1',
  codes: [DEPRIVATION_CODE],
};

/** The code sets a query may read: those given, and the one that says how deprived a person lives. */
export function withOwnCodeSets(codeSets: CodeSets): CodeSets {
  return new Map([...codeSets, ...codeSetsOf([DEPRIVATION])]);
}

/**
 * Adds `people`: one row for each person with what is asked. A missing month of birth reads as July, a missing date as the
 * 1st (as `bornOn`). Group names that are absent or empty become `unknown` where they are counted.
 */
export function peopleSql(text: SqlText, asked: AboutPeople): string {
  const has = (stratifier: Stratifier) => asked.stratifiers.includes(stratifier);
  const sex = `CASE WHEN p.gender_concept_id = 8507 THEN 'male' WHEN p.gender_concept_id = 8532 THEN 'female' WHEN p.gender_concept_id IN (8521, 44814653) THEN 'other' ELSE 'unknown' END`;
  const columns = [
    'p.person_id',
    `${sex} AS sex`,
    ...(asked.isAgeAsked
      ? [
          'p.year_of_birth AS birth_year',
          'coalesce(p.month_of_birth, 7) AS birth_month',
          'coalesce(p.day_of_birth, 1) AS birth_date',
        ]
      : []),
    ...(asked.isDeathAsked ? ['d.died_on'] : []),
    ...(has('practice') ? ["nullif(s.care_site_source_value, '') AS practice"] : []),
    ...(has('practitioner') ? ["nullif(v.provider_source_value, '') AS practitioner"] : []),
    ...(has('ethnicity') ? ["nullif(p.ethnicity_source_value, '') AS ethnicity"] : []),
    ...(has('race') ? ["nullif(p.race_source_value, '') AS race"] : []),
    ...(has('deprivation') ? ['q.deprivation'] : []),
  ];
  const joins = [
    ...(asked.isDeathAsked ? [`LEFT JOIN ${deathsSql(text)} d ON d.person_id = p.person_id`] : []),
    ...(has('practice') ? [`LEFT JOIN ${text.table('care_site')} s ON s.care_site_id = p.care_site_id`] : []),
    ...(has('practitioner') ? [`LEFT JOIN ${text.table('provider')} v ON v.provider_id = p.provider_id`] : []),
    ...(has('deprivation') ? [`LEFT JOIN ${deprivationSql(text)} q ON q.person_id = p.person_id`] : []),
  ];
  return text.part(
    'people',
    [`SELECT ${columns.join(',\n  ')}`, `FROM ${text.table('person')} p`, ...joins].join('\n'),
  );
}

function deathsSql(text: SqlText): string {
  return text.part(
    'deaths',
    `SELECT d.person_id, min(d.death_date) AS died_on\nFROM ${text.table('death')} d\nGROUP BY d.person_id`,
  );
}

/** Each person's latest quintile, whatever the period: where people live now is what the record knows best. */
function deprivationSql(text: SqlText): string {
  const concepts = conceptsSql(text, DEPRIVATION.id);
  const place = 'row_number() OVER (PARTITION BY o.person_id ORDER BY o.observation_date DESC, o.observation_id DESC)';
  return text.part(
    'quintiles',
    [
      `SELECT r.person_id, ${text.dialect.toText('CAST(r.quintile AS INTEGER)')} AS deprivation`,
      'FROM (',
      `  SELECT o.person_id, o.value_as_number AS quintile, ${place} AS place`,
      `  FROM ${text.table('observation')} o`,
      `  WHERE o.value_as_number IS NOT NULL AND o.observation_source_concept_id IN (SELECT c.concept_id FROM ${concepts} c)`,
      ') r',
      'WHERE r.place = 1',
    ].join('\n'),
  );
}

/** A stratum's expression over the judged anchors `a`, the people `p`, and for events their own site `s` and provider `v`. */
export function stratumSql(text: SqlText, stratifier: Stratifier, isOfEvents: boolean): string {
  const unknown = text.dialect.text(UNKNOWN_STRATUM);
  switch (stratifier) {
    case 'sex':
      return 'p.sex';
    case 'age-band': {
      const years = ageSql('a.anchor_last', 'p');
      const bands = AGE_BANDS.map(({ label, from, until }) => {
        const under = until === undefined ? '' : ` AND ${years} < ${until}`;
        return `WHEN ${years} >= ${from}${under} THEN ${text.dialect.text(label)}`;
      });
      return `CASE ${bands.join(' ')} ELSE ${unknown} END`;
    }
    case 'practice':
      return isOfEvents
        ? `coalesce(nullif(s.care_site_source_value, ''), p.practice, ${unknown})`
        : `coalesce(p.practice, ${unknown})`;
    case 'practitioner':
      return isOfEvents
        ? `coalesce(nullif(v.provider_source_value, ''), p.practitioner, ${unknown})`
        : `coalesce(p.practitioner, ${unknown})`;
    case 'ethnicity':
    case 'race':
    case 'deprivation':
      return `coalesce(p.${stratifier}, ${unknown})`;
  }
}

/** The column a stratum stands in. */
export function stratumColumn(stratifier: Stratifier): string {
  return `by_${stratifier.replace('-', '_')}`;
}
