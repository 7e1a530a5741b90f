/** Those who wait for the end of a period, by its length in ms. */
const beats = new Map<number, { readonly waiting: Set<() => void>; timer: ReturnType<typeof setTimeout> }>();

/** A listener that is called calmly, and the end of it. */
export interface Beat {
  /** Asks to be called at the end of the running period. */
  readonly soon: () => void;
  readonly end: () => void;
}

/**
 * Calls a listener at most once every `everyMs`, together with all others of the same period: what they show is
 * drawn in one pass, and the page is laid out once for all of them.
 */
export function createBeat(everyMs: number, listener: () => void): Beat {
  // Its own function: the same listener may be given twice.
  const call = () => listener();
  return { soon: () => wait(everyMs, call), end: () => stopWaiting(everyMs, call) };
}

function wait(everyMs: number, call: () => void): void {
  const beat = beats.get(everyMs);
  if (beat !== undefined) beat.waiting.add(call);
  else beats.set(everyMs, { waiting: new Set([call]), timer: setTimeout(() => fire(everyMs), everyMs) });
}

function fire(everyMs: number): void {
  const waiting = beats.get(everyMs)?.waiting ?? [];
  beats.delete(everyMs);
  for (const call of waiting) call();
}

function stopWaiting(everyMs: number, call: () => void): void {
  const beat = beats.get(everyMs);
  if (beat === undefined) return;
  beat.waiting.delete(call);
  if (beat.waiting.size > 0) return;
  clearTimeout(beat.timer);
  beats.delete(everyMs);
}
