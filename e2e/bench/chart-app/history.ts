/** The history both charts show: a million one-minute bars, almost two years. */
export const BENCH_BARS = 1_000_000;
export const BENCH_BEGIN_MS = Date.UTC(2022, 0, 1);
export const BENCH_SEED = 20_240_501;

/** Bars on screen while frames are timed. */
export const BENCH_SPANS = [300, 10_000, 1_000_000] as const;
/** Frames timed at each of them. */
export const BENCH_FRAMES = 240;
/** The same where a chart takes about a second for each. */
export const BENCH_FEW_FRAMES = 12;
/** Steps of the wheel, 15 % each, from 30 bars to a million. */
export const BENCH_SWEEP = Math.ceil(Math.log(BENCH_BARS / 30) / Math.log(1.15));
