import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { readParams } from '../actions/read-params.ts';
import { setUp } from '../community/first-run.ts';
import { type Actor, ROLES } from '../community/roles.ts';
import { actorOfSession, createSession, endSession } from '../community/sessions.ts';
import { authenticate } from '../community/sign-in.ts';
import type { Effects } from '../core/effects.ts';
import { Type, text } from '../core/schema.ts';
import type { Ledger } from '../engine/store/ledger.ts';
import { notFromOurPages, notSignedIn } from './problem.ts';

const COOKIE = 'rondo_session';

const Person = Type.Object({
  id: Type.String(),
  name: Type.String(),
  roles: Type.Array(Type.Unsafe<(typeof ROLES)[number]>({ type: 'string', enum: [...ROLES] })),
  practices: Type.Array(Type.String()),
});

const Me = Type.Object({
  signedIn: Type.Union([Person, Type.Null()]),
  /** true until the first account exists */
  needsSetup: Type.Boolean(),
  node: Type.Object({ name: Type.String(), isSimulated: Type.Boolean() }),
  version: Type.String(),
});

const SignIn = Type.Object({
  name: text('the name of the account'),
  password: Type.String({ title: 'the password', maxLength: 400 }),
});

const SetUp = Type.Object({
  token: Type.String({ title: 'the one-time token shown where the server was started', maxLength: 400 }),
  name: text('your name'),
  password: Type.String({ title: 'a password of at least 12 characters', minLength: 12, maxLength: 400 }),
});

/** How often one address may try a password or a token. */
const FEW_TRIES = { rateLimit: { max: 10, timeWindow: '1 minute' } };

/** Where accounts and sessions are kept, and the clock they end by. */
export interface NodeOfSessions {
  readonly ledger: Ledger;
  readonly effects: Effects;
}

/** Sign-in, sign-out, first run and "who am I". */
export function sessionRoutes(
  app: FastifyInstance,
  node: NodeOfSessions,
  about: () => { node: { name: string; isSimulated: boolean }; version: string },
): void {
  const meOf = async (actor: Actor | undefined) => ({
    signedIn: actor ?? null,
    needsSetup: actor ? false : await hasNoAccount(node.ledger),
    ...about(),
  });
  const begin = async (reply: FastifyReply, actor: Actor) => {
    const { token, endsAt } = await createSession(node.ledger, node.effects, actor.id);
    // As a length of time: a simulated node lives at another date than the browser.
    const maxAge = Math.floor((endsAt.getTime() - node.effects.now().getTime()) / 1000);
    reply.setCookie(COOKIE, token, { path: '/', httpOnly: true, sameSite: 'strict', secure: 'auto', maxAge });
    return meOf(actor);
  };
  const tags = ['session'];

  app.get(
    '/api/me',
    { schema: { operationId: 'me', tags, summary: 'Who is signed in', response: { 200: Me } } },
    async (request) => meOf(await actorOf(request, node)),
  );

  app.post(
    '/api/sign-in',
    {
      config: FEW_TRIES,
      schema: { operationId: 'sign-in', tags, summary: 'Begin a session', body: SignIn, response: { 200: Me } },
    },
    async (request, reply) => {
      mustComeFromOurPages(request);
      const actor = await authenticate(
        node.ledger,
        node.effects,
        readParams({ id: 'sign-in', params: SignIn }, request.body),
      );
      return begin(reply, actor);
    },
  );

  app.post(
    '/api/setup',
    {
      config: FEW_TRIES,
      schema: { operationId: 'setup', tags, summary: 'Make the first account', body: SetUp, response: { 200: Me } },
    },
    async (request, reply) => {
      mustComeFromOurPages(request);
      const actor = await setUp(node.ledger, node.effects, readParams({ id: 'setup', params: SetUp }, request.body));
      return begin(reply, actor);
    },
  );

  app.post(
    '/api/sign-out',
    { schema: { operationId: 'sign-out', tags, summary: 'End the session', response: { 200: Me } } },
    async (request, reply) => {
      mustComeFromOurPages(request);
      const token = request.cookies[COOKIE];
      if (token) await endSession(node.ledger, token);
      reply.clearCookie(COOKIE, { path: '/' });
      return meOf(undefined);
    },
  );
}

/** The person whose session the request carries; undefined if none. */
export async function actorOf(request: FastifyRequest, node: NodeOfSessions): Promise<Actor | undefined> {
  const token = request.cookies[COOKIE];
  return token ? actorOfSession(node.ledger, node.effects, token) : undefined;
}

/** The same, or a refusal. */
export async function mustBeSignedIn(request: FastifyRequest, node: NodeOfSessions): Promise<Actor> {
  const actor = await actorOf(request, node);
  if (!actor) throw notSignedIn({});
  return actor;
}

/**
 * A change must carry a header that a browser adds for no other site without asking us first, and we never say yes. The
 * cookie is SameSite=Strict besides.
 */
export function mustComeFromOurPages(request: FastifyRequest): void {
  if (request.headers['x-rondo'] !== '1') throw notFromOurPages({});
}

async function hasNoAccount(ledger: Ledger): Promise<boolean> {
  return (await ledger.query('select 1 from account limit 1')).length === 0;
}
