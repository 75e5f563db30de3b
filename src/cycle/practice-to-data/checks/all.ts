import type { Check } from '../define-check.ts';
import { afterDeath } from './after-death.ts';
import { beforeBirth } from './before-birth.ts';
import { duplicates } from './duplicates.ts';
import { endBeforeStart } from './end-before-start.ts';
import { foreignKeys } from './foreign-keys.ts';
import { halfBloodPressure } from './half-blood-pressure.ts';
import { implausibleValues } from './implausible-values.ts';
import { inTheFuture } from './in-the-future.ts';
import { lateArrivals } from './late-arrivals.ts';
import { minorityUnits } from './minority-units.ts';
import { peopleWithoutEvents } from './people-without-events.ts';
import { quarantinedLines } from './quarantined-lines.ts';
import { requiredFields } from './required-fields.ts';
import { silentCodeSystem } from './silent-code-system.ts';
import { uncodedEvents } from './uncoded-events.ts';
import { uniqueKeys } from './unique-keys.ts';
import { unitMissing } from './unit-missing.ts';
import { unitMixUp } from './unit-mix-up.ts';
import { unmappedCodes } from './unmapped-codes.ts';
import { unresolvedReferences } from './unresolved-references.ts';
import { visitWithoutEnd } from './visit-without-end.ts';
import { volumeDrop } from './volume-drop.ts';

/** Every check of a snapshot, in the order of the report. */
export const CHECKS: readonly Check[] = [
  foreignKeys,
  requiredFields,
  uniqueKeys,
  beforeBirth,
  afterDeath,
  inTheFuture,
  endBeforeStart,
  implausibleValues,
  unitMixUp,
  minorityUnits,
  unitMissing,
  visitWithoutEnd,
  volumeDrop,
  silentCodeSystem,
  uncodedEvents,
  unmappedCodes,
  duplicates,
  halfBloodPressure,
  lateArrivals,
  quarantinedLines,
  unresolvedReferences,
  peopleWithoutEvents,
];
