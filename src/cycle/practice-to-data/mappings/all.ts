import type { EventMapping } from '../event-mapping.ts';
import { condition } from './condition.ts';
import { immunization, medicationRequest } from './drug.ts';
import { measurement, measurementComponent } from './measurement.ts';
import { observation, observationComponent, questionnaireAnswer } from './observation.ts';
import { procedure } from './procedure.ts';
import { visit } from './visit.ts';

/** Every way a record becomes an event. Visits stand first: the others refer to them. */
export const EVENT_MAPPINGS: readonly EventMapping[] = [
  visit,
  condition,
  medicationRequest,
  immunization,
  procedure,
  measurement,
  measurementComponent,
  observation,
  observationComponent,
  questionnaireAnswer,
];
