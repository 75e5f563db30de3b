import { agreeJudge } from './agree.ts';
import { cdsHooksJudge } from './cds-hooks.ts';
import { feedbackVectorsJudge } from './feedback-vectors.ts';
import { loadJudge } from './load.ts';
import { sqlOnFhirJudge } from './sql-on-fhir.ts';

/** What a judge says of a folder. */
export interface Verdict {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly lines: readonly string[];
}

/** One judge: `npm run judge -- SUITE DIR …`. */
export interface Judge {
  readonly suite: string;
  readonly usage: string;
  run(args: readonly string[]): Promise<Verdict>;
}

/** Every judge there is. Each takes any folder of the shape of the shared one. */
export const JUDGES: readonly Judge[] = [agreeJudge, cdsHooksJudge, feedbackVectorsJudge, loadJudge, sqlOnFhirJudge];
