import type { TheoryName, TheoryReading } from '../../../engine/domain/theory/theory-reading.ts';
import { formatFixed, formatShare, formatSigned } from '../../formatting/numbers.ts';

/** How the value of a theory is written and drawn. */
interface ValueShape {
  /** Ends of the scale; a value beyond one moves it. */
  readonly low: number;
  readonly high: number;
  /** Where the scale has its mark: the place at which the theory says neither. */
  readonly neutral: number | undefined;
  readonly write: (value: number) => string;
}

const share = (value: number): string => formatShare(value, 1);
const signed =
  (digits: number) =>
  (value: number): string =>
    formatSigned(value, digits);
const plain =
  (digits: number) =>
  (value: number): string =>
    formatFixed(value, digits);

export const VALUE_SHAPES: Readonly<Record<TheoryName, ValueShape>> = {
  entropy: { low: 0, high: 1, neutral: 0.7, write: plain(3) },
  hurst: { low: 0, high: 1, neutral: 0.5, write: plain(2) },
  regime: { low: 0, high: 1, neutral: undefined, write: share },
  kalman: { low: -1, high: 1, neutral: 0, write: signed(2) },
  'win-rate': { low: 0, high: 1, neutral: 0.5, write: share },
  'monte-carlo': { low: 0, high: 1, neutral: 0.5, write: share },
  forest: { low: 0, high: 1, neutral: 0.5, write: share },
  autocorrelation: { low: -0.5, high: 0.5, neutral: 0, write: signed(3) },
  stationarity: { low: -0.2, high: 0.05, neutral: 0, write: signed(3) },
  variance: { low: 0, high: 2, neutral: 1, write: plain(2) },
  context: { low: -1, high: 1, neutral: 0, write: signed(2) },
};

/** Places on a scale, each from 0 at its left end to 1 at its right. */
export interface PlacesOnScale {
  readonly value: number;
  readonly interval: { readonly from: number; readonly to: number } | undefined;
  readonly neutral: number | undefined;
}

/** Where value, interval and mark of a reading lie. */
export function placesOf(
  theory: TheoryName,
  { interval, value }: Pick<TheoryReading, 'value' | 'interval'>,
): PlacesOnScale {
  const shape = VALUE_SHAPES[theory];
  const low = Math.min(shape.low, value, interval?.low ?? value);
  const high = Math.max(shape.high, value, interval?.high ?? value);
  const at = (number: number) => (number - low) / (high - low);
  return {
    value: at(value),
    interval: interval && { from: at(interval.low), to: at(interval.high) },
    neutral: shape.neutral === undefined ? undefined : at(shape.neutral),
  };
}
