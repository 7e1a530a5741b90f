import { useState } from 'react';

/** Since when the venue is not reached, as of `now` by the page's clock in ms; undefined while it is. */
export function useUnreachedSince(isReached: boolean, now: number): number | undefined {
  const [since, setSince] = useState<number | undefined>(isReached ? undefined : now);
  if (isReached !== (since === undefined)) setSince(isReached ? undefined : now);
  return since;
}
