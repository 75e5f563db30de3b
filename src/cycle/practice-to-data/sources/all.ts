import type { Source } from '../define-source.ts';
import { fhirFolder } from './fhir-folder.ts';

/** Every source there is. A new one is a file and a line here. */
export const SOURCES: readonly Pick<Source, 'id' | 'title' | 'params'>[] = [fhirFolder];
