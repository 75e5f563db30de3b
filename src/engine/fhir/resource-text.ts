import { decimalText } from './_decimal.ts';

/** A FHIR resource as JSON.parse gives it; decimals may be numbers or, where a number would lose digits, texts. */
export type FhirResource = Readonly<Record<string, unknown>>;

// A member's number; FHIR has no lists of decimals. Only a name ends in a letter before its quote: a quote that opens a text
// follows : or , or [ and one inside a text follows a \.
const MEMBER = /\w"\s*:\s*(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)/g;

/**
 * The same JSON text with those decimals quoted that a double would not give back as written: `{"value":1.0}` becomes
 * `{"value":"1.0"}`. FHIR decimals carry their precision (0.10 is not 0.1), which JSON.parse and DuckDB's JSON reader both
 * lose. Views read a quoted decimal like a number. A load stages its lines with decimals quoted; this is for single texts.
 */
export function keepDecimals(json: string): string {
  return json.replace(MEMBER, (member, number: string) =>
    decimalText(Number(number)) === number ? member : `${member.slice(0, -number.length)}"${number}"`,
  );
}

/** Parses one resource and keeps its decimals as written. Throws the SyntaxError of JSON.parse. */
export function parseResource(json: string): FhirResource {
  return JSON.parse(keepDecimals(json)) as FhirResource;
}
