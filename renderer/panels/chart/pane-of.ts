import type { LoadedBars } from './bar-columns.ts';
import type { Indicator } from './indicators.ts';
import type { IndicatorValues } from './drawn-indicator.ts';

/** Units in which prices are told; distances between prices are too. */
const PRICE_UNITS: ReadonlySet<string> = new Set(['quote/base', 'price', 'quote currency']);
/** A value within this many times the close lies among the prices. */
const NEAR = 1.5;

/**
 * Where an added formula is drawn: over the prices when its unit is one of prices and its last value lies
 * among them, in a pane of its own otherwise. The range of a bar has the unit of a price too, and is none.
 */
export function paneOf(
  { added }: Indicator,
  lines: readonly IndicatorValues[],
  { columns }: Pick<LoadedBars, 'columns'>,
): Indicator['pane'] {
  if (added === undefined || !PRICE_UNITS.has(added.unit)) return 'own';
  const value = lines[0]?.values.findLast((each) => !Number.isNaN(each));
  const close = columns.close.at(-1);
  if (value === undefined || close === undefined) return 'own';
  return value > close / NEAR && value < close * NEAR ? 'price' : 'own';
}
