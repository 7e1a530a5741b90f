/** Those who wait for the end of a period, by its length in ms. */
const beats = new Map<number, { readonly waiting: Set<() => void>; timer: ReturnType<typeof setTimeout> }>();

/** A feed that was drawn so lately, in ms, will be drawn again soon. */
const LATELY_MS = 100;

/** Periods that are over and wait for the feed to be drawn. */
const over = new Set<number>();
let feedDrawnAt = -Infinity;

/**
 * The feed was just drawn: periods that are over end right after this frame. What they change is laid out in a frame
 * in between, not together with a whole book.
 */
export function feedWasDrawn(): void {
  feedDrawnAt = performance.now();
  if (over.size === 0) return;
  const periods = [...over];
  over.clear();
  setTimeout(() => periods.forEach(fire), 0);
}

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
  else beats.set(everyMs, { waiting: new Set([call]), timer: setTimeout(() => end(everyMs), everyMs) });
}

/** The period is over: its listeners are called, after the next picture of the feed where one is to be expected. */
function end(everyMs: number): void {
  const beat = beats.get(everyMs);
  if (beat === undefined || performance.now() - feedDrawnAt > LATELY_MS) return fire(everyMs);
  over.add(everyMs);
  beat.timer = setTimeout(() => fire(everyMs), LATELY_MS);
}

function fire(everyMs: number): void {
  const beat = beats.get(everyMs);
  if (beat === undefined) return;
  clearTimeout(beat.timer);
  over.delete(everyMs);
  beats.delete(everyMs);
  for (const call of beat.waiting) call();
}

function stopWaiting(everyMs: number, call: () => void): void {
  const beat = beats.get(everyMs);
  if (beat === undefined) return;
  beat.waiting.delete(call);
  if (beat.waiting.size > 0) return;
  clearTimeout(beat.timer);
  over.delete(everyMs);
  beats.delete(everyMs);
}
