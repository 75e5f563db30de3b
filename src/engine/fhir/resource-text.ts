/** A FHIR resource as JSON.parse gives it; decimals may be numbers or, where a number would lose digits, texts. */
export type FhirResource = Readonly<Record<string, unknown>>;

// Numbers that a double does not give back as they were written: 1.0, 0.10, 1e3, 0.00001, more than 15 digits. Found in texts too: a hint only.
const SUSPECT = /[[:,\s]-?(?:\d+\.\d*0[\s,\]}]|\d+(?:\.\d+)?[eE]|[\d.]{17}|0\.0000)/;
const TEXT_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * The same JSON text with those decimals quoted that a double would not give back as written: `{"value":1.0}` becomes
 * `{"value":"1.0"}`. FHIR decimals carry their precision (0.10 is not 0.1), which JSON.parse and DuckDB's JSON reader both
 * lose. Views read a quoted decimal like a number, so a line must pass through here before either back end sees it.
 */
export function keepDecimals(json: string): string {
  if (!SUSPECT.test(json)) return json;
  return json.replace(TEXT_OR_NUMBER, (token) => (token.startsWith('"') || isKept(token) ? token : `"${token}"`));
}

function isKept(token: string): boolean {
  return String(Number(token)) === token && !/^-?0\.0000/.test(token);
}

/** Parses one resource and keeps its decimals as written. Throws the SyntaxError of JSON.parse. */
export function parseResource(json: string): FhirResource {
  return JSON.parse(keepDecimals(json)) as FhirResource;
}
