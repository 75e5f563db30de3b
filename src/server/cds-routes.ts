import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { CdsAnswer, CdsCall, CdsDoor } from '../actions/cds-door.ts';
import { callQueue, turns } from './call-queue.ts';

/** Prefetched records of one person can be large. */
const BODY_LIMIT_BYTES = 16 * 1024 * 1024;

/** A call whose turn has not come by then is answered with no cards. */
const DEADLINE_MS = 500;

/** An answer takes a few milliseconds: with so many before it, or an old one, a call would come near its 500. */
const LIMITS = { most: 32, few: 4, tooLongMs: 150 };

/** Calls that are parsed, judged and put on record at the same time. */
const WORKING = 3;

/** `/cds-services`, as CDS Hooks 2.0 names the addresses, with CORS for the origins on the list only. */
export function cdsRoutes(app: FastifyInstance, door: CdsDoor): void {
  // In a plug-in of their own: only these bodies are left as they came.
  app.register(async (own) => {
    const callOf = keptAsBytes(own);
    const inTurn = turns(WORKING);
    const schema = { hide: true }; // described by the CDS Hooks standard, not by our API description
    const options = { schema, bodyLimit: BODY_LIMIT_BYTES, preHandler: cors(door) };
    const { onRequest, onResponse, isStillWaited } = shedding(door);

    own.get('/cds-services', options, async (_request, reply) => send(reply, await door.services()));
    own.post('/cds-services/:service', { ...options, onRequest, onResponse }, async (request, reply) =>
      inTurn(async () => {
        if (!isStillWaited(reply)) return reply;
        return send(reply, await door.answer(serviceOf(request), await callOf(request, reply)));
      }),
    );
    own.post('/cds-services/:service/feedback', options, async (request, reply) =>
      send(reply, await door.feedback(serviceOf(request), await callOf(request, reply))),
    );
    for (const url of ['/cds-services', '/cds-services/:service', '/cds-services/:service/feedback']) {
      own.options(url, options, async (_request, reply) => reply.code(204).send());
    }
  });
}

function serviceOf(request: FastifyRequest): string {
  return (request.params as { service: string }).service; // from the route
}

/** JSON bodies stay bytes until their turn, and are then parsed as everywhere else. */
function keptAsBytes(own: FastifyInstance): (request: FastifyRequest, reply: FastifyReply) => Promise<CdsCall> {
  const parse = own.getDefaultJsonParser('error', 'error');
  own.addContentTypeParser('application/json', { parseAs: 'buffer' }, async (_request: unknown, body: Buffer) => body);
  return (request, reply) =>
    new Promise((resolve, reject) => {
      const { authorization } = request.headers;
      const rest = { authorization, waitedMs: reply.elapsedTime };
      const bytes = request.body;
      if (!(bytes instanceof Uint8Array)) return resolve({ ...rest, body: bytes });
      const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
      return parse(request, text, (error, body) => (error ? reject(error) : resolve({ ...rest, body, bytes })));
    });
}

/**
 * Under overload a call is answered with no cards before its body is read, so that those before it are answered well; and
 * so is one whose body takes longer to come than anybody would wait.
 */
function shedding(door: CdsDoor) {
  const queue = callQueue<FastifyReply>((reply) => reply.elapsedTime, LIMITS);
  const alarms = new WeakMap<FastifyReply, NodeJS.Timeout>();
  const turnAway = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    door.shed(serviceOf(request));
    await cors(door)(request, reply);
    return send(reply, { status: 200, body: { cards: [] } });
  };
  return {
    onRequest: async (request: FastifyRequest, reply: FastifyReply) => {
      if (!queue.enter(reply)) return turnAway(request, reply);
      const alarm = setTimeout(() => {
        if (!reply.sent) void turnAway(request, reply);
      }, DEADLINE_MS);
      alarms.set(reply, alarm);
      return undefined;
    },
    /** called when its turn has come: from now on the door keeps the time */
    isStillWaited: (reply: FastifyReply): boolean => {
      clearTimeout(alarms.get(reply));
      return !reply.sent;
    },
    onResponse: async (_request: FastifyRequest, reply: FastifyReply) => {
      clearTimeout(alarms.get(reply));
      queue.leave(reply);
    },
  };
}

function cors(door: CdsDoor) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    reply.header('vary', 'Origin');
    const origin = request.headers.origin;
    if (origin === undefined || !door.allowedOrigins.includes(origin)) return;
    reply.headers({
      'access-control-allow-origin': origin,
      'access-control-allow-methods': 'GET, POST, OPTIONS',
      'access-control-allow-headers': 'authorization, content-type',
      'access-control-expose-headers': 'origin, location, content-location, etag, x-request-id',
      'access-control-max-age': '600',
      'cross-origin-resource-policy': 'cross-origin',
    });
  };
}

function send(reply: FastifyReply, answer: CdsAnswer): FastifyReply {
  reply.code(answer.status).header('cache-control', 'no-store');
  return answer.body === undefined ? reply.send() : reply.type('application/json; charset=utf-8').send(answer.body);
}
