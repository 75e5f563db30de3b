import { join } from 'node:path';
import type { Simulation } from '../actions/action.ts';
import type { AnyAction } from '../actions/run-action.ts';
import type { NodeEffects } from '../effects/node.ts';
import { packageRoot } from '../engine/store/package-root.ts';
import type { OpenNode } from './run-cli.ts';

/** A simulated node lives in a time of its own, which goes on from where it stood. */
export function goOnInItsOwnTime(node: OpenNode, effects: NodeEffects): void {
  const { isSimulated, simulatedNow } = node.workspace.settings;
  if (isSimulated && simulatedNow !== undefined) effects.moveTo(new Date(simulatedNow));
}

/** What the simulated world may do to its own node; nothing at all on any other. */
export function simulationOf(
  node: OpenNode,
  effects: NodeEffects,
  program: { readonly version: string; readonly actions: readonly AnyAction[] },
): { readonly simulation?: Simulation } {
  if (!node.workspace.settings.isSimulated) return {};
  return {
    simulation: {
      moveTo: effects.moveTo,
      async openDecisionSupport() {
        const { workspace, ledger } = node;
        const [{ openCdsDoor }, { loopbackSupport }] = await Promise.all([
          import('../actions/cds-door.ts'),
          import('../server/loopback-support.ts'),
        ]);
        const cds = await openCdsDoor(
          { workspace, ledger, effects },
          { ticks: () => performance.now(), publicUrl: () => '' },
        );
        const webFolder = join(packageRoot(), 'dist/web');
        return loopbackSupport({ ...program, workspace, ledger, effects, webFolder }, cds);
      },
    },
  };
}
