import type { Context } from '../actions/action.ts';
import { type AnyAction, runAction } from '../actions/run-action.ts';
import { ROLES } from '../community/roles.ts';
import type { Effects, LogLine } from '../core/effects.ts';
import { type NodeEffects, nodeEffects } from '../effects/node.ts';
import { EXIT_CODES, exitCodeOf } from './exit-codes.ts';
import { buildProgram, CommanderError, faultOfUsage, type Globals, HelpAsked, type OwnCommand } from './program.ts';
import { progressLines } from './progress-lines.ts';
import { sayFault } from './say-fault.ts';
import { goOnInItsOwnTime, simulationOf } from './simulation.ts';

/** An opened node: what actions work on, and how to let go of it. */
export interface OpenNode extends Pick<Context, 'workspace' | 'ledger'> {
  /** closes the ledger, stops the private cluster and releases the lock; may be called twice */
  close(): Promise<void>;
}

/** Everything the command line needs from outside, so that tests can run it without a process. */
export interface CliWorld {
  out(text: string): void;
  err(text: string): void;
  /** is stderr a terminal whose line can be rewritten? */
  readonly isTerminal: boolean;
  readonly columns: number;
  readonly version: string;
  /** the name of the person at this machine */
  readonly user: string;
  /** where a node is when nobody says */
  readonly defaultWorkspace: string;
  openNode(folder: string, effects: Effects): Promise<OpenNode>;
  readonly actions: readonly AnyAction[];
  ownCommands(tools: OwnTools): readonly OwnCommand[];
  /** calls back once when the person or the system asks to stop; returns how to stop listening */
  onInterrupt(stop: () => void): () => void;
}

/** What `init`, `start` and `up` are given. */
export interface OwnTools {
  out(text: string): void;
  effectsFor(globals: Globals): NodeEffects;
  folderOf(globals: Globals): string;
  contextOf(node: OpenNode, effects: NodeEffects, globals: Globals): Context;
  openNode(folder: string, effects: Effects): Promise<OpenNode>;
  /** closes this node too when the command ends, however it ends */
  keep(node: OpenNode): OpenNode;
  /** shows a result of a step on the way: as words on stdout, and not at all with --json */
  said(globals: Globals, action: AnyAction, result: unknown): void;
  /** resolves when the person or the system asks to stop */
  untilInterrupted(): Promise<void>;
}

/**
 * Runs one command line and returns its exit code. Results go to `out`, everything else to `err`; whatever was opened is
 * closed, also when interrupted.
 *
 * @param argv the words after `rondo`
 */
export async function runCli(argv: readonly string[], world: CliWorld): Promise<number> {
  let asJson = argv.includes('--json');
  let withStack = argv.includes('--debug');
  const open: OpenNode[] = [];
  const endProgress: (() => void)[] = [];
  let isInterrupted = false;
  let endsWhenTold = false; // a command that serves: being told to stop is how it ends well

  const effectsFor = (globals: Globals): NodeEffects => {
    asJson = globals.json;
    withStack = globals.debug;
    const lines = progressLines({
      write: world.err,
      isTerminal: world.isTerminal,
      asJson: globals.json,
      now: () => performance.now(),
    });
    endProgress.push(lines.end);
    // What went as it should is for those who look for a fault; what did not is for everybody.
    const isHeard = (line: LogLine) => globals.debug || globals.json || line.level !== 'info';
    const log = (line: LogLine) => (isHeard(line) ? world.err(`${sayLog(line, globals.json)}\n`) : undefined);
    return nodeEffects({ progress: lines.report, log });
  };
  const folderOf = (globals: Globals): string => globals.workspace ?? world.defaultWorkspace;
  const contextOf = (node: OpenNode, effects: NodeEffects, globals: Globals): Context => ({
    ...(node === NO_NODE ? {} : simulationOf(node, effects, world)),
    get workspace() {
      return node.workspace;
    },
    get ledger() {
      return node.ledger;
    },
    effects,
    // Whoever may run programs on this machine may read its files: the operator plays every part, under their own name.
    actor: { id: 'operator', name: globals.as ?? world.user, roles: ROLES, practices: [] },
  });
  const keep = (node: OpenNode): OpenNode => {
    open.push(node);
    return node;
  };
  const openNode = async (folder: string, effects: NodeEffects) => {
    const node = keep(await world.openNode(folder, effects));
    goOnInItsOwnTime(node, effects);
    return node;
  };
  const said = (globals: Globals, action: AnyAction, result: unknown): void => {
    for (const end of endProgress) end();
    if (!globals.json) world.out(`${action.show(result as never).trimEnd()}\n\n`);
  };

  let stop: () => void = () => {};
  const interrupted = new Promise<void>((resolve) => {
    stop = world.onInterrupt(() => {
      isInterrupted = true;
      resolve();
    });
  });

  const untilInterrupted = (): Promise<void> => {
    endsWhenTold = true;
    return interrupted;
  };

  const program = buildProgram(
    world.actions,
    world.ownCommands({ out: world.out, effectsFor, folderOf, contextOf, openNode, keep, said, untilInterrupted }),
    {
      async action(action, params, globals) {
        const effects = effectsFor(globals);
        const node = action.needsNode === false ? NO_NODE : await openNode(folderOf(globals), effects);
        const result = await runAction(action, params, contextOf(node, effects, globals));
        for (const end of endProgress) end();
        world.out(
          globals.json ? `${JSON.stringify(result, null, 2)}\n` : `${action.show(result as never).trimEnd()}\n`,
        );
      },
    },
    world,
  );

  try {
    const work = program.parseAsync(argv, { from: 'user' });
    work.catch(() => {}); // when interrupted first, nobody else waits for it
    const first = await Promise.race([
      work.then(() => 'done' as const),
      interrupted.then(() => 'interrupted' as const),
    ]);
    // What serves ends by itself when told; an action is left where it stands and the node is closed under it.
    if (first === 'interrupted' && !endsWhenTold) return EXIT_CODES.interrupted.code;
    if (first === 'interrupted') await work;
    return EXIT_CODES.done.code;
  } catch (thrown) {
    for (const end of endProgress) end();
    if (isInterrupted && !endsWhenTold) return EXIT_CODES.interrupted.code;
    if (thrown instanceof HelpAsked) {
      world.out(thrown.command.helpInformation());
      return EXIT_CODES.done.code;
    }
    const fault = thrown instanceof CommanderError ? faultOfUsage(thrown) : thrown;
    if (fault === undefined) return EXIT_CODES.done.code;
    world.err(`${sayFault(fault, { asJson, withStack })}\n`);
    return exitCodeOf(fault);
  } finally {
    stop();
    for (const node of open.reverse()) await node.close();
  }
}

/** For actions that declare they need none; touching it is a bug of theirs. */
const NO_NODE: OpenNode = {
  get workspace(): never {
    throw new Error('an action that declares needsNode: false asked for the workspace');
  },
  get ledger(): never {
    throw new Error('an action that declares needsNode: false asked for the ledger');
  },
  close: async () => {},
};

function sayLog(line: LogLine, asJson: boolean): string {
  if (asJson) return JSON.stringify({ log: line });
  const facts = Object.entries(line.facts ?? {}).map(([name, value]) => `${name}=${value}`);
  return [line.level, line.code, ...facts].join(' ');
}
