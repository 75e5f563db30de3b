import type { Digest } from '../../core/digest.ts';
import { type CompiledView, compileView } from '../../engine/fhir/view.ts';
import { readLibrary } from '../../engine/store/library.ts';
import { type Shape, shapeOf } from '../../engine/store/struct-shape.ts';

export interface LibraryView {
  /** = file name */
  readonly id: string;
  readonly digest: Digest;
  readonly compiled: CompiledView;
  /** what its resources must look like, as far as the view reads them */
  readonly shape: Shape;
}

/** Every ViewDefinition of library/views, compiled. One reading serves the loader and the bedside. */
export function libraryViews(): ReadonlyMap<string, LibraryView> {
  return new Map(
    readLibrary('views').map(({ id, digest, json }) => {
      const compiled = compileView(json);
      return [id, { id, digest, compiled, shape: shapeOf(compiled.duckDb().structType) }] as const;
    }),
  );
}
