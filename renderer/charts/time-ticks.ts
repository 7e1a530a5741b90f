/** A mark on a time axis. */
export interface TimeTick {
  readonly x: number;
  readonly timeMs: number;
  /** What changed since the mark before: shown as a day, as minutes, or as seconds. */
  readonly shows: 'day' | 'minute' | 'second';
}

/** Times of points along an axis, oldest first, and the pixels where they begin. */
export interface TimedPoints {
  readonly count: number;
  readonly timeAt: (point: number) => number;
  readonly xAt: (point: number) => number;
}

const DAY_MS = 86_400_000;
const STEPS_MS = [
  1000,
  5000,
  15_000,
  30_000,
  60_000,
  300_000,
  900_000,
  1_800_000,
  3_600_000,
  7_200_000,
  14_400_000,
  21_600_000,
  43_200_000,
  DAY_MS,
  2 * DAY_MS,
  7 * DAY_MS,
  14 * DAY_MS,
  30 * DAY_MS,
  91 * DAY_MS,
  365 * DAY_MS,
];

/**
 * Marks where a round time has passed, at least `apartPx` from each other. Points need not be evenly spaced
 * in time: bars by activity stand close in quiet hours, and a mark stands where the first point after a
 * round time is. `offsetMs` is what local time is ahead of UTC, so that days begin at local midnight.
 */
export function timeTicks(points: TimedPoints, apartPx: number, offsetMs: number): readonly TimeTick[] {
  const { count, timeAt, xAt } = points;
  if (count < 2) return [];
  const width = xAt(count - 1) - xAt(0);
  const most = Math.max(1, Math.floor(width / apartPx));
  const wanted = (timeAt(count - 1) - timeAt(0)) / most;
  const stepMs = STEPS_MS.find((step) => step >= wanted) ?? Math.ceil(wanted / (365 * DAY_MS)) * 365 * DAY_MS;
  const periodOf = (timeMs: number, lengthMs: number) => Math.floor((timeMs + offsetMs) / lengthMs);

  const ticks: TimeTick[] = [];
  let before = timeAt(0);
  let shownDay = periodOf(before, DAY_MS);
  for (let point = 1; point < count; point += 1) {
    const timeMs = timeAt(point);
    const isRound = periodOf(timeMs, stepMs) !== periodOf(before, stepMs);
    before = timeMs;
    if (!isRound || xAt(point) - (ticks.at(-1)?.x ?? -Infinity) < apartPx) continue;
    const day = periodOf(timeMs, DAY_MS);
    const shows = day !== shownDay || stepMs >= DAY_MS ? 'day' : stepMs < 60_000 ? 'second' : 'minute';
    shownDay = day;
    ticks.push({ x: xAt(point), timeMs, shows });
  }
  return ticks;
}
