import { type Instrument, priceOf } from '../../domain/instrument/instrument.ts';
import type { Ticks } from '../../domain/units/ticks.ts';
import { localPeaks, localTroughs, valueArea } from '../../numerics/value-area.ts';

/** Share of the activity that a value area holds by convention: about one deviation around the mean. */
export const VALUE_SHARE = 0.7;

/** Where rows of prices were accepted and where they were passed by. All prices in quote units. */
export interface ValuePrices {
  /** Point of control: the middle of the heaviest row. */
  readonly pointOfControl: number;
  /** Lowest and highest price of the value area. */
  readonly valueAreaLow: number;
  readonly valueAreaHigh: number;
  /** Part of all activity inside the value area. */
  readonly valueShare: number;
  /** Middles of the rows strictly heavier, or lighter, than both neighbors; the outermost rows are none. */
  readonly highNodes: readonly number[];
  readonly lowNodes: readonly number[];
}

/** Neighboring rows of equal height and how much weight each has. */
export interface WeightedRows {
  /** Lowest tick of the first row. */
  readonly fromTicks: number;
  readonly rowTicks: number;
  readonly weights: readonly number[];
}

/** Undefined while no row has weight. @throws {RangeError} when `share` is not above 0 and at most 1. */
export function valuePrices(
  instrument: Instrument,
  { fromTicks, rowTicks, weights }: WeightedRows,
  share: number,
): ValuePrices | undefined {
  const area = valueArea(weights, share);
  if (area === undefined) return undefined;
  const price = (ticks: number) => priceOf(instrument, ticks as Ticks);
  const lowest = (row: number) => fromTicks + row * rowTicks;
  // A row of one tick is that tick; one of two has its middle between them.
  const middle = (row: number) => price(lowest(row) + (rowTicks - 1) / 2);
  return {
    pointOfControl: middle(area.peak),
    valueAreaLow: price(lowest(area.low)),
    valueAreaHigh: price(lowest(area.high + 1) - 1),
    valueShare: area.share,
    highNodes: localPeaks(weights).map(middle),
    lowNodes: localTroughs(weights).map(middle),
  };
}
