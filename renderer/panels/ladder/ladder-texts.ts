import type { InstrumentView } from '../../../engine/contract/views.ts';
import { formatFixed, formatPnl, placesOf } from '../../formatting/numbers.ts';
import type { SizeScale } from './size-scale.ts';

/** How the numbers of a ladder are written. */
export interface LadderTexts {
  /** A price in ticks. */
  readonly price: (ticks: number) => string;
  /** A size in base units; empty where there is none. With every decimal of a lot unless a scale is given. */
  readonly size: (size: number, scale?: SizeScale) => string;
  /** A difference of sizes, with its sign. */
  readonly signed: (size: number, scale?: SizeScale) => string;
  /** Decimals of a lot. */
  readonly lotPlaces: number;
}

/** The numbers of an instrument in the language of the window. */
export function ladderTexts({ lotSize, tickSize }: InstrumentView): LadderTexts {
  const [tick, pricePlaces, lotPlaces] = [Number(tickSize), placesOf(tickSize), placesOf(lotSize)];
  const exact: SizeScale = { divisor: 1, prefix: '', places: lotPlaces };
  return {
    price: (ticks) => formatFixed(ticks * tick, pricePlaces),
    size: (size, { divisor, places, prefix } = exact) =>
      size === 0 ? '' : `${formatFixed(size / divisor, places)}${prefix}`,
    signed: (size, { divisor, places, prefix } = exact) => `${formatPnl(size / divisor, places)}${prefix}`,
    lotPlaces,
  };
}
