/**
 * Fills the tokens of a prefetch template: `{{context.x}}`, the user tokens, and the FHIRPath subset of 3.0.0-ballot
 * (`today() ± n days`, member paths, `ofType`, `resolve`, `%otherKey`, `|` between selectors). Used to test what a client
 * would ask, and to lint templates before they are published; the service itself never sends a query.
 */
import { addDays, type Day, formatDay } from '../../../core/day.ts';
import { isObject, isText } from './message-reading.ts';
import type { JsonObject } from './protocol.ts';

export interface TokenSources {
  readonly context: JsonObject;
  /** what earlier templates of the same service gave, for `%key` */
  readonly prefetched?: JsonObject;
  readonly today: Day;
}

const TOKEN = /\{\{([^{}]*)\}\}/g;

/**
 * The query a template stands for, or undefined if any token has no value: then the key is left out, a raw token is never
 * sent. Values are URL-encoded except for what may stand in a path: letters, digits, `-._~/,`.
 */
export function fillTemplate(template: string, sources: TokenSources): string | undefined {
  let isComplete = true;
  const filled = template.replace(TOKEN, (_, token: string) => {
    const values = valuesOf(token.trim(), sources);
    if (values.length === 0) isComplete = false;
    return values.map(encoded).join(',');
  });
  return isComplete && !/\{\{|\}\}/.test(filled) ? filled : undefined;
}

function encoded(value: string): string {
  return encodeURIComponent(value).replaceAll('%2F', '/');
}

function valuesOf(token: string, sources: TokenSources): string[] {
  const today = /^today\(\)(?:\s*([+-])\s*(\d{1,5})\s*days?)?$/.exec(token);
  if (today) {
    const days = Number(today[2] ?? 0) * (today[1] === '-' ? -1 : 1);
    return [formatDay(addDays(sources.today, days))];
  }
  const user = /^user(Practitioner|PractitionerRole|Patient|RelatedPerson)Id$/.exec(token);
  if (user) return idOfUser(sources.context['userId'], String(user[1]));
  return [...new Set(token.split('|').flatMap((path) => pathValues(path.trim(), sources)))];
}

function idOfUser(userId: unknown, type: string): string[] {
  if (!isText(userId) || !userId.startsWith(`${type}/`)) return [];
  return [userId.slice(type.length + 1)];
}

/** The texts a path leads to; collections are flattened, as FHIRPath does. */
function pathValues(path: string, sources: TokenSources): string[] {
  const steps = path.split('.');
  const first = steps.shift() ?? '';
  let found: unknown[] = startOf(first, sources);
  for (const step of steps) found = found.flatMap((value) => takeStep(value, step));
  return found.filter((value) => isText(value) || typeof value === 'number').map(String);
}

function startOf(first: string, sources: TokenSources): unknown[] {
  if (first === 'context') return [sources.context];
  const key = first.startsWith('%') ? first.slice(1) : undefined;
  if (key === undefined || !sources.prefetched || !Object.hasOwn(sources.prefetched, key)) return [];
  return [sources.prefetched[key]];
}

function takeStep(value: unknown, step: string): unknown[] {
  if (step === 'resolve()') return resolved(value);
  const type = /^ofType\(([A-Za-z]+)\)$/.exec(step);
  if (type) return isObject(value) && value['resourceType'] === type[1] ? [value] : [];
  return isObject(value) ? flat(memberOf(value, step)) : [];
}

/** A member by its FHIRPath name: `medication` finds `medicationReference`, the choice type as JSON writes it. */
function memberOf(value: JsonObject, name: string): unknown {
  if (Object.hasOwn(value, name)) return value[name];
  const choice = Object.keys(value).find((key) => key.startsWith(name) && /^[A-Z]/.test(key.slice(name.length)));
  return choice === undefined ? undefined : value[choice];
}

function flat(value: unknown): unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** What a reference names, as far as the reference itself tells: its type and id. Nothing is fetched. */
function resolved(value: unknown): unknown[] {
  const reference = isObject(value) ? value['reference'] : value;
  const parts = isText(reference)
    ? /(?:^|\/)([A-Za-z]+)\/([A-Za-z0-9.-]{1,64})(?:\/_history\/.*)?$/.exec(reference)
    : null;
  return parts ? [{ resourceType: parts[1], id: parts[2] }] : [];
}

const PARAMETERS = /^(_id|_count|_maxresults|_sort|_include|date|[a-z][a-z-]*(:in)?)$/;

/**
 * Sentences about a template that a client may refuse, empty if none: outside the query subset every client supports
 * (read, type search, references, token equality, dates, `_count`, `_sort`), or with tokens that mean nothing.
 */
export function lintTemplate(template: string): string[] {
  const says: string[] = [];
  for (const [, token] of template.matchAll(TOKEN)) {
    if (!isKnownToken(String(token).trim())) says.push('a token has no meaning');
  }
  const query = template.replace(TOKEN, 'x');
  if (/\{\{|\}\}/.test(query)) says.push('a token is not closed');
  const parameters = query.includes('?') ? query.slice(query.indexOf('?') + 1).split('&') : [];
  for (const parameter of parameters) {
    const name = parameter.split('=')[0] ?? '';
    if (!PARAMETERS.test(name)) says.push('a search parameter is outside the common subset');
  }
  return says;
}

function isKnownToken(token: string): boolean {
  if (/^today\(\)(\s*[+-]\s*\d{1,5}\s*days?)?$/.test(token)) return true;
  if (/^user(Practitioner|PractitionerRole|Patient|RelatedPerson)Id$/.test(token)) return true;
  return token.split('|').every((path) => /^(context|%[\w-]+)(\.(\w+|resolve\(\)|ofType\(\w+\)))+$/.test(path.trim()));
}
