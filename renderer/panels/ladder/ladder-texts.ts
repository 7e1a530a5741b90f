import type { InstrumentView } from '../../../engine/contract/views.ts';
import { formatFixed, formatPnl, placesOf } from '../../formatting/numbers.ts';

/** How the numbers of a ladder are written. */
export interface LadderTexts {
  /** A price in ticks. */
  readonly price: (ticks: number) => string;
  /** A size in base units; empty where there is none. */
  readonly size: (size: number) => string;
  /** A difference of sizes, with its sign. */
  readonly signed: (size: number) => string;
}

/** The numbers of an instrument in the language of the window. */
export function ladderTexts({ lotSize, tickSize }: InstrumentView): LadderTexts {
  const [tick, pricePlaces, sizePlaces] = [Number(tickSize), placesOf(tickSize), placesOf(lotSize)];
  return {
    price: (ticks) => formatFixed(ticks * tick, pricePlaces),
    size: (size) => (size === 0 ? '' : formatFixed(size, sizePlaces)),
    signed: (size) => formatPnl(size, sizePlaces),
  };
}
