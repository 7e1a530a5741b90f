import { describe, expect, it } from 'vitest';
import type { TickerFrame } from '../wire/live-frame.ts';
import { TermsTeller } from './terms-teller.ts';

const ticker = (told: Partial<TickerFrame>): TickerFrame => ({
  kind: 'ticker',
  symbol: 'BTCUSDT',
  venueTime: undefined,
  markTicks: undefined,
  fundingRateE8: undefined,
  nextFundingTime: undefined,
  ...told,
});

describe('the terms of a perpetual', () => {
  it('are told as named series, each as it is first known', () => {
    const terms = new TermsTeller();
    expect(terms.take(ticker({ markTicks: 5 }), 0)).toEqual([]);
    expect(terms.take(ticker({ indexPrice: 64_000.5, fundingRateE8: 10_000 }), 0)).toEqual([
      { name: 'derivative.index-price', value: 64_000.5 },
      { name: 'derivative.predicted-funding-rate', value: 0.0001 },
    ]);
    expect(terms.take(ticker({ nextFundingTime: 1_700_006_400_000 }), 1)).toEqual([
      { name: 'derivative.next-funding-time', value: 1_700_006_400_000 },
    ]);
  });

  it('are told again as they change, but not all the time', () => {
    const terms = new TermsTeller();
    const at = (ms: number, indexPrice: number) =>
      terms.take(ticker({ indexPrice }), ms).map(({ value }) => value);
    expect([at(0, 1), at(4999, 2), at(5000, 3), at(9000, 4)]).toEqual([[1], [], [3], []]);
    // What moved in between is told with the next ticker, whatever that says.
    expect(terms.take(ticker({}), 10_000)).toEqual([{ name: 'derivative.index-price', value: 4 }]);
  });

  it('are told once a minute where they stand still', () => {
    const terms = new TermsTeller();
    const rate = ticker({ fundingRateE8: 0 });
    expect([0, 59_999, 60_000].map((ms) => terms.take(rate, ms).length)).toEqual([1, 0, 1]);
  });
});
