import type { Actor, Role } from '../community/roles.ts';
import type { Effects } from '../core/effects.ts';
import type { Static, TObject, TProperties, TSchema } from '../core/schema.ts';
import type { Ledger } from '../engine/store/ledger.ts';
import type { Workspace } from '../engine/store/workspace.ts';

/** What an action works with. Doors build it; actions never reach around it. */
export interface Context {
  readonly workspace: Workspace;
  readonly ledger: Ledger;
  readonly effects: Effects;
  readonly actor: Actor;
  /** only on a node whose records are simulated */
  readonly simulation?: Simulation;
}

/** What the simulated world may do to a node of its own: set its clock, and call its decision support as an EHR would. */
export interface Simulation {
  /** the node's clock goes on from this moment */
  moveTo(moment: Date): void;
  /** puts the real decision support on a port of this machine and calls it over HTTP */
  openDecisionSupport(): Promise<DecisionSupportClient>;
}

/** A CDS Hooks client. */
export interface DecisionSupportClient {
  /** the discovery document */
  discover(): Promise<unknown>;
  /** calls a service; `body` is the answer as JSON */
  call(service: string, request: unknown): Promise<{ readonly status: number; readonly body: unknown }>;
  feedback(service: string, feedback: unknown): Promise<{ readonly status: number }>;
  close(): Promise<void>;
}

/**
 * One thing a person can do. From this one declaration come the command, the HTTP route with its OpenAPI entry, the row in
 * the roles × actions table and the docs page.
 */
export interface Action<Params extends TProperties = TProperties, Gives extends TSchema = TSchema> {
  /** = file name, and the route: `/api/<id>` */
  readonly id: string;
  readonly title: string;
  /** one or two sentences for help and docs */
  readonly summary: string;
  /** the words typed after `rondo`; absent where it makes no sense at a terminal */
  readonly command?: string;
  /** which params the command takes by position, in order */
  readonly positional?: readonly (keyof Params & string)[];
  /** a whole command line that works */
  readonly example: string;
  /** who may do it; nobody else may, through any door */
  readonly roles: readonly Role[];
  /** true if it changes anything: POST instead of GET, never cached */
  readonly changes: boolean;
  /** true if its result speaks of single people: every run is audited */
  readonly aboutPeople: boolean;
  /** false where it touches neither workspace nor ledger: at a terminal it then runs without a node */
  readonly needsNode?: false;
  readonly params: TObject<Params>;
  readonly gives: Gives;
  run(params: Static<TObject<Params>>, context: Context): Promise<Static<Gives>>;
  /** the result as a person at a terminal reads it */
  show(result: Static<Gives>): string;
}

/** Declares an action; the types of params and result follow from their schemas. */
export function defineAction<const Params extends TProperties, const Gives extends TSchema>(
  action: Action<Params, Gives>,
): Action<Params, Gives> {
  return action;
}
