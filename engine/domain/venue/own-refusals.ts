import type { VenueAnswer } from './venue-report.ts';

/** The code of a request that was kept back so that the limits of its venue are kept: nothing of it has left. */
export const HELD_OFF = 'HELD_OFF';

/** Whether an answer is the venue's own word: neither none nor a refusal of our own side, under codes of ours. */
export const isOfVenue = (answer: VenueAnswer): boolean =>
  answer.kind !== 'no-answer' && !(answer.kind === 'refused' && isOwn(answer.venueCode));

const isOwn = (venueCode: string): boolean =>
  venueCode === HELD_OFF ||
  venueCode === 'CLOSED' ||
  venueCode.startsWith('NOT_SENT') ||
  venueCode.endsWith('_HERE');
