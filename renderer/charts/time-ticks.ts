/** A mark on a time axis. */
export interface TimeTick {
  readonly x: number;
  readonly timeMs: number;
  /** What changed since the mark before: shown as a day, as minutes, or as seconds. */
  readonly shows: 'month' | 'day' | 'minute' | 'second';
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
];
const STEPS_MONTHS = [1, 3, 6, 12, 24, 60];
/** A month is at most this long. */
const MONTH_MS = 31 * DAY_MS;

/** Which period of equal length a moment lies in; two moments of one period have the same number. */
type PeriodOf = (timeMs: number) => number;

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
  const dayOf: PeriodOf = (timeMs) => Math.floor((timeMs + offsetMs) / DAY_MS);
  const { periodOf, usually } = stepsOf(wanted, offsetMs);

  const ticks: TimeTick[] = [];
  let before = timeAt(0);
  let shownDay = dayOf(before);
  for (let point = 1; point < count; point += 1) {
    const timeMs = timeAt(point);
    const isRound = periodOf(timeMs) !== periodOf(before);
    before = timeMs;
    if (!isRound || xAt(point) - (ticks.at(-1)?.x ?? -Infinity) < apartPx) continue;
    const isNewDay = dayOf(timeMs) !== shownDay && usually !== 'month';
    shownDay = dayOf(timeMs);
    ticks.push({ x: xAt(point), timeMs, shows: isNewDay ? 'day' : usually });
  }
  return ticks;
}

/** Round periods at least as long as wanted, and what a mark at one of them shows. */
function stepsOf(
  wanted: number,
  offsetMs: number,
): { readonly periodOf: PeriodOf; readonly usually: TimeTick['shows'] } {
  const stepMs = STEPS_MS.find((step) => step >= wanted);
  if (stepMs !== undefined) {
    const usually = stepMs >= DAY_MS ? 'day' : stepMs < 60_000 ? 'second' : 'minute';
    return { periodOf: (timeMs) => Math.floor((timeMs + offsetMs) / stepMs), usually };
  }
  const months = STEPS_MONTHS.find((step) => step * MONTH_MS >= wanted) ?? 120;
  const monthOf = (timeMs: number) => {
    const local = new Date(timeMs + offsetMs);
    return local.getUTCFullYear() * 12 + local.getUTCMonth();
  };
  return { periodOf: (timeMs) => Math.floor(monthOf(timeMs) / months), usually: 'month' };
}
