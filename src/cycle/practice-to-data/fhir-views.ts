import type { Digest } from '../../core/digest.ts';
import { type CompiledView, compileView } from '../../engine/fhir/view.ts';
import { readLibrary } from '../../engine/store/library.ts';

export interface LibraryView {
  /** = file name */
  readonly id: string;
  readonly digest: Digest;
  readonly compiled: CompiledView;
}

/** Every ViewDefinition of library/views, compiled. One reading serves the loader and the bedside. */
export function libraryViews(): ReadonlyMap<string, LibraryView> {
  return new Map(
    readLibrary('views').map(({ id, digest, json }) => [id, { id, digest, compiled: compileView(json) }] as const),
  );
}
