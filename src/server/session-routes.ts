import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { readParams } from '../actions/read-params.ts';
import { type Actor, ROLES } from '../community/roles.ts';
import { Type, text } from '../core/schema.ts';
import type { Identity, Session } from './identity.ts';
import { notFromOurPages, notSignedIn, signInRefused } from './problem.ts';

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

/** Sign-in, sign-out, first run and "who am I". */
export function sessionRoutes(
  app: FastifyInstance,
  identity: Identity,
  about: () => { node: { name: string; isSimulated: boolean }; version: string },
): void {
  const meOf = async (actor: Actor | undefined) => ({
    signedIn: actor ?? null,
    needsSetup: actor ? false : await identity.needsSetup(),
    ...about(),
  });
  const tags = ['session'];

  app.get(
    '/api/me',
    { schema: { operationId: 'me', tags, summary: 'Who is signed in', response: { 200: Me } } },
    async (request) => meOf(await actorOf(request, identity)),
  );

  app.post(
    '/api/sign-in',
    {
      config: FEW_TRIES,
      schema: { operationId: 'sign-in', tags, summary: 'Begin a session', body: SignIn, response: { 200: Me } },
    },
    async (request, reply) => {
      mustComeFromOurPages(request);
      const { name, password } = readParams({ id: 'sign-in', params: SignIn }, request.body);
      const session = await identity.signIn(name, password);
      if (!session) throw signInRefused({});
      return begin(reply, session, meOf);
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
      return begin(reply, await identity.setUp(readParams({ id: 'setup', params: SetUp }, request.body)), meOf);
    },
  );

  app.post(
    '/api/sign-out',
    { schema: { operationId: 'sign-out', tags, summary: 'End the session', response: { 200: Me } } },
    async (request, reply) => {
      mustComeFromOurPages(request);
      const token = request.cookies[COOKIE];
      if (token) await identity.signOut(token);
      reply.clearCookie(COOKIE, { path: '/' });
      return meOf(undefined);
    },
  );
}

/** The person whose session the request carries; undefined if none. */
export async function actorOf(request: FastifyRequest, identity: Identity): Promise<Actor | undefined> {
  const token = request.cookies[COOKIE];
  return token ? identity.actorOf(token) : undefined;
}

/** The same, or a refusal. */
export async function mustBeSignedIn(request: FastifyRequest, identity: Identity): Promise<Actor> {
  const actor = await actorOf(request, identity);
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

function begin<Answer>(
  reply: FastifyReply,
  session: Session,
  meOf: (actor: Actor) => Promise<Answer>,
): Promise<Answer> {
  reply.setCookie(COOKIE, session.token, {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: 'auto',
    expires: session.expiresAt,
  });
  return meOf(session.actor);
}
