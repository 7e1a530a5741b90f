/** Where the shared market stands, in ticks. */
const MIDDLE = 640_000;
const SWING = 300;
const SWING_MS = 7000;
/** Every so often, in seconds, it falls for one second far enough to set stops off. */
const FALL_EVERY_S = 13;
const FALL = 700;

/** The best bid of the market at a moment: venue and engine read it from the same clock. */
export function sharedBid(atMs: number): number {
  const wave = Math.round(SWING * Math.sin(atMs / SWING_MS));
  const isFalling = Math.floor(atMs / 1000) % FALL_EVERY_S === 0;
  return MIDDLE + wave - (isFalling ? FALL : 0);
}
