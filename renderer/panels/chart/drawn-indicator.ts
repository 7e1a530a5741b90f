import type { Indicator } from './indicators.ts';

/** Values of one line, one a bar; NaN where it is not warm. */
export interface IndicatorValues {
  /** Place of the first value. */
  readonly first: number;
  readonly values: Float64Array;
}

/** One indicator on the chart with the values of each of its lines. */
export interface DrawnIndicator {
  readonly indicator: Indicator;
  readonly lines: readonly IndicatorValues[];
  /** When the first value came that no bar of the past has, ms; undefined where all come from bars. */
  readonly sinceMs?: number | undefined;
}
