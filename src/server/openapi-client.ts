/** Prints a typed client for the web app from the API description, so that pages and routes cannot drift apart. */

type Json = { readonly [key: string]: unknown };

interface Operation extends Json {
  readonly operationId: string;
  readonly summary?: string;
  /** who may ask; absent where anybody may */
  readonly 'x-roles'?: readonly string[];
  readonly parameters?: readonly { name: string; required?: boolean; schema: Json }[];
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: Json } } };
  readonly responses: {
    readonly 200: { readonly content?: { readonly 'application/json': { readonly schema: Json } } };
  };
}

/**
 * One type for what each route takes and gives, and one table of routes.
 *
 * @param document an OpenAPI 3.1 document as `/api` gives it
 * @returns the text of `src/web/api.gen.ts`
 */
export function printClient(document: Json): string {
  const routes = Object.entries(document['paths'] as Record<string, Record<string, Operation>>)
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
    )
    .sort((a, b) => a.path.localeCompare(b.path, 'en'));
  const lines = [
    '// Made by `npm run docs` from the API description; change the actions instead.',
    '',
    '/** What each route takes and gives. */',
    'export interface Api {',
    ...routes.map(({ operation }) => {
      const comment = operation.summary ? `  /** ${operation.summary} */\n` : '';
      return `${comment}  '${operation.operationId}': { takes: ${takes(operation)}; gives: ${gives(operation)} };`;
    }),
    '}',
    '',
    '/** How each route is asked, and who may; null: anybody. */',
    'export const ROUTES = {',
    ...routes.map(
      ({ path, method, operation }) =>
        `  '${operation.operationId}': { method: '${method}', path: '${path}', roles: ${roles(operation)} },`,
    ),
    '} as const satisfies Record<keyof Api, { method: string; path: string; roles: readonly string[] | null }>;',
    '',
  ];
  return lines.join('\n');
}

function takes(operation: Operation): string {
  const body = operation.requestBody?.content['application/json'].schema;
  if (body) return printType(body, { presetsMayBeLeftOut: true });
  const parameters = operation.parameters ?? [];
  if (parameters.length === 0) return 'Record<string, never>';
  return printType(
    {
      type: 'object',
      properties: Object.fromEntries(parameters.map((each) => [each.name, each.schema])),
      required: parameters.filter((each) => each.required).map((each) => each.name),
    },
    { presetsMayBeLeftOut: true },
  );
}

function roles(operation: Operation): string {
  const who = operation['x-roles'];
  return who ? `[${who.map((role) => `'${role}'`).join(', ')}]` : 'null';
}

function gives(operation: Operation): string {
  const schema = operation.responses[200].content?.['application/json'].schema;
  return schema ? printType(schema, { presetsMayBeLeftOut: false }) : 'null';
}

/**
 * A JSON Schema as a TypeScript type. Knows what our schemas are made of: objects, lists, tuples, unions, closed lists of
 * words, constants; anything else becomes `unknown`.
 */
export function printType(schema: Json, how: { presetsMayBeLeftOut: boolean }): string {
  const inner = (each: unknown): string => printType(each as Json, how);
  if (schema['const'] !== undefined) return JSON.stringify(schema['const']);
  if (Array.isArray(schema['enum'])) return schema['enum'].map((word) => JSON.stringify(word)).join(' | ');
  const union = schema['anyOf'] ?? schema['oneOf'];
  if (Array.isArray(union)) return [...new Set(union.map(inner))].join(' | ');
  if (Array.isArray(schema['type'])) return schema['type'].map((type) => inner({ ...schema, type })).join(' | ');
  switch (schema['type']) {
    case 'string':
      return 'string';
    case 'number':
    case 'integer':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'null':
      return 'null';
    case 'array':
      return printList(schema, inner);
    case 'object':
      return printObject(schema, how);
    default:
      return 'unknown';
  }
}

function printList(schema: Json, inner: (each: unknown) => string): string {
  const tuple = schema['prefixItems'] ?? (Array.isArray(schema['items']) ? schema['items'] : undefined);
  if (Array.isArray(tuple)) return `[${tuple.map(inner).join(', ')}]`;
  const item = schema['items'] ? inner(schema['items']) : 'unknown';
  if (schema['minItems'] === 2 && schema['maxItems'] === 2) return `[${item}, ${item}]`;
  return /^[\w.]+$/.test(item) ? `${item}[]` : `(${item})[]`;
}

function printObject(schema: Json, how: { presetsMayBeLeftOut: boolean }): string {
  const properties = Object.entries((schema['properties'] ?? {}) as Record<string, Json>);
  const further =
    schema['additionalProperties'] ?? (schema['patternProperties'] ? first(schema['patternProperties']) : undefined);
  if (properties.length === 0) {
    return typeof further === 'object' && further !== null
      ? `Record<string, ${printType(further as Json, how)}>`
      : 'Record<string, never>';
  }
  const required = new Set((schema['required'] as readonly string[] | undefined) ?? []);
  const fields = properties.map(([name, each]) => {
    const mayBeLeftOut = !required.has(name) || (how.presetsMayBeLeftOut && each['default'] !== undefined);
    return `${/^[a-z_$][\w$]*$/i.test(name) ? name : `'${name}'`}${mayBeLeftOut ? '?' : ''}: ${printType(each, how)}`;
  });
  return `{ ${fields.join('; ')} }`;
}

function first(patterns: unknown): unknown {
  return Object.values(patterns as object)[0];
}
