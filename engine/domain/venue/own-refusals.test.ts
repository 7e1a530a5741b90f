import { describe, expect, it } from 'vitest';
import type { VenueAnswer } from './venue-report.ts';
import { HELD_OFF, isOfVenue } from './own-refusals.ts';

const refused = (venueCode: string): VenueAnswer => ({ kind: 'refused', class: 'not-done', venueCode });

describe('an answer to a request', () => {
  it.each([HELD_OFF, 'CLOSED', 'NOT_SENT HOST_NOT_ALLOWED', 'FROZEN_HERE', 'TOO_OLD_HERE', 'TOO_SOON_HERE'])(
    'is none of the venue when it is refused here as %s',
    (code) => {
      expect(isOfVenue(refused(code))).toBe(false);
    },
  );

  it('is of the venue when it did it or turned it down under its own code, and of nobody when none came', () => {
    expect(isOfVenue({ kind: 'done' })).toBe(true);
    expect(isOfVenue(refused('110007'))).toBe(true);
    expect(isOfVenue({ kind: 'no-answer', because: 'no reply in time' })).toBe(false);
  });
});
