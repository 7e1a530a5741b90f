import { valueArea } from '../../numerics/value-area.ts';
import { defineFormula } from '../formula.ts';
import { type ValueLevel, valueLevel, valuePrice } from './value-price.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** A day that goes through more rows than this has no profile worth looking at. */
const MOST_ROWS = 20_000;

interface Period {
  readonly number: number;
  low: number;
  high: number;
}

/**
 * A price of the time profile of the UTC day: each period of `period` minutes marks every row between its
 * lowest and highest price, so that time is counted and not volume. `level` 0 is the point of control (the
 * middle of the row with most marks), 1 the upper and -1 the lower end of the value area, which holds
 * `share` of the marks. Unit: quote per base. A row is `bin` of the first price of the day. Warm with the
 * first trade; no value on a day that spans more than 20,000 rows.
 */
export const tpoPrice = defineFormula({
  id: 'I30',
  key: 'time-profile-price',
  title: 'Point of control and value area of the time profile',
  family: 'order-flow',
  input: 'trade',
  output: { unit: 'quote/base', min: 0 },
  role: 'context',
  source: 'Steidlmayer & Koy (1986), Markets and Market Logic, Porcupine Press',
  defaults: { bin: 0.0005, period: 30, share: 0.7, level: 0 },
  warmUp: () => 1,

  start({ bin, period, share, level }) {
    if (!(bin > 0)) throw new RangeError(`bin must be above zero, was ${bin}`);
    if (!(period > 0)) throw new RangeError(`period must be above 0 min, was ${period}`);
    const wanted = valueLevel(level);
    valueArea([], share);
    let periods: Period[] = [];
    let day = -1;
    let height = 0;
    let value: number | undefined;

    return ({ time, price }) => {
      const today = Math.floor(time / DAY_MS);
      if (today !== day) {
        periods = [];
        height = bin * price;
      }
      day = today;
      const hasMarked = mark(periods, Math.floor(time / (period * MINUTE_MS)), Math.floor(price / height));
      if (hasMarked) value = priceOf(periods, { height, share, wanted });
      return value;
    };
  },
});

/** Marks a row for a period; answers whether that is new. */
function mark(periods: Period[], number: number, row: number): boolean {
  const last = periods.at(-1);
  if (last?.number !== number) {
    periods.push({ number, low: row, high: row });
    return true;
  }
  const isNew = row < last.low || row > last.high;
  last.low = Math.min(last.low, row);
  last.high = Math.max(last.high, row);
  return isNew;
}

function priceOf(
  periods: readonly Period[],
  { height, share, wanted }: { readonly height: number; readonly share: number; readonly wanted: ValueLevel },
): number | undefined {
  let first = Infinity;
  let last = -Infinity;
  for (const { low, high } of periods) {
    first = Math.min(first, low);
    last = Math.max(last, high);
  }
  if (!(last - first < MOST_ROWS)) return undefined;
  const weights = new Float64Array(last - first + 1);
  for (const { low, high } of periods) {
    for (let row = low; row <= high; row += 1) weights[row - first] = (weights[row - first] as number) + 1;
  }
  return valuePrice({ first, weights, height }, share, wanted);
}
