import type { Instrument } from '../domain/instrument/instrument.ts';
import type { MarketEvent } from '../domain/market/market-event.ts';
import type { OutsideSeriesName } from '../formulas/outside-series.ts';

/** One number and the name of its series. */
export type NamedNumber = readonly [name: string, value: number];

const RATE_SCALE = 1e8;

/** What an event says in the words of the named series; undefined for events of the tape, which say nothing. */
export function seriesOfEvent(
  event: MarketEvent,
  { lotValue, tickValue }: Instrument,
): readonly NamedNumber[] | undefined {
  switch (event.kind) {
    case 'mark-price':
      return [named('derivative.mark-price', event.ticks * tickValue)];
    case 'funding':
      return [
        named('derivative.mark-price', event.markTicks * tickValue),
        named('derivative.funding-rate', event.rateE8 / RATE_SCALE),
      ];
    case 'open-interest':
      return [named('derivative.open-interest', event.openInterestBase)];
    case 'liquidation': {
      // A forced sale closes a long.
      const size = event.lots * lotValue;
      return [named('derivative.liquidation', event.side === 'sell' ? -size : size)];
    }
    case 'outside-number':
      return [[event.name, event.value]];
    case 'book-snapshot':
    case 'book-delta':
    case 'trade':
    case 'feed-status':
    case 'venue-bar':
      return undefined;
  }
}

const named = (name: OutsideSeriesName, value: number): NamedNumber => [name, value];
