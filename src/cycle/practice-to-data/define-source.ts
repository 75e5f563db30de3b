import type { Effects } from '../../core/effects.ts';
import type { Static, TObject, TProperties } from '../../core/schema.ts';
import type { Received } from '../../engine/store/raw-receive.ts';
import type { Workspace } from '../../engine/store/workspace.ts';

/** Where a source puts what it receives. */
export interface SourceWorld {
  readonly workspace: Workspace;
  readonly effects: Effects;
}

/**
 * One way in which records reach a node. A source only receives: it puts the bytes into `raw/`, journalled, before it says
 * that it has them. Reading, admission and mapping are the same for every source.
 */
export interface Source<Params extends TProperties = TProperties> {
  /** = file name */
  readonly id: string;
  readonly title: string;
  readonly params: TObject<Params>;
  /**
   * @param feed the name of the feed; records of two feeds never share a person
   * @returns what is now held; durable. Killed and called again it goes on where it stood and brings nothing twice
   */
  receive(params: Static<TObject<Params>>, feed: string, world: SourceWorld): Promise<Received>;
}

/** Declares a source; the type of its parameters follows from their schema. */
export function defineSource<const Params extends TProperties>(source: Source<Params>): Source<Params> {
  return source;
}
