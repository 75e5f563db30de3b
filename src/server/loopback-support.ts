import type { DecisionSupportClient } from '../actions/action.ts';
import type { CdsDoor } from '../actions/cds-door.ts';
import { createServer, type ServerParts } from './create-server.ts';

/**
 * The node's real decision support on a port of this machine that only lives as long as the client: how the synthetic
 * hospital's EHR calls it, over HTTP and through every check a real client meets.
 */
export async function loopbackSupport(parts: Omit<ServerParts, 'cds'>, cds: CdsDoor): Promise<DecisionSupportClient> {
  const app = await createServer({ ...parts, cds });
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  const post = async (path: string, body: unknown) => {
    const answer = await fetch(`${address}/cds-services/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(30_000),
    });
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? null : (JSON.parse(text) as unknown) };
  };
  return {
    discover: async () =>
      (await fetch(`${address}/cds-services`, { redirect: 'error', signal: AbortSignal.timeout(30_000) })).json(),
    call: (service, request) => post(service, request),
    feedback: (service, feedback) => post(`${service}/feedback`, feedback),
    close: async () => {
      await app.close();
      await cds.flush();
    },
  };
}
