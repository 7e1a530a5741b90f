/** The code of a request that was kept back so that the limits of its venue are kept: nothing of it has left. */
export const HELD_OFF = 'HELD_OFF';

/** Whether a request was turned away on our own side, under such a code: its venue has said nothing by it. */
export const isOwnRefusal = (venueCode: string): boolean =>
  venueCode === HELD_OFF ||
  venueCode === 'CLOSED' ||
  venueCode.startsWith('NOT_SENT') ||
  venueCode.endsWith('_HERE');
