/** The history both charts show: a million one-minute bars, almost two years. */
export const BENCH_BARS = 1_000_000;
export const BENCH_BEGIN_MS = Date.UTC(2022, 0, 1);
export const BENCH_SEED = 20_240_501;

/** Bars on screen while frames are timed. */
export const BENCH_SPANS = [300, 10_000, 1_000_000] as const;
/** Frames timed at each of them. */
export const BENCH_FRAMES = 240;
/** The same where a chart takes more than a second for each. */
export const BENCH_FEW_FRAMES = 6;
/** Zooming goes from so many bars to so many. */
export const BENCH_ZOOM = [30, 100_000] as const;
/** Steps of the wheel between them, 15 % each. */
export const BENCH_SWEEP = Math.ceil(Math.log(BENCH_ZOOM[1] / BENCH_ZOOM[0]) / Math.log(1.15));
