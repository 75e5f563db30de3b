import type { JsonObject, Problem } from './protocol.ts';

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0;
}

/** A list's items; a single item where the message has no list. */
export function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && UUID.test(value);
}

/** A FHIR R4 logical id: 1 to 64 of letters, digits, `-` and `.`. */
export function isFhirId(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Za-z0-9.-]{1,64}$/.test(value);
}

/** A text that can be kept: without U+0000 and halves of characters, which the ledger's PostgreSQL refuses. */
export function isStorable(text: string): boolean {
  return !/[\0\p{Surrogate}]/u.test(text);
}

/** Collects what is wrong, so that all of it can be told at once. */
export class Problems {
  readonly found: Problem[] = [];

  error(rule: string, path: string, says: string): void {
    this.found.push({ rule, path, says, severity: 'error' });
  }

  warn(rule: string, path: string, says: string): void {
    this.found.push({ rule, path, says, severity: 'warning' });
  }
}

/** The paths of null members and empty texts: CDS Hooks says to leave a member out instead. */
export function emptyMembers(value: unknown, path: string, depth = 0): string[] {
  if (value === null || value === '') return [path];
  if (typeof value !== 'object' || depth > 64) return [];
  if (Array.isArray(value)) return value.flatMap((item, at) => emptyMembers(item, `${path}[${at}]`, depth + 1));
  return Object.entries(value).flatMap(([key, member]) =>
    emptyMembers(member, path ? `${path}.${key}` : key, depth + 1),
  );
}

/** Members that neither the specification nor an extension gives a meaning; extension names must carry a namespace. */
export function checkExtension(value: unknown, path: string, problems: Problems): void {
  if (value === undefined) return;
  if (!isObject(value)) {
    problems.error('extension', path, 'an extension is an object');
    return;
  }
  for (const key of Object.keys(value)) {
    if (!key.includes('.'))
      problems.error('extension', path, 'an extension name needs a namespace, e.g. org.example.x');
  }
}
