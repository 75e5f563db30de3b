import type { Effects } from '../core/effects.ts';
import { openLedger } from '../engine/store/open-ledger.ts';
import { openWorkspace } from '../engine/store/open-workspace.ts';
import type { Workspace } from '../engine/store/workspace.ts';
import type { OpenNode } from './run-cli.ts';

/** Opens the node in this folder: takes its lock and starts (or adopts) its ledger. */
export async function openNode(folder: string, effects: Effects): Promise<OpenNode> {
  return withLedger(await openWorkspace(folder), effects);
}

/** A workspace just made or opened, with its ledger; `close` lets go of both, in that order, once. */
export async function withLedger(workspace: Workspace, effects: Effects): Promise<OpenNode> {
  try {
    const ledger = await openLedger(workspace, effects);
    let closing: Promise<void> | undefined;
    const closeBoth = async () => {
      try {
        await ledger.close();
      } finally {
        await workspace.close();
      }
    };
    return {
      workspace,
      ledger,
      close: () => {
        closing ??= closeBoth();
        return closing;
      },
    };
  } catch (error) {
    await workspace.close();
    throw error;
  }
}
