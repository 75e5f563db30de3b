import { existsSync } from 'node:fs';
import { join } from 'node:path';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import fastify, { type FastifyInstance } from 'fastify';
import type { Context } from '../actions/action.ts';
import type { CdsDoor } from '../actions/cds-door.ts';
import type { AnyAction } from '../actions/run-action.ts';
import { actionRoutes } from './action-routes.ts';
import { cdsRoutes } from './cds-routes.ts';
import { placeOf, problemOf, routeUnknown } from './problem.ts';
import { sessionRoutes } from './session-routes.ts';
import { isPageAddress, webPages } from './web-pages.ts';

/** What a server is made of. It opens nothing by itself: whoever makes it closes the rest. */
export interface ServerParts extends Omit<Context, 'actor'> {
  readonly actions: readonly AnyAction[];
  /** absent where the node gives no decision support */
  readonly cds?: CdsDoor;
  /** where Vite put the web app */
  readonly webFolder: string;
  readonly version: string;
  /** true behind a proxy that sets X-Forwarded-*: the cookie is then marked Secure where the outside is https */
  readonly isBehindProxy?: boolean;
}

/** The whole server, not yet listening: `inject` asks it without a port. */
export async function createServer(parts: ServerParts): Promise<FastifyInstance> {
  const app = fastify({
    bodyLimit: 1024 * 1024,
    // One hop: what a client wrote into X-Forwarded-For itself must not give it more tries at a password.
    trustProxy: parts.isBehindProxy ? (_address, hop) => hop === 0 : false,
    forceCloseConnections: 'idle',
    routerOptions: { ignoreTrailingSlash: true },
  });
  // runAction checks what comes in and what goes out, for every door alike; here the schemas only describe.
  app.setValidatorCompiler(() => () => true);
  app.setSerializerCompiler(() => (data) => JSON.stringify(data));
  app.setErrorHandler((thrown, request, reply) => {
    const problem = problemOf(thrown, parts.effects.uuid);
    if (problem.status >= 500) {
      const route = request.routeOptions.url ?? 'none';
      const facts = { code: problem.code, route, ...(problem.id ? { id: problem.id, place: placeOf(thrown) } : {}) };
      parts.effects.log({ level: 'error', code: 'server/request-failed', facts });
    }
    return reply.code(problem.status).type('application/problem+json').send(problem);
  });

  await app.register(cookie);
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: CONTENT_POLICY },
    strictTransportSecurity: { includeSubDomains: false }, // heeded over https only; other hosts are not ours
    frameguard: { action: 'deny' },
  });
  await app.register(rateLimit, { global: false });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Rondo',
        version: parts.version,
        description: 'Everything a person can do on this node. Changes carry the header `x-rondo: 1`.',
      },
    },
  });

  // Routes stand in a plug-in of their own: swagger and rate-limit see only what is registered after them.
  await app.register(async (inner) => {
    inner.addHook('onSend', async (request, reply) => {
      if (request.url.startsWith('/api')) reply.header('cache-control', 'no-store');
    });
    inner.get('/api', { schema: { hide: true } }, async () => app.swagger());
    inner.get('/health', { schema: { hide: true } }, async () => {
      await parts.ledger.query('select 1');
      return { status: 'ok', version: parts.version };
    });
    sessionRoutes(inner, parts, () => ({
      node: { name: parts.workspace.settings.name, isSimulated: parts.workspace.settings.isSimulated },
      version: parts.version,
    }));
    actionRoutes(inner, parts.actions, parts);
    if (parts.cds) cdsRoutes(inner, parts.cds);
  });

  await webPages(app, parts.webFolder);
  const hasPages = existsSync(join(parts.webFolder, 'index.html'));
  app.setNotFoundHandler((request, reply) => {
    if (hasPages && isPageAddress(request.method, request.url, request.headers.accept)) {
      return reply.header('cache-control', 'no-cache').sendFile('index.html', { cacheControl: false });
    }
    throw routeUnknown({});
  });
  await app.ready();
  return app;
}

/**
 * No script but our own files, no frames, no other hosts. Inline styles are allowed: the widget library sets them, and
 * without scripts they can do no more than look odd.
 */
const CONTENT_POLICY = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:'],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
  manifestSrc: ["'self'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
  baseUri: ["'none'"],
};
