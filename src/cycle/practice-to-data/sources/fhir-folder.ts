import { path, Type } from '../../../core/schema.ts';
import { receiveFhirFolder } from '../../../engine/store/raw-receive.ts';
import { defineSource } from '../define-source.ts';

/** A folder of FHIR R4 NDJSON, plain or gzip, with any names in any number of files: what a bulk export leaves. */
export const fhirFolder = defineSource({
  id: 'fhir-folder',
  title: 'A folder of FHIR R4 NDJSON',
  params: Type.Object({ folder: path('folder with NDJSON files, in sub-folders too') }),
  receive: ({ folder }, feed, world) => receiveFhirFolder(folder, feed, world),
});
