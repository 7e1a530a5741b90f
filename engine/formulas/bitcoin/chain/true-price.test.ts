import { describe, expect, it } from 'vitest';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import { peerCloses } from '../../contract-tests/peer-closes.ts';
import { wanderingPrices } from '../../contract-tests/sample-inputs.ts';
import { told, withSeries } from '../../contract-tests/told-series.ts';
import { truePriceDistance } from './true-price.ts';

const MINUTE_MS = 60_000;
const BLOCK = {
  'chain.height': 925_000,
  'chain.difficulty': 150e12,
  'chain.block-time': 1_764_000_000,
} as const;
/** TRUE PRICE of the block, from the catalogue check. */
const TRUE_PRICE = 102_012.318844;

const minutes = (symbol: string, ...closes: number[]) =>
  peerCloses(closes, { intervalMs: MINUTE_MS, symbol });

describe('the distance to TRUE PRICE', () => {
  it('is above zero where the market is cheaper, and leans long', () => {
    const run = truePriceDistance.start(truePriceDistance.defaults);
    const values = withSeries(minutes('BTC/USDT:USDT', TRUE_PRICE / Math.exp(0.25)), () => BLOCK).map(run);
    expect(values[3]).toBeCloseTo(0.25, 9);
    // 0.25 is one `scale`, and half of the 0.5 at which the confidence is 0.5.
    expect(run.readings?.['signal']?.()).toBeCloseTo(Math.tanh(1), 9);
    expect(run.readings?.['confidence']?.()).toBeCloseTo(0.25, 9);
    expect(run.readings?.['truePrice']?.()).toBeCloseTo(TRUE_PRICE, 4);
    expect(run.readings?.['networkPower']?.()).toBeCloseTo(28.454158336, 8);
  });

  it('takes assumptions told from outside in the place of the parameters', () => {
    const run = truePriceDistance.start({ ...truePriceDistance.defaults, eff: 1, price_kwh: 1 });
    const block = { ...BLOCK, 'mining.electricity-price': 0.022, 'mining.fleet-efficiency': 26.5 };
    expect(withSeries(minutes('BTC/USD', TRUE_PRICE), () => block).map(run)[5]).toBeCloseTo(-Math.LN2, 9);
  });

  it.each(['ETH/USDT', 'WBTC/USDT', 'BTC/EUR', 'BTC/ETH'])('has no value for %s', (symbol) => {
    const run = truePriceDistance.start(truePriceDistance.defaults);
    expect(withSeries(minutes(symbol, 100), () => BLOCK).map(run)[3]).toBeUndefined();
  });

  it('has no value once the block is two days old, nor when blocks issue nothing', () => {
    const run = truePriceDistance.start(truePriceDistance.defaults);
    const [first, second] = minutes('BTC/USD', 100, 100);
    if (first === undefined || second === undefined) throw new Error('two bars are given');
    const fed = withSeries([first, { ...second, time: first.time + 2 * 86_400_000 + 1 }], () => BLOCK, 2);
    expect(fed.map(run).slice(3)).toEqual([expect.any(Number), undefined]);
    const late = told(0, { ...BLOCK, 'chain.height': 6_930_000 });
    expect([...late, first].map(truePriceDistance.start(truePriceDistance.defaults))[3]).toBeUndefined();
  });
});

describeFormulaContract(
  truePriceDistance,
  truePriceDistance.defaults,
  withSeries(minutes('BTC/USD', ...wanderingPrices(30).map((each) => each * 1000)), (index) => ({
    ...BLOCK,
    'chain.height': 925_000 + index,
  })),
);
