import { join } from 'node:path';
import { openCdsDoor } from '../actions/cds-door.ts';
import type { AnyAction } from '../actions/run-action.ts';
import { offerSetup } from '../community/first-run.ts';
import type { Effects } from '../core/effects.ts';
import { defineFault } from '../core/fault.ts';
import { packageRoot } from '../engine/store/package-root.ts';
import type { Settings } from '../engine/store/workspace.ts';
import { announceUrl } from '../engine/store/workspace-lock.ts';
import type { Globals, OwnCommand } from './program.ts';
import type { OpenNode, OwnTools } from './run-cli.ts';

export const portUnreadable = defineFault(
  'cli/port-unreadable',
  'bad-input',
  () => '--port is not a whole number from 1 to 65535',
  'Leave --port out to get the next free one from 8080 on.',
);

/** Flags of everything that serves. */
export const SERVE_FLAGS = [
  { typed: '--port <number>', help: 'the port; preset: the next free one from 8080 on' },
  { typed: '--host <address>', help: 'the address to listen at; preset: 127.0.0.1, this machine only' },
  { typed: '--behind-proxy', help: 'believe X-Forwarded-* headers: only behind a proxy that sets them' },
] as const;

/** `rondo up`: opens the node and serves its pages, its API and its decision support until told to stop. */
export function upCommand(tools: OwnTools, actions: readonly AnyAction[], version: string): OwnCommand {
  return {
    name: 'up',
    summary: 'Serves the web pages, the API and decision support of a node until Ctrl-C.',
    example: 'rondo up --port 8080',
    flags: SERVE_FLAGS,
    async run(typed, globals) {
      const effects = tools.effectsFor(globals);
      portOf(typed['port']); // before anything is opened
      const node = await tools.openNode(tools.folderOf(globals), effects);
      await serve(tools, { node, effects, actions, version, typed, globals });
    },
  };
}

/** Serves an opened node, says where, and returns once told to stop and closed. */
export async function serve(
  tools: OwnTools,
  what: {
    node: OpenNode;
    effects: Effects;
    actions: readonly AnyAction[];
    version: string;
    typed: Record<string, unknown>;
    globals: Globals;
  },
): Promise<void> {
  const { node, effects, actions, version, typed, globals } = what;
  // Only here: commands that do not serve start half a second sooner without the web framework.
  const [{ createServer }, { listen }] = await Promise.all([
    import('../server/create-server.ts'),
    import('../server/listen.ts'),
  ]);
  const { workspace, ledger } = node;
  let url = '';
  const cds = await openCdsDoor(
    { workspace, ledger, effects },
    { ticks: () => performance.now(), publicUrl: () => publicUrlOf(workspace.settings) ?? url },
  );
  const writing = setInterval(() => void cds.flush().catch(() => {}), COUNTS_EVERY_MS); // kept and tried again
  const eachMinute = () => Promise.all([cds.bind(), cds.watch()]);
  const watching = setInterval(() => void eachMinute().catch(() => {}), MINUTE_MS); // the next minute makes up for it
  const app = await createServer({
    ...{ actions, version, effects, workspace, ledger, cds },
    webFolder: join(packageRoot(), 'dist/web'),
    isBehindProxy: typed['behindProxy'] === true,
  });
  try {
    const host = typeof typed['host'] === 'string' ? typed['host'] : '127.0.0.1';
    url = await listen(app, { host, port: portOf(typed['port']) });
    await announceUrl(workspace, url);
    const token = await offerSetup(ledger, effects);
    // After the # it never leaves the browser: no server log, no Referer header.
    const setupUrl = token === undefined ? undefined : `${url}/#token=${token}`;
    tools.out(globals.json ? `${JSON.stringify({ url, setupUrl })}\n` : sayWhere(node, url, setupUrl));
    await tools.untilInterrupted();
  } finally {
    clearInterval(writing);
    clearInterval(watching);
    await app.close();
    await cds.flush();
    await cds.bind();
  }
}

const COUNTS_EVERY_MS = 5_000;
const MINUTE_MS = 60_000;

/** `settings.extra.publicUrl`: how the outside calls a node that stands behind a proxy. */
function publicUrlOf(settings: Settings): string | undefined {
  const given = settings.extra?.['publicUrl'];
  return typeof given === 'string' ? given.replace(/\/$/, '') : undefined;
}

export function portOf(typed: unknown): number | undefined {
  if (typed === undefined) return undefined;
  const port = Number(typed);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw portUnreadable({});
  return port;
}

function sayWhere(node: OpenNode, url: string, setupUrl: string | undefined): string {
  const first = setupUrl ? `Nobody has an account yet. Make the first one at:\n\n  ${setupUrl}\n\n` : '';
  return `${node.workspace.settings.name} is at ${url}\n${first}Ctrl-C stops it.\n`;
}
