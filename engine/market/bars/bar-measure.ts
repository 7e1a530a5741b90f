import type { TradePrint } from '../../domain/market/market-event.ts';
import { type Instrument, quantityOf } from '../../domain/instrument/instrument.ts';
import type { Lots } from '../../domain/units/lots.ts';

/** What has gone into a bar so far, in whole lots and prints. */
export interface BarContent {
  readonly lots: number;
  readonly buyLots: number;
  /** Sum of ticks times lots. */
  readonly tickLots: number;
  readonly prints: number;
  readonly buyPrints: number;
}

/** What a bar is filled by. */
export interface BarMeasure {
  readonly name: 'tick' | 'volume' | 'dollar' | 'tick-imbalance' | 'volume-imbalance';
  /** What a print adds to the activity of a day, without its sign, in the unit of the threshold. */
  activityOf(print: TradePrint): number;
  /**
   * How many lots of the print the bar takes in until it is full: more than the print has when it stays
   * open, and never less than one, so that a bar is never empty.
   */
  lotsUntilFull(content: BarContent, print: TradePrint, threshold: number): number;
}

/** A bar for every so many prints; prints are not split. */
export const tickMeasure: BarMeasure = {
  name: 'tick',
  activityOf: () => 1,
  lotsUntilFull: ({ prints }, print, threshold) => (prints + 1 >= threshold ? print.lots : Infinity),
};

/** A bar for every so much base volume. */
export function volumeMeasure(instrument: Instrument): BarMeasure {
  return {
    name: 'volume',
    activityOf: (print) => quantityOf(instrument, print.lots),
    lotsUntilFull: ({ lots }, _print, threshold) => wholeLots(threshold / instrument.lotValue - lots),
  };
}

/** A bar for every so much notional in quote units. */
export function dollarMeasure(instrument: Instrument): BarMeasure {
  const perTickLot = instrument.tickValue * instrument.lotValue;
  return {
    name: 'dollar',
    activityOf: (print) => print.ticks * print.lots * perTickLot,
    lotsUntilFull: ({ tickLots }, print, threshold) =>
      wholeLots((threshold / perTickLot - tickLots) / print.ticks),
  };
}

/** A bar whenever buyers’ prints and sellers’ prints are that many apart; prints are not split. */
export const tickImbalanceMeasure: BarMeasure = {
  name: 'tick-imbalance',
  activityOf: () => 1,
  lotsUntilFull: ({ prints, buyPrints }, print, threshold) => {
    const imbalance = 2 * buyPrints - prints + (print.aggressor === 'buy' ? 1 : -1);
    return Math.abs(imbalance) >= threshold ? print.lots : Infinity;
  },
};

/** A bar whenever the base volume of buyers and that of sellers are so far apart. */
export function volumeImbalanceMeasure(instrument: Instrument): BarMeasure {
  return {
    name: 'volume-imbalance',
    activityOf: (print) => quantityOf(instrument, print.lots),
    lotsUntilFull: ({ lots, buyLots }, print, threshold) => {
      const towardsBuy = 2 * buyLots - lots;
      const imbalance = print.aggressor === 'buy' ? towardsBuy : -towardsBuy;
      return wholeLots(threshold / instrument.lotValue - imbalance);
    },
  };
}

/** Started lots count whole; a threshold of 0.3 over a lot of 0.1 is 3 lots in spite of binary dust. */
function wholeLots(lots: number): Lots {
  const nearest = Math.round(lots);
  const whole = Math.abs(lots - nearest) < 1e-6 ? nearest : Math.ceil(lots);
  return Math.max(1, whole) as Lots;
}
