import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { bookAt, wanderingBooks, wanderingTrades } from '../contract-tests/sample-inputs.ts';
import type { MarketStep } from '../formula.ts';
import { algorithmicTradingProxy, volumePerMessage } from './algorithmic-trading-proxy.ts';

const traded = (time: number, notional: number): MarketStep => ({
  kind: 'trade',
  time,
  trade: { time, price: 100, sizeBase: notional / 100, side: 'buy' },
});

const changed = (time: number): MarketStep => ({
  kind: 'book',
  time,
  book: bookAt(time, [99, 1], [101, 1]),
});

describe('the proxy of algorithmic trading', () => {
  it('gives the number of the catalogue check', () => {
    expect(volumePerMessage(250_000, 5000)).toBe(-0.5);
  });

  it('counts what traded against everything that was said', () => {
    const run = algorithmicTradingProxy.start({ bucket: 1, window: 10 });
    const values = [
      traded(0, 600),
      changed(200),
      changed(500),
      traded(1000, 300),
      traded(1500, 900),
      // Nothing is said in the third second.
      changed(3000),
      changed(4000),
    ].map(run);
    // 6 hundreds in 3 messages, then 12 in 2, then the same again, then none.
    expect(values).toEqual([undefined, undefined, undefined, -2, -2, -6, 0]);
  });

  it('spares the confidence of flow where there is unusually much talk', () => {
    const run = algorithmicTradingProxy.start({ bucket: 1, window: 50 });
    for (let second = 0; second < 40; second += 1) run(traded(1000 * second, 500 + 10 * (second % 5)));
    expect(readingOf(run, 'flowFactor')).toBe(1);
    for (let i = 0; i < 20; i += 1) run(changed(40_000 + i));
    run(changed(41_000));
    expect(readingOf(run, 'z')).toBeGreaterThan(2);
    expect(readingOf(run, 'flowFactor')).toBe(0.75);
  });

  it('finds nothing unusual where all intervals are alike', () => {
    const run = algorithmicTradingProxy.start({ bucket: 1, window: 50 });
    for (let second = 0; second < 10; second += 1) run(traded(1000 * second, 500));
    expect(readingOf(run, 'z')).toBe(0);
  });
});

const trades = wanderingTrades(60, 300);
const inputs = wanderingBooks(60, 300).flatMap((book, i): MarketStep[] => {
  const trade = trades[i];
  const told: MarketStep = { kind: 'book', time: book.time, book };
  return trade === undefined ? [told] : [told, { kind: 'trade', time: trade.time, trade }];
});
describeFormulaContract(algorithmicTradingProxy, { bucket: 1, window: 8 }, inputs);
