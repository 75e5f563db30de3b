/** Holds the CDS service against a folder of message vectors (vectors.json) and examples (index.csv, examples/). */
import { createHmac } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { Day } from '../../src/core/day.ts';
import { dayOf } from '../../src/core/day.ts';
import { Fault } from '../../src/core/fault.ts';
import { answerHook, type HookDeps } from '../../src/cycle/knowledge-to-practice/cds-hooks/answer-hook.ts';
import { checkDiscovery } from '../../src/cycle/knowledge-to-practice/cds-hooks/check-discovery.ts';
import { checkFeedback } from '../../src/cycle/knowledge-to-practice/cds-hooks/check-feedback.ts';
import { checkContext } from '../../src/cycle/knowledge-to-practice/cds-hooks/check-request.ts';
import { checkResponse } from '../../src/cycle/knowledge-to-practice/cds-hooks/check-response.ts';
import { Problems } from '../../src/cycle/knowledge-to-practice/cds-hooks/message-reading.ts';
import { fillTemplate, lintTemplate } from '../../src/cycle/knowledge-to-practice/cds-hooks/prefetch-tokens.ts';
import type { Hook, JsonObject } from '../../src/cycle/knowledge-to-practice/cds-hooks/protocol.ts';
import { seenInMemory, verifyClientToken } from '../../src/cycle/knowledge-to-practice/client-token.ts';
import { rolloutWatch } from '../../src/cycle/knowledge-to-practice/rollout-watch.ts';
import { fakeEffects } from '../../src/effects/fake.ts';

export interface Case {
  readonly id: string;
  readonly expected: string;
  readonly got: string;
}

/** For `npm run judge -- cds-hooks DIR`. */
export const cdsHooksJudge = {
  suite: 'cds-hooks',
  usage: 'cds-hooks DIR        a folder with vectors.json, index.csv and examples/',
  async run([folder = '']: readonly string[]) {
    const cases = [...(await judgeVectors(folder)), ...(await judgeExamples(folder))];
    const wrong = cases.filter(({ expected, got }) => expected !== got);
    return {
      passed: cases.length - wrong.length,
      failed: wrong.length,
      skipped: 0,
      lines: wrong.map(({ id, expected, got }) => `${id}: expected ${expected}, got ${got}`),
    };
  },
};

interface Vector {
  readonly id: string;
  readonly kind: string;
  readonly valid?: boolean;
  readonly body?: unknown;
  readonly expect?: { readonly status: number } | string | null;
  readonly severity?: string;
  readonly header?: JsonObject;
  readonly claims?: JsonObject;
  readonly template?: string;
  readonly context?: JsonObject;
  readonly today?: string;
}

export async function judgeVectors(folder: string): Promise<Case[]> {
  if (!existsSync(join(folder, 'vectors.json'))) return [];
  const vectors = readJson(join(folder, 'vectors.json')) as Vector[];
  const tokens = await tokenBench();
  const cases: Case[] = [];
  for (const vector of vectors) cases.push({ id: vector.id, ...(await judgeVector(vector, tokens)) });
  return cases;
}

async function judgeVector(vector: Vector, tokens: TokenBench): Promise<Omit<Case, 'id'>> {
  const validity = { expected: vector.valid ? 'valid' : `invalid (${vector.severity ?? 'error'})` };
  switch (vector.kind) {
    case 'response':
      return { ...validity, got: verdictOf(checkResponse(vector.body)) };
    case 'feedback': {
      const checked = checkFeedback(vector.body);
      return { ...validity, got: verdictOf('problems' in checked ? checked.problems : []) };
    }
    case 'request': {
      const status = typeof vector.expect === 'object' ? vector.expect?.status : undefined;
      return { expected: String(status), got: String(await statusOf(vector.body, 'patient-view', ['patient'])) };
    }
    case 'client-jwt':
      return { expected: validity.expected.slice(0, 5), got: (await tokens(vector)).slice(0, 5) };
    case 'prefetch-token': {
      const today = dayOf(vector.today ?? '2026-01-05');
      const filled = fillTemplate(vector.template ?? '', { context: vector.context ?? {}, today });
      return { expected: String(vector.expect), got: filled ?? 'null' };
    }
    default:
      return { expected: 'a kind this judge knows', got: vector.kind };
  }
}

function verdictOf(problems: readonly { readonly severity: string }[]): string {
  if (problems.length === 0) return 'valid';
  return `invalid (${problems.some(({ severity }) => severity === 'error') ? 'error' : 'warning'})`;
}

/** The status a service with these prefetch keys, and nothing rolled out, gives to a request. */
export async function statusOf(body: unknown, hook: Hook, keys: readonly string[]): Promise<number> {
  const { status } = await answerHook({ service: 'under-test', body }, depsFor(hook, keys));
  return status;
}

function depsFor(hook: Hook, keys: readonly string[]): HookDeps {
  const nothing = () => {
    throw new Error('nothing is rolled out: this is never asked');
  };
  const advice = { id: 'under-test', version: '1.0.0', card: { hook } } as HookDeps['services'][number]['advice'];
  return {
    services: [
      {
        advice,
        content: 'sha256:00',
        definition: { id: 'none', version: '1', digest: 'sha256:00' },
        codeSets: new Map(),
        rule: nothing,
        needs: {
          events: [],
          isBirthNeeded: false,
          isSexNeeded: false,
          isDeathNeeded: false,
          areObservationPeriodsNeeded: false,
        },
        prefetch: Object.fromEntries(keys.map((key) => [key, 'Patient/{{context.patientId}}'])),
      },
    ],
    recordOf: nothing,
    rollouts: rolloutWatch({ query: async () => [] }, () => 0),
    armOf: nothing,
    receipts: { save: nothing, lastWord: nothing } as unknown as HookDeps['receipts'],
    counts: { add: () => {}, flush: async () => {} },
    effects: fakeEffects(),
    isSimulated: true,
  };
}

type TokenBench = (vector: Vector) => Promise<string>;

/** Signs the vectors' tokens for real and has them verified; `used-before` has been used before. */
async function tokenBench(): Promise<TokenBench> {
  const now = 1_780_000_000;
  const pair = await generateKeyPair('ES384', { extractable: true });
  const key = { ...(await exportJWK(pair.publicKey)), kid: 'k1', alg: 'ES384' };
  const issuer = 'https://ehr.example.org';
  const rules = {
    trusted: [{ issuer, keys: [key], jku: ['https://ehr.example.org/jwks'] }],
    audience: 'https://cds.example.org/cds-services/s1',
  };
  const world = { now: () => new Date(now * 1000), seen: seenInMemory() };
  world.seen.firstUse(issuer, 'used-before', now + 300, now);
  return async ({ id, header = {}, claims = {} }) => {
    const moment = (value: unknown) =>
      typeof value === 'string' ? now + Number(value.slice('now'.length) || 0) : value;
    const filled = {
      ...claims,
      exp: moment(claims['exp']),
      iat: moment(claims['iat']),
      jti: claims['jti'] === 'unique' ? id : claims['jti'],
    };
    // An expired token must be so by more than the tolerated clock difference.
    if (id === 'jwt-expired') filled.exp = now - 10 - 30;
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const text = `${part(header)}.${part(filled)}`;
    const alg = String(header['alg']);
    const token =
      alg === 'none'
        ? `${text}.`
        : alg === 'HS256'
          ? `${text}.${createHmac('sha256', JSON.stringify(key)).update(text).digest('base64url')}`
          : await new SignJWT(filled as Record<string, string>)
              .setProtectedHeader({ ...header, alg })
              .sign(pair.privateKey);
    try {
      await verifyClientToken(token, rules, world);
      return 'valid';
    } catch (error) {
      if (error instanceof Fault) return 'invalid';
      throw error;
    }
  };
}

/**
 * What the published examples say that the published rules do not: each with its reason. Everything else in the folder is
 * expected to be in order.
 */
export const EXAMPLES_AT_ODDS: Readonly<Record<string, { readonly expected: string; readonly because: string }>> = {
  'spec-1102-response.json': {
    expected: 'invalid (error)',
    because:
      'a fragment that shows autolaunchable links; its card has no indicator, which the table of card attributes requires',
  },
  'spec-1435-request.json': {
    expected: '400',
    because: 'a fragment that shows extensions; its patient-view context has no patientId, which the hook requires',
  },
  'spec-0306-request.json': { expected: '412', because: 'only the first page of a prefetch is there' },
  'spec-0275-prefetch-template.json': {
    expected: 'lint',
    because: 'sort:desc= is not a FHIR R4 parameter (_sort=-date is)',
  },
  'spec-0646-prefetch-template.json': {
    expected: 'lint',
    because: 'sort:desc= is not a FHIR R4 parameter (_sort=-date is)',
  },
};

export async function judgeExamples(folder: string): Promise<Case[]> {
  if (!existsSync(join(folder, 'index.csv'))) return [];
  const rows = readFileSync(join(folder, 'index.csv'), 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(','));
  const cases: Case[] = [];
  for (const [file = '', kind = ''] of rows) {
    const got = await judgeExample(file, kind, readJson(join(folder, 'examples', file)) as JsonObject);
    const usual = kind === 'request' ? '200' : 'valid';
    cases.push({ id: file, expected: EXAMPLES_AT_ODDS[file]?.expected ?? usual, got });
  }
  return cases;
}

async function judgeExample(file: string, kind: string, example: JsonObject): Promise<string> {
  const today = dayOf('2026-01-05');
  switch (kind) {
    case 'discovery-response':
      return verdictOf(checkDiscovery(example).filter(({ severity }) => severity === 'error'));
    case 'request':
      return String(
        await statusOf(
          example,
          String(example['hook']) as Hook,
          Object.keys((example['prefetch'] as JsonObject) ?? {}),
        ),
      );
    case 'response':
      return verdictOf(checkResponse(example));
    case 'feedback': {
      const checked = checkFeedback(example);
      return verdictOf('problems' in checked ? checked.problems : []);
    }
    case 'context':
      return verdictOfContext(file, example['context'] as JsonObject);
    case 'prefetch-template':
      return verdictOfTemplates(example['prefetch'] as Record<string, string>, today);
    case 'source':
      return verdictOf(checkResponse(withCard({ source: example['source'] })));
    case 'overrideReasons':
      return verdictOf(checkResponse(withCard({ overrideReasons: example['overrideReasons'] })));
    case 'action':
      return verdictOf(
        checkResponse(withCard({ selectionBehavior: 'any', suggestions: [{ label: 'x', actions: [example] }] })),
      );
    case 'jwt-header':
      return ['ES384', 'RS384'].includes(String(example['alg'])) && typeof example['kid'] === 'string'
        ? 'valid'
        : 'invalid';
    case 'jwt-payload':
      return ['iss', 'aud', 'exp', 'jti'].every((name) => example[name] !== undefined) ? 'valid' : 'invalid';
    case 'jwks':
    case 'fhirAuthorization':
    case 'prefetch-data':
    case 'error-body':
      return Object.keys(example).length > 0 ? 'valid' : 'invalid';
    default:
      return `unknown kind ${kind}`;
  }
}

function withCard(part: JsonObject): JsonObject {
  return { cards: [{ summary: 'x', indicator: 'info', source: { label: 'x' }, ...part }] };
}

function verdictOfContext(file: string, context: JsonObject): string {
  if (context['userId'] === undefined) return 'valid'; // a made-up hook's context, shown for its types
  const hook = (['encounter-start', 'encounter-discharge', 'order-select', 'order-sign'] as const).find((name) =>
    file.startsWith(name),
  );
  const problems = new Problems();
  checkContext(hook ?? 'patient-view', context, problems);
  return verdictOf(problems.found);
}

function verdictOfTemplates(templates: Record<string, string>, today: Day): string {
  const context = {
    patientId: '123',
    userId: 'PractitionerRole/7',
    draftOrders: { resourceType: 'Bundle', entry: [] },
  };
  for (const template of Object.values(templates)) {
    if (lintTemplate(template).length > 0) return 'lint';
    if (fillTemplate(template, { context, today })?.includes('{{')) return 'a raw token is left';
  }
  return 'valid';
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
