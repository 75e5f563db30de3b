import { sqlText } from './_sql-text.ts';

/**
 * The key of the resource that a literal reference names: `Type/id`, also from `https://host/fhir/Type/id` and before
 * `/_history/n`. Contained (`#x`), logical, conditional and `urn:` references resolve to nothing here.
 */
export function referenceKey(target: string | undefined): (reference: unknown) => string | undefined {
  const pattern = new RegExp(patternText(target));
  const plain = target && `${target}/`;
  return (reference) => {
    if (typeof reference !== 'string') return undefined;
    // Nearly all references are plain, and a regular expression for each is what time would go into.
    const isPlain = plain && reference.startsWith(plain) && reference.length > plain.length;
    if (isPlain && !reference.includes('/', plain.length)) return reference;
    return pattern.exec(reference)?.[1];
  };
}

/** The same in SQL. */
export function referenceKeySql(reference: string, target: string | undefined): string {
  const matched = `nullif(regexp_extract(${reference}, ${sqlText(patternText(target))}, 1), '')`;
  if (!target) return matched;
  const from = target.length + 2;
  const isPlain =
    `starts_with(${reference}, ${sqlText(`${target}/`)}) AND length(${reference}) >= ${from} ` +
    `AND NOT contains(substr(${reference}, ${from}), '/')`;
  return `CASE WHEN ${isPlain} THEN ${reference} ELSE ${matched} END`;
}

function patternText(target: string | undefined): string {
  return `^(?:https?://.*/)?(${target ?? '[A-Z][A-Za-z]+'}/[A-Za-z0-9.-]{1,64})(?:/_history/[A-Za-z0-9.-]{1,64})?$`;
}
