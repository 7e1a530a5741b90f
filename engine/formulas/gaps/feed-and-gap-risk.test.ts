import { describe, expect, it } from 'vitest';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { normals, walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { barSteps } from '../contract-tests/decided-bars.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { quote, wanderingTrades } from '../contract-tests/sample-inputs.ts';
import type { MarketStep } from '../formula.ts';
import { cppiGapRiskMultiple, gapMultiple, gumbelQuantile } from './cppi-gap-risk-multiple.ts';
import { FadingRate, feedGapPoissonTest, silenceDecades } from './feed-gap-poisson-test.ts';

const trades = (count: number, stepMs: number): MarketStep[] =>
  wanderingTrades(count, stepMs).map((trade) => ({ kind: 'trade', time: trade.time, trade }));
const shifted = (steps: readonly MarketStep[], byMs: number): MarketStep[] =>
  steps.map((step) => ({ ...step, time: step.time + byMs }));
const tick = (time: number): MarketStep => ({ kind: 'quote', time, quote: quote(time, 99, 1, 101, 1) });

describe('the test of silence', () => {
  it('gives the number of the catalogue check', () => {
    expect(silenceDecades(2, 7)).toBeCloseTo(6.08012274665, 10);
    expect(10 ** -silenceDecades(2, 7)).toBeCloseTo(8.31528719104e-7, 16);
  });

  it('learns the rate of trades', () => {
    const rate = new FadingRate(300);
    for (let i = 0; i < 20_000; i += 1) rate.push(0.5);
    expect(rate.rate).toBeCloseTo(2, 2);
  });

  it('closes in a silence that is too long, and opens with the fifth trade after it', () => {
    const run = feedGapPoissonTest.start(feedGapPoissonTest.defaults);
    // Two trades a second for a quarter of an hour.
    const past = trades(1800, 500);
    past.forEach(run);
    const end = past.at(-1)?.time ?? NaN;
    const rate = readingOf(run, 'rate');
    expect(run(tick(end + 3000))).toBeCloseTo((3 * rate) / Math.LN10, 10);
    expect(readingOf(run, 'gate')).toBe(1);
    expect(run(tick(end + 12_000))).toBeGreaterThan(6);
    expect(readingOf(run, 'gate')).toBe(0);
    const gates = shifted(trades(6, 500), end + 12_500).map((step) => (run(step), readingOf(run, 'gate')));
    expect(gates).toEqual([0, 0, 0, 0, 1, 1]);
  });

  it('closes with the trade that ends a silence nobody else told of', () => {
    const run = feedGapPoissonTest.start(feedGapPoissonTest.defaults);
    [...trades(1800, 500), ...shifted(trades(1, 500), 1_000_000)].forEach(run);
    expect(readingOf(run, 'gate')).toBe(0);
  });

  it('is not alarmed where trades are rare', () => {
    const run = feedGapPoissonTest.start(feedGapPoissonTest.defaults);
    const past = trades(60, 60_000);
    past.forEach(run);
    run(tick((past.at(-1)?.time ?? NaN) + 240_000));
    expect(readingOf(run, 'gate')).toBe(1);
  });
});

describe('the multiple of a cushion', () => {
  it('gives the numbers of the catalogue check', () => {
    const loss = gumbelQuantile({ mean: 0.02, deviation: 0.01 }, 0.01);
    expect(loss).toBeCloseTo(0.0513666842977, 10);
    expect(gapMultiple(loss, 50)).toBeCloseTo(19.4678713192, 8);
    expect(gapMultiple(loss, 5)).toBe(5);
  });

  it('rests on the worst bar of each block', () => {
    const params = { ...cppiGapRiskMultiple.defaults, block: 3, blocks: 30, m_max: 1000 };
    const returns = normals(238, 90).map((z) => 0.02 * z);
    const run = cppiGapRiskMultiple.start(params);
    const value = barSteps(barsOfReturns(returns)).map(run).at(-1);
    const worst = Array.from({ length: 30 }, (_, b) =>
      Math.max(0, ...returns.slice(3 * b, 3 * b + 3).map((each) => 1 - Math.exp(each))),
    );
    const mean = worst.reduce((sum, each) => sum + each, 0) / 30;
    const deviation = Math.sqrt(worst.reduce((sum, each) => sum + (each - mean) ** 2, 0) / 29);
    expect(value).toBeCloseTo(1 / gumbelQuantile({ mean, deviation }, 0.01), 8);
  });

  it('leaves less to be held the nearer the account is to its floor', () => {
    const run = cppiGapRiskMultiple.start(cppiGapRiskMultiple.defaults);
    const holdings = (equityQuote: number): MarketStep => ({
      kind: 'holdings',
      time: 0,
      holdings: { notionals: [0], equityQuote },
    });
    barSteps(walkBars(1, 3)).forEach(run);
    expect(readingOf(run, 'scale')).toBeCloseTo(0.2, 12);
    expect(readingOf(run, 'notionalCap')).toBeNaN();
    [holdings(1000), holdings(900)].forEach(run);
    expect(readingOf(run, 'notionalCap')).toBeCloseTo(100, 10);
    expect(readingOf(run, 'scale')).toBeCloseTo(1 / 9, 12);
    run(holdings(700));
    expect(readingOf(run, 'scale')).toBe(0);
  });
});

const told = trades(40, 500);
describeFormulaContract(feedGapPoissonTest, { ...feedGapPoissonTest.defaults, min_trades: 10 }, told);
describeFormulaContract(
  cppiGapRiskMultiple,
  { ...cppiGapRiskMultiple.defaults, block: 1, blocks: 20 },
  barSteps(walkBars(238, 40)).flatMap((step, i): MarketStep[] =>
    i === 5
      ? [step, { kind: 'holdings', time: step.time, holdings: { notionals: [10], equityQuote: 900 } }]
      : [step],
  ),
);
