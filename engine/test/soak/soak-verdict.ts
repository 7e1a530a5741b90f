import { type LineFit, RollingRegression } from '../../numerics/rolling-regression.ts';
import type { SoakMinute } from './soak-line.ts';

const MIB = 2 ** 20;
const MINUTES_AN_HOUR = 60;
/** What one minute holds depends on those before it: lags of the slope's standard error, in minutes. */
const LAGS = 5;
const LARGEST_SLOPE_MIB_PER_HOUR = 1;
const LARGEST_LOOP_DELAY_MS = 20;

/** What the minutes of a soak come to, those of the warm-up left out. */
export interface SoakVerdict {
  readonly minutes: number;
  /** Least squares through the heap after each minute, and its Newey-West standard error. */
  readonly heapMiBPerHour: number;
  readonly heapErrorMiBPerHour: number;
  /** The same of the market that is kept in arrays, which grows until it is as long as is kept. */
  readonly arrayMiBPerHour: number;
  /** Handles by kind, least and most at the end of a minute. */
  readonly handles: Readonly<Record<string, readonly [least: number, most: number]>>;
  /** Median and largest of what 99 % of the loop's turns stayed below in a minute. */
  readonly loopP99Ms: { readonly median: number; readonly largest: number };
  /** Whether the heap grows by no more than 1 MiB an hour and half the minutes have a loop delay below 20 ms. */
  readonly holds: boolean;
}

/** Judges a soak by its minutes; the first `warm` of them are not counted. */
export function soakVerdict(measured: readonly SoakMinute[], warm: number): SoakVerdict {
  const counted = measured.slice(warm);
  const heap = lineThrough(counted.map(({ heapBytes }) => heapBytes));
  const arrays = lineThrough(counted.map(({ arrayBytes }) => arrayBytes));
  const heapMiBPerHour = heap?.slope ?? NaN;
  const p99s = counted.map(({ loopMs }) => loopMs.p99).toSorted((a, b) => a - b);
  const loopP99Ms = { median: p99s[p99s.length >> 1] ?? NaN, largest: p99s.at(-1) ?? NaN };
  return {
    minutes: counted.length,
    heapMiBPerHour,
    heapErrorMiBPerHour: heap?.slopeError ?? NaN,
    arrayMiBPerHour: arrays?.slope ?? NaN,
    handles: handlesOf(counted),
    loopP99Ms,
    holds: heapMiBPerHour <= LARGEST_SLOPE_MIB_PER_HOUR && loopP99Ms.median <= LARGEST_LOOP_DELAY_MS,
  };
}

/** The line through what was held after each minute, in MiB by hours. */
function lineThrough(bytes: readonly number[]): LineFit | undefined {
  const line = new RollingRegression(Math.max(3, bytes.length), LAGS);
  for (const [minute, held] of bytes.entries()) line.push(minute / MINUTES_AN_HOUR, held / MIB);
  return line.fit();
}

function handlesOf(minutes: readonly SoakMinute[]): Record<string, [number, number]> {
  const ranges: Record<string, [number, number]> = {};
  const kinds = new Set(minutes.flatMap(({ handles }) => Object.keys(handles)));
  for (const kind of kinds) {
    const counts = minutes.map(({ handles }) => handles[kind] ?? 0);
    ranges[kind] = [Math.min(...counts), Math.max(...counts)];
  }
  return ranges;
}
