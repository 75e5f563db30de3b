import { cdsCard } from './cds-card.ts';
import { teamFeedback } from './team-feedback.ts';

/** Every channel by the name that advice gives it. */
export const CHANNELS = { 'cds-card': cdsCard, 'team-feedback': teamFeedback } as const;
