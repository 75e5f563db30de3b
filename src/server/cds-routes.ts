import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { CdsAnswer, CdsCall, CdsDoor } from '../actions/cds-door.ts';

/** Prefetched records of one person can be large. */
const BODY_LIMIT_BYTES = 16 * 1024 * 1024;

/** `/cds-services`, as CDS Hooks 2.0 names the addresses, with CORS for the origins on the list only. */
export function cdsRoutes(app: FastifyInstance, door: CdsDoor): void {
  const schema = { hide: true }; // described by the CDS Hooks standard, not by our API description
  const options = { schema, bodyLimit: BODY_LIMIT_BYTES, preHandler: cors(door) };
  const call = (request: FastifyRequest): CdsCall => ({
    body: request.body,
    authorization: request.headers.authorization,
  });
  const service = (request: FastifyRequest): string => (request.params as { service: string }).service; // from the route

  app.get('/cds-services', options, async (_request, reply) => send(reply, await door.services()));
  app.post('/cds-services/:service', options, async (request, reply) =>
    send(reply, await door.answer(service(request), call(request))),
  );
  app.post('/cds-services/:service/feedback', options, async (request, reply) =>
    send(reply, await door.feedback(service(request), call(request))),
  );
  for (const url of ['/cds-services', '/cds-services/:service', '/cds-services/:service/feedback']) {
    app.options(url, options, async (_request, reply) => reply.code(204).send());
  }
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
