import { describe, expect, it } from 'vitest';
import { normals, walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { quote } from '../contract-tests/sample-inputs.ts';
import type { MarketStep } from '../formula.ts';
import { breakEvenRate, feeBreakeven, roundTripCost } from './fee-breakeven.ts';
import { garleanuPedersenAimPortfolio, tradingSpeed } from './garleanu-pedersen-aim-portfolio.ts';
import { implementationShortfall } from './implementation-shortfall.ts';
import { discountedForecast } from './signal-forecasts.ts';
import { shortfallBps, shortfallOf } from './shortfall-account.ts';

const fill = (
  side: 'buy' | 'sell',
  sizeBase: number,
  price: number,
  feeQuote = price * sizeBase * 0.0005,
): MarketStep => ({ kind: 'own-fill', time: 0, fill: { side, price, sizeBase, feeQuote } });
const mid = (value: number): MarketStep => ({
  kind: 'quote',
  time: 0,
  quote: quote(0, value - 0.5, 1, value + 0.5, 1),
});
const order = (startedAt: number, filledBase = 0, side: 'buy' | 'sell' = 'buy'): MarketStep => ({
  kind: 'parent-order',
  time: startedAt,
  order: { side, sizeBase: 10, filledBase, startedAt, arrivalMid: 100 },
});

describe('the implementation shortfall', () => {
  it('has the parts of the catalogue check', () => {
    const measured = {
      side: 1,
      sizeBase: 10,
      decision: 100,
      arrival: 100.1,
      end: 101,
      filledBase: 8,
      paidQuote: 6 * 100.2 + 2 * 100.3,
      feesQuote: (6 * 100.2 + 2 * 100.3) * 0.0005,
    } as const;
    const parts = shortfallOf(measured);
    expect(parts.delay).toBeCloseTo(0.8, 9);
    expect(parts.trading).toBeCloseTo(1, 9);
    expect(parts.opportunity).toBeCloseTo(2, 9);
    expect(parts.fees).toBeCloseTo(0.4009, 9);
    expect(shortfallBps(parts, measured)).toBeCloseTo(42.009, 8);
  });

  it('follows an order from its decision to its end', () => {
    const run = implementationShortfall.start(implementationShortfall.defaults);
    const read = (name: string) => run.readings?.[name]?.();
    expect(run(mid(100.1))).toBeUndefined();
    expect(run(order(1))).toBeCloseTo(10, 9);
    run(fill('buy', 6, 100.2));
    run(fill('buy', 2, 100.3));
    expect(run(mid(101))).toBeCloseTo(42.009, 8);
    expect(read('delay')).toBeCloseTo(8, 8);
    expect(read('trading')).toBeCloseTo(10, 8);
    expect(read('opportunity')).toBeCloseTo(20, 8);
    expect(read('fees')).toBeCloseTo(4.009, 8);
    expect(read('cost')).toBeUndefined();
    // Another order ends it with what was missed.
    run(order(2, 0, 'sell'));
    expect(read('cost')).toBeCloseTo(42.009, 8);
  });

  it('averages the orders that ended, and gains where the fills were better', () => {
    const run = implementationShortfall.start(implementationShortfall.defaults);
    [mid(100), order(1), fill('buy', 10, 101, 0), order(1, 10)].forEach(run);
    expect(run.readings?.['cost']?.()).toBeCloseTo(100, 9);
    [order(2, 0, 'sell'), fill('sell', 10, 101, 0), order(2, 10, 'sell')].forEach(run);
    expect(run(mid(150))).toBeCloseTo(-100, 9);
    expect(run.readings?.['cost']?.()).toBeCloseTo(100 - (2 / 31) * 200, 9);
  });

  it('charges its own fee where a fill does not know one', () => {
    const run = implementationShortfall.start({ fee_bps: 5 });
    [mid(100), order(1), fill('buy', 10, 100, NaN)].forEach(run);
    expect(run.readings?.['fees']?.()).toBeCloseTo(5, 9);
  });
});

describe('the break-even win rate', () => {
  const costs = { maker: 0.0002, taker: 0.0004, spread: 0.0001, slip: 0.00005 };

  it('is that of the catalogue check', () => {
    const cost = roundTripCost(costs, { entry: 0.8, exit: 0.2 });
    expect(cost).toBeCloseTo(0.00065, 12);
    expect(breakEvenRate(cost, 0.015, 0.005)).toBeCloseTo(0.2825, 12);
  });

  it('does not exist without a target and a stop, and is 1 or more where costs eat everything', () => {
    expect(breakEvenRate(0.001, 0, 0)).toBeUndefined();
    expect(breakEvenRate(0.02, 0.015, 0.005)).toBeGreaterThanOrEqual(1);
  });

  it('learns from the fees who was maker on the way in and on the way out', () => {
    const run = feeBreakeven.start(feeBreakeven.defaults);
    const asMaker = 100 * 0.0002;
    const asTaker = 100 * 0.0004;
    expect(run(fill('buy', 1, 100, asMaker))).toBeCloseTo((0.005 + 0.00015 + 0.0005) / 0.02, 12);
    run(fill('sell', 1, 100, asMaker));
    expect(run.readings?.['cost']?.()).toBeCloseTo(3, 9);
    run(fill('sell', 1, 100, asTaker));
    run(fill('buy', 1, 100, asTaker));
    expect(run.readings?.['entryMakerShare']?.()).toBe(0.5);
    expect(run.readings?.['exitMakerShare']?.()).toBe(0.5);
    expect(run.readings?.['cost']?.()).toBeCloseTo(6.5, 9);
  });
});

describe('the aim portfolio', () => {
  const terms = { gamma: 0.5, lam: 2, rho: 0.02 };

  it('moves as in the catalogue check', () => {
    const a = tradingSpeed(terms);
    expect(a).toBeCloseTo(0.765507168584, 11);
    expect(a / terms.lam).toBeCloseTo(0.382753584292, 11);
    const aim = discountedForecast([0.01 * 1, 0.02 * -0.5], [0.05, 0.4], a / terms.gamma) / (0.5 * 0.04);
    expect(aim).toBeCloseTo(0.154350655334, 11);
    expect(0.3 + (a / terms.lam) * (aim - 0.3)).toBeCloseTo(0.244252191279, 11);
  });

  const opinions = (time: number, ...signals: number[]): MarketStep => ({
    kind: 'opinions',
    time,
    opinions: {
      ids: signals.map((_, i) => i + 1),
      signals: Float64Array.from(signals),
      confidences: Float64Array.from(signals, () => 1),
      values: Float64Array.from(signals),
      isReady: Uint8Array.from(signals, () => 1),
    },
  });
  /** Bars and the opinions at their closes. */
  const told = (
    seed: number,
    count: number,
    signalsAt: (next: number, i: number) => number[],
  ): MarketStep[] => {
    const moving = walkBars(seed, count + 1);
    return moving.slice(0, count).flatMap((bar, i): MarketStep[] => {
      const time = bar.openTime + bar.intervalMs;
      const next = (moving[i + 1]?.close ?? NaN) - bar.close;
      return [{ kind: 'bar', time, bar }, opinions(time, ...signalsAt(next, i))];
    });
  };

  it('follows a signal that knows the next price change', () => {
    const run = garleanuPedersenAimPortfolio.start({
      ...garleanuPedersenAimPortfolio.defaults,
      lam: 1e-12,
      window: 30,
    });
    const known = told(5, 60, (next) => [next > 0 ? 1 : -1]);
    const agree = known.filter((step) => {
      const value = run(step);
      return value !== undefined && step.kind === 'opinions' && Math.sign(value) === step.opinions.signals[0];
    });
    // Trading costs next to nothing, so the position is the one the forecast asks for; a line has an intercept.
    expect(agree.length).toBe(30);
    expect(run.readings?.['scale']?.()).toBeCloseTo(1, 3);
  });

  it('trades slowly where trading costs, and says how much of the forecast it holds', () => {
    const { defaults } = garleanuPedersenAimPortfolio;
    const run = garleanuPedersenAimPortfolio.start({ ...defaults, lam: 1e-3, window: 30 });
    told(5, 40, (next) => [next > 0 ? 1 : -1]).forEach(run);
    expect(run.readings?.['rate']?.()).toBeLessThan(0.05);
    expect(run.readings?.['scale']?.()).toBeLessThan(0.2);
  });

  it('ignores opinions before the first price', () => {
    const { defaults } = garleanuPedersenAimPortfolio;
    const known = told(5, 40, (next) => [next > 0 ? 1 : -1]);
    const early = garleanuPedersenAimPortfolio.start({ ...defaults, window: 30 });
    expect([opinions(0, 1), opinions(1, -1)].map(early)).toEqual([undefined, undefined]);
    expect(known.map(early)).toEqual(
      known.map(garleanuPedersenAimPortfolio.start({ ...defaults, window: 30 })),
    );
  });

  it('holds nothing where no signal varies', () => {
    const { defaults } = garleanuPedersenAimPortfolio;
    const run = garleanuPedersenAimPortfolio.start({ ...defaults, window: 30 });
    expect(
      told(5, 40, () => [0.5, 0])
        .map(run)
        .at(-1),
    ).toBe(0);
    expect(run.readings?.['scale']?.()).toBe(1);
  });

  const noise = normals(77, 400);
  const steps = told(9, 60, (next, i) => [Math.sign(next), noise[i] ?? 0, (noise[i + 100] ?? 0) / 4]);
  describeFormulaContract(
    garleanuPedersenAimPortfolio,
    { ...garleanuPedersenAimPortfolio.defaults, window: 40 },
    steps,
  );
});

const working = Array.from({ length: 12 }, (_, i) => [
  order(i + 1, 0, i % 2 === 0 ? 'buy' : 'sell'),
  mid(100 + (i % 3)),
  fill(i % 2 === 0 ? 'buy' : 'sell', 4, 100.2),
  fill(i % 2 === 0 ? 'buy' : 'sell', 6, 100.3),
]).flat();
describeFormulaContract(implementationShortfall, implementationShortfall.defaults, [mid(100), ...working]);
describeFormulaContract(
  feeBreakeven,
  feeBreakeven.defaults,
  working.filter((step) => step.kind === 'own-fill'),
);
