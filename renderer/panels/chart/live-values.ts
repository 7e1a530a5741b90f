import type { ChartColumns } from '../../../engine/contract/chart-commands.ts';
import type { IndicatorValues } from './drawn-indicator.ts';

/** Values of a formula in the order in which they came; NaN where there was none. */
export interface LiveSamples {
  readonly timesMs: readonly number[];
  readonly values: readonly number[];
}

/** The samples with those of an update that are newer, at most `most` of them. */
export function withNewer(
  known: LiveSamples = { timesMs: [], values: [] },
  update: { readonly timesMs: Float64Array; readonly values: Float64Array },
  most: number,
): LiveSamples {
  // The newest of the update before may have changed: its second went on.
  const kept = Math.max(0, known.timesMs.length - 1);
  const since = known.timesMs[kept] ?? -Infinity;
  const from = update.timesMs.findIndex((time) => time >= since);
  if (from < 0) return known;
  const joined = (before: readonly number[], now: Float64Array) =>
    [...before.slice(0, kept), ...now.subarray(from)].slice(-most);
  return {
    timesMs: joined(known.timesMs, update.timesMs),
    values: joined(known.values, update.values),
  };
}

/**
 * The last sample of each bar as a line, and that of the bar that is open one place further. A bar in which
 * nothing came has no value.
 */
export function liveValues(
  { timesMs, values }: LiveSamples,
  { closeTimeMs, openTimeMs }: Pick<ChartColumns, 'closeTimeMs' | 'openTimeMs'>,
  first: number,
): IndicatorValues {
  const line = new Float64Array(openTimeMs.length + 1).fill(Number.NaN);
  let bar = 0;
  for (const [at, time] of timesMs.entries()) {
    while (bar < openTimeMs.length && time >= (openTimeMs[bar + 1] ?? (closeTimeMs[bar] as number))) bar += 1;
    const isInside = bar === openTimeMs.length || time >= (openTimeMs[bar] as number);
    if (isInside) line[bar] = values[at] as number;
  }
  return { first, values: line };
}

/** A line of bars with live values where the bars alone have none. */
export function withLiveValues(ofBars: IndicatorValues | undefined, live: IndicatorValues): IndicatorValues {
  if (ofBars === undefined) return live;
  const values = live.values.map((value, at) => {
    const known = ofBars.values[live.first + at - ofBars.first] ?? Number.NaN;
    return Number.isNaN(known) ? value : known;
  });
  return { first: live.first, values };
}
