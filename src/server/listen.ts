import type { FastifyInstance } from 'fastify';
import { defineFault } from '../core/fault.ts';

export const portTaken = defineFault(
  'server/port-taken',
  'conflict',
  (d: { port: number }) => `port ${d.port} is taken by another program`,
  'Choose another with --port, or leave --port out to get the next free one.',
);

export const portRefused = defineFault(
  'server/port-refused',
  'unavailable',
  (d: { port: number; reason: string }) => `cannot listen on port ${d.port}: ${d.reason}`,
  'Choose another address or port with --host and --port.',
);

/** Where a server looks first, and how many ports further it goes. */
const FIRST_PORT = 8080;
const PORTS_TRIED = 50;

/**
 * Begins to listen and says where. A port that was asked for is taken or refused; without one, the first free port from
 * 8080 on is used.
 */
export async function listen(
  app: FastifyInstance,
  where: { host: string; port?: number | undefined },
): Promise<string> {
  const first = where.port ?? FIRST_PORT;
  const last = where.port === undefined ? first + PORTS_TRIED : first;
  for (let port = first; ; port++) {
    try {
      return await app.listen({ host: where.host, port });
    } catch (thrown) {
      const reason = (thrown as NodeJS.ErrnoException).code ?? 'unknown reason';
      if (reason !== 'EADDRINUSE') throw portRefused({ port, reason }, thrown);
      if (port >= last) throw portTaken({ port }, thrown);
    }
  }
}
