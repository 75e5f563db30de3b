import { type Digest, digestOfJson } from '../../core/digest.ts';
import { defineFault } from '../../core/fault.ts';
import { type Static, Type, Value } from '../../core/schema.ts';
import { sqlName, sqlText } from '../../engine/store/duckdb.ts';
import { contentOf } from '../../engine/store/library.ts';

export const policyUnreadable = defineFault(
  'load/policy-unreadable',
  'bad-input',
  (d: { policy: string; where: string }) => `admission policy ${d.policy}: ${d.where}`,
  'Write the policy like library/admission/rondo-default-1.json.',
);

const Word = Type.Union([Type.String(), Type.Boolean()]);
const Rule = Type.Object(
  {
    /** a column of every view of the type */
    column: Type.String({ pattern: '^[a-z_]+$' }),
    reason: Type.String({ pattern: '^[a-z-]+$' }),
    /** the column must hold one of these … */
    in: Type.Optional(Type.Array(Word, { minItems: 1 })),
    /** … or nothing, where this is true */
    orAbsent: Type.Optional(Type.Boolean()),
    /** the column must hold none of these; nothing is fine */
    notIn: Type.Optional(Type.Array(Word, { minItems: 1 })),
    /** the column must hold nothing */
    absent: Type.Optional(Type.Literal(true)),
  },
  { additionalProperties: false },
);

const PolicyShape = Type.Object({
  id: Type.String({ minLength: 1 }),
  version: Type.String({ minLength: 1 }),
  title: Type.String(),
  description: Type.String(),
  source: Type.String(),
  rules: Type.Record(Type.String(), Type.Array(Rule)),
});

export type AdmissionRule = Static<typeof Rule>;

/** Which records may enter the analytic tables, as data. What is kept out is counted by its reason. */
export interface AdmissionPolicy {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly digest: Digest;
  readonly rules: Readonly<Record<string, readonly AdmissionRule[]>>;
}

export const DEFAULT_POLICY = 'rondo-default-1';

/** A policy of library/admission by its file name. Throws `library/content-unknown` or `load/policy-unreadable`. */
export function admissionPolicy(name: string = DEFAULT_POLICY): AdmissionPolicy {
  const { json } = contentOf('admission', name);
  return parsePolicy(json, name);
}

export function parsePolicy(json: unknown, name = 'given'): AdmissionPolicy {
  if (!Value.Check(PolicyShape, json)) {
    const [error] = Value.Errors(PolicyShape, json);
    throw policyUnreadable({ policy: name, where: `${error?.instancePath || 'the whole'} ${error?.message ?? ''}` });
  }
  const { id, version, title, rules } = json;
  for (const [type, list] of Object.entries(rules)) {
    for (const rule of list) {
      if (!rule.in && !rule.notIn && !rule.absent) {
        throw policyUnreadable({ policy: name, where: `${type}.${rule.column} has neither in, notIn nor absent` });
      }
    }
  }
  return { id, version, title, rules, digest: digestOfJson(json) };
}

/** The reason why a view's row of this type stays out; undefined if it is admitted. The first broken rule speaks. */
export function refusalOf(
  policy: AdmissionPolicy,
  type: string,
  row: Readonly<Record<string, unknown>>,
): string | undefined {
  for (const rule of policy.rules[type] ?? []) if (!holds(rule, row[rule.column] ?? null)) return rule.reason;
  return undefined;
}

function holds(rule: AdmissionRule, value: unknown): boolean {
  if (rule.absent && value !== null) return false;
  if (rule.in && !(value === null ? rule.orAbsent === true : rule.in.some((word) => word === value))) return false;
  return !(rule.notIn && value !== null && rule.notIn.some((word) => word === value));
}

/** The same as an SQL expression over the columns of a view (alias `v`): the reason, or NULL. */
export function refusalSql(policy: AdmissionPolicy, type: string): string {
  const broken = (policy.rules[type] ?? []).map((rule) => `WHEN NOT (${holdsSql(rule)}) THEN ${sqlText(rule.reason)}`);
  return broken.length === 0 ? 'NULL::VARCHAR' : `CASE ${broken.join(' ')} END`;
}

function holdsSql(rule: AdmissionRule): string {
  const column = `v.${sqlName(rule.column)}`;
  const words = (list: readonly (string | boolean)[]) =>
    list.map((word) => (typeof word === 'string' ? sqlText(word) : String(word))).join(', ');
  const parts: string[] = [];
  if (rule.absent) parts.push(`${column} IS NULL`);
  if (rule.in) parts.push(`coalesce(${column} IN (${words(rule.in)}), ${rule.orAbsent === true})`);
  if (rule.notIn) parts.push(`coalesce(${column} NOT IN (${words(rule.notIn)}), true)`);
  return parts.join(' AND ');
}
