import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MarketState } from '../../market/market-state.ts';
import { OrderBook } from '../../market/order-book.ts';
import { openBinanceCapture } from '../../venues/recorded/binance-capture.ts';

const captures = process.env['EDGEWRIGHT_DATA'];
const whyNot = captures === undefined ? ' (needs EDGEWRIGHT_DATA)' : '';

/** A real session through the product's own book and market state. */
function replay(names: readonly string[]) {
  const paths = names.map((name) => join(captures ?? '', 'book', `${name}.raw.gz`));
  const feed = openBinanceCapture({ paths, checkedBook: new OrderBook() });
  const state = new MarketState(feed.instruments);
  const [market] = state.all;
  if (market === undefined) throw new Error('a capture has an instrument');
  let notLive = 0;
  let tradedLots = 0;
  for (let event = feed.next(); event !== undefined; event = feed.next()) {
    state.apply(event);
    if (event.kind === 'book-delta' && market.feed !== 'live') notLive += 1;
    if (event.kind === 'trade') tradedLots += event.lots;
  }
  const bars = [...market.bars.latest(1000), ...(market.formingBar === undefined ? [] : [market.formingBar])];
  return { statistics: feed.statistics, market, notLive, tradedLots, bars };
}

describe('a real session of Binance', () => {
  it.skipIf(captures === undefined).each([
    ['spot', ['binance-spot_BTCUSDT_20240808', 'binance-spot_BTCUSDT_20240809'], 1059, 19_904],
    ['USD-M', ['binance-usdm_BTCUSDT_20240808'], 573, 21_313],
  ])(
    `on %s rebuilds the venue's best prices at every comparable moment${whyNot}`,
    (_market, names, comparable, trades) => {
      const { statistics, market, notLive, tradedLots, bars } = replay(names);
      expect(statistics).toMatchObject({ gaps: 0, malformed: 0, crossed: 0, comparable, equal: comparable });
      expect(notLive).toBe(0);
      expect(market.feed).toBe('ended');
      expect(market.tape.total).toBe(trades);
      expect(bars.reduce((sum, bar) => sum + bar.tradeCount, 0)).toBe(trades);
      const volume = bars.reduce((sum, bar) => sum + bar.volumeBase, 0);
      expect(volume).toBeCloseTo(tradedLots * market.instrument.lotValue, 6);
    },
  );
});
