import type { JsonReader } from './_json-reader.ts';
import type { About } from './ast.ts';

const KNOWN = [
  'why_it_matters',
  'numerator',
  'denominator',
  'exclusions',
  'notes',
  'owner',
  'source',
  'status',
  'checked_by',
  'next_review',
];

/** What people are told about a definition or a code list. */
export function readAbout(reader: JsonReader, json: unknown, path: string): About | undefined {
  return reader.object(json, path, KNOWN, (members) => {
    const texts = (name: string) =>
      reader.list(members[name], `${path}.${name}`, (item, at) => reader.text(item, at) || undefined);
    const optional = (name: string) =>
      members[name] === undefined ? {} : { [name]: reader.text(members[name], `${path}.${name}`) };
    const nextReview = reader.text(members['next_review'], `${path}.next_review`);
    if (!/^\d{4}-\d{2}-\d{2}$/.test(nextReview)) reader.problem(`${path}.next_review`, 'must be a day, YYYY-MM-DD');
    return {
      why_it_matters: reader.text(members['why_it_matters'], `${path}.why_it_matters`),
      ...optional('numerator'),
      ...optional('denominator'),
      ...optional('exclusions'),
      ...(members['notes'] === undefined ? {} : { notes: texts('notes') }),
      owner: reader.text(members['owner'], `${path}.owner`),
      source: reader.text(members['source'], `${path}.source`),
      status: reader.word(members['status'], `${path}.status`, ['unreviewed', 'reviewed', 'retired']),
      checked_by: texts('checked_by'),
      next_review: nextReview,
    };
  });
}
