import { describe, expect, it } from 'vitest';
import { unixMs } from '../../../domain/units/time.ts';
import { walkBars } from '../../contract-tests/catalogue-fixtures.ts';
import { closedTrades, wanderingJournal } from '../../contract-tests/closed-trades.ts';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../../contract-tests/reading-of.ts';
import { told } from '../../contract-tests/told-series.ts';
import type { MarketStep } from '../../formula.ts';
import { DayActivity } from '../../volume/day-activity.ts';
import { almgrenDirectImpact, directImpact } from './almgren-direct-impact.ts';
import { admissibleDecay, averageCost, gatheralPowerLawDecay, impactAt } from './gatheral-power-law-decay.ts';
import { bestPace, kissellIStar, pacedCost } from './kissell-i-star.ts';
import { capacityOf, strategyCapacity } from './strategy-capacity.ts';

const HOUR_MS = 3_600_000;
/** Bars of an hour that wander, from `start` on. */
const hourly = (seed: number, count: number, start = 0): MarketStep[] =>
  walkBars(seed, count).map((bar, i) => ({
    kind: 'bar',
    time: start + (i + 1) * HOUR_MS,
    bar: { ...bar, openTime: unixMs(start + i * HOUR_MS), intervalMs: HOUR_MS },
  }));
const dayOf = (steps: readonly MarketStep[]) => {
  const day = new DayActivity();
  for (const step of steps) if (step.kind === 'bar') day.push(step.bar);
  return day;
};
const order = (side: 'buy' | 'sell', startedAt: number, time: number, filledBase = 0): MarketStep => ({
  kind: 'parent-order',
  time,
  order: { side, sizeBase: 1, filledBase, startedAt, arrivalMid: 100 },
});
const fill = (side: 'buy' | 'sell', time: number, price: number): MarketStep => ({
  kind: 'own-fill',
  time,
  fill: { side, price, sizeBase: 0.1, feeQuote: 0 },
});
const bars = hourly(31, 26);
const end = bars.at(-1)?.time ?? 0;
const day = dayOf(bars);

describe('direct impact', () => {
  const law = { gamma: 0.314, eta: 0.142, exponent: 0.6, days: 0.5 };

  it('has the numbers of the catalogue check', () => {
    const found = directImpact({ size: 0.6561, volume: 6.561, supply: 1728, sigma: 0.0157 }, law);
    expect(found.permanent).toBeCloseTo(0.00198597019119, 13);
    expect(found.temporary).toBeCloseTo(0.000848801218195, 14);
    expect(found.cost).toBeCloseTo(0.00184178631379, 13);
  });

  it('is at least the square-root law until enough fills of our own are known, then theirs', () => {
    const params = { ...almgrenDirectImpact.defaults, min_fills: 2 };
    const run = almgrenDirectImpact.start(params);
    const known = [...told(0, { 'market.circulating-supply': 1000 }), ...bars];
    const value = known.map(run).at(-1) ?? NaN;
    const expected = directImpact(
      { size: 1, volume: day.volumeBase, supply: 1000, sigma: day.sigma },
      { ...law, days: 1 / 24 },
    );
    expect(value).toBeCloseTo(expected.cost, 12);
    expect(readingOf(run, 'permanent')).toBeCloseTo(expected.permanent, 12);
    const root = (2 / 3) * day.sigma * Math.sqrt(1 / day.volumeBase);
    expect(readingOf(run, 'cost')).toBeCloseTo(10_000 * Math.max(root, expected.cost), 9);
    // A sell 20 bps below and a buy 10 bps above the mid price at the decision: 15 bps on average.
    [
      order('sell', end, end),
      fill('sell', end, 99.8),
      order('buy', end + 1, end),
      fill('buy', end, 100.1),
    ].forEach(run);
    expect(readingOf(run, 'fillRatio')).toBeCloseTo(0.0015 / value, 9);
    expect(readingOf(run, 'cost')).toBeCloseTo(15, 9);
  });

  it('is not known without the supply of coins', () => {
    expect(bars.map(almgrenDirectImpact.start(almgrenDirectImpact.defaults)).at(-1)).toBeUndefined();
  });
});

describe('impact that decays by a power of time', () => {
  const law = { delta: 0.5, gamma: 0.5, eta: 0.5 };

  it('has the numbers of the catalogue check', () => {
    const worked = { rate: 0.1, days: 0.25, sigma: 0.03 };
    expect(averageCost(worked, law)).toBeCloseTo(0.00316227766017, 13);
    expect(impactAt(0.25, worked, law)).toBeCloseTo(0.00474341649025, 13);
    expect(impactAt(0.5, worked, law)).toBeCloseTo(0.00196478744225, 13);
    expect(admissibleDecay(law)).toBe(law);
  });

  it('refuses a law that lets prices be manipulated', () => {
    expect(() => admissibleDecay({ ...law, delta: 0.3 })).toThrow('gamma + delta must be at least 1');
    expect(() => admissibleDecay({ ...law, gamma: 1 })).toThrow('gamma must lie between 0 and 1');
  });

  it('adds what is left of our own orders on the same side', () => {
    const run = gatheralPowerLawDecay.start(gatheralPowerLawDecay.defaults);
    const alone = bars.map(run).at(-1) ?? NaN;
    const next = { rate: 24 / day.volumeBase, days: 1 / 24, sigma: day.sigma };
    expect(alone).toBeCloseTo(averageCost(next, law), 12);
    expect(readingOf(run, 'peak')).toBeCloseTo(impactAt(1 / 24, next, law), 12);
    // An hour ago half a coin was bought within half an hour.
    [order('buy', end - HOUR_MS, end - HOUR_MS), order('buy', end - HOUR_MS, end - HOUR_MS / 2, 0.5)].forEach(
      run,
    );
    const after = run(bars.at(-1) as MarketStep) ?? NaN;
    expect(after).toBeGreaterThan(alone);
    expect(readingOf(run, 'buyCost')).toBeGreaterThan(readingOf(run, 'sellCost'));
    expect(readingOf(run, 'cost')).toBe(readingOf(run, 'buyCost'));
    expect(readingOf(run, 'remaining')).toBeGreaterThan(0);
  });

  it('counts each of two orders that are filled in turns once', () => {
    const apart = gatheralPowerLawDecay.start(gatheralPowerLawDecay.defaults);
    const inTurns = gatheralPowerLawDecay.start(gatheralPowerLawDecay.defaults);
    const buy = (time: number, filled: number) => order('buy', end - HOUR_MS, time, filled);
    const sell = (time: number, filled: number) => order('sell', end - HOUR_MS + 1, time, filled);
    const [half, full] = [end - HOUR_MS / 2, end];
    [...bars, buy(half, 0.2), buy(full, 0.5), sell(half, 0.1), sell(full, 0.3)].forEach(apart);
    [...bars, buy(half, 0.2), sell(half, 0.1), buy(full, 0.5), sell(full, 0.3)].forEach(inTurns);
    expect(readingOf(inTurns, 'buyCost')).toBeCloseTo(readingOf(apart, 'buyCost'), 12);
    expect(readingOf(inTurns, 'sellCost')).toBeCloseTo(readingOf(apart, 'sellCost'), 12);
  });

  it('forgets orders of more than a day ago', () => {
    const run = gatheralPowerLawDecay.start(gatheralPowerLawDecay.defaults);
    const later = hourly(31, 30);
    [order('sell', 0, 0, 5), ...later].forEach(run);
    expect(readingOf(run, 'remaining')).toBe(0);
    run(order('sell', 25 * HOUR_MS, 30 * HOUR_MS, 5));
    expect(readingOf(run, 'remaining')).toBeLessThan(0);
  });
});

describe('the I-Star model', () => {
  const law = { a1: 708, a2: 0.55, a3: 0.71, a4: 0.5, b1: 0.98 };
  const sample = { share: 0.01, sigma: 0.6 };

  it('has the numbers of the catalogue check', () => {
    const found = pacedCost(sample, 0.1, law);
    expect(found.instantaneous).toBeCloseTo(39.1309728741, 8);
    expect(found.impact).toBeCloseTo(12.9094335888, 8);
    expect(found.timingRisk).toBeCloseTo(54.3958096694, 8);
  });

  it('goes faster where waiting is riskier', () => {
    expect(bestPace(sample, law).participation).toBeGreaterThan(0.02);
    expect(bestPace({ share: 0.01, sigma: 2 }, law).participation).toBeGreaterThan(
      bestPace({ share: 0.01, sigma: 0.1 }, law).participation,
    );
    const total = (percent: number) => {
      const { impact, timingRisk } = pacedCost(sample, percent / 100, law);
      return impact + timingRisk / 2;
    };
    const best = Math.round(100 * bestPace(sample, law).participation);
    expect(total(best)).toBe(Math.min(...Array.from({ length: 30 }, (_, i) => total(i + 1))));
  });

  it('takes its scale from our own fills once there are 200', () => {
    const run = kissellIStar.start(kissellIStar.defaults);
    const before = bars.map(run).at(-1) ?? NaN;
    run(order('buy', end, end));
    for (let i = 0; i < 199; i += 1) run(fill('buy', end, 100.3));
    expect(readingOf(run, 'cost')).toBe(before);
    run(fill('buy', end, 100.3));
    expect(readingOf(run, 'cost')).toBeCloseTo(30, 9);
  });
});

describe('the capacity of a strategy', () => {
  it('has the numbers of the catalogue check', () => {
    const found = capacityOf(0.0006, { Y: 1, sigma: 0.03, volume: 1e9 });
    expect(found.best).toBeCloseTo(100_000, 6);
    expect(found.breakEven).toBeCloseTo(225_000, 6);
    expect(found.gain).toBeCloseTo(20, 9);
    expect(capacityOf(-0.1, { Y: 1, sigma: 0.03, volume: 1e9 }).best).toBe(0);
  });

  const params = { ...strategyCapacity.defaults, trades: 4, min_trades: 2 };
  const holdings = (equityQuote: number): MarketStep => ({
    kind: 'holdings',
    time: end,
    holdings: { notionals: [0], equityQuote },
  });

  it('is what the closed trades allow', () => {
    const run = strategyCapacity.start(params);
    expect([...bars, ...closedTrades([0.001])].map(run).at(-1)).toBeUndefined();
    const value = closedTrades([0.003]).map(run).at(-1) ?? NaN;
    const expected = capacityOf(0.002, { Y: 1, sigma: day.sigma, volume: day.volumeQuote });
    expect(value).toBeCloseTo(expected.best, 8);
    expect(readingOf(run, 'scale')).toBe(1);
    run(holdings(2 * value));
    expect(readingOf(run, 'scale')).toBeCloseTo(0.25, 12);
    expect(readingOf(run, 'notional')).toBeCloseTo(value / 2, 8);
  });

  it('is nothing where they lost', () => {
    const run = strategyCapacity.start(params);
    expect([...bars, holdings(100), ...closedTrades([0.001, -0.003])].map(run).at(-1)).toBe(0);
    expect(readingOf(run, 'scale')).toBe(0);
  });
});

const wandering = hourly(41, 40);
const during = (steps: readonly MarketStep[]): MarketStep[] =>
  wandering.flatMap((step, i) =>
    i < 24 ? [step] : [step, ...steps.map((each) => ({ ...each, time: step.time }))],
  );
describeFormulaContract(almgrenDirectImpact, { ...almgrenDirectImpact.defaults, min_fills: 3 }, [
  ...told(HOUR_MS, { 'market.circulating-supply': 1e6 }),
  ...during([...told(0, { 'market.circulating-supply': 1e6 }), order('buy', 5, 0), fill('buy', 0, 100.2)]),
]);
describeFormulaContract(
  gatheralPowerLawDecay,
  gatheralPowerLawDecay.defaults,
  during([order('buy', 24 * HOUR_MS, 0, 0.5)]),
);
describeFormulaContract(
  kissellIStar,
  kissellIStar.defaults,
  during([order('sell', 5, 0), fill('sell', 0, 99.9)]),
);
describeFormulaContract(strategyCapacity, { ...strategyCapacity.defaults, trades: 20, min_trades: 10 }, [
  ...wanderingJournal(5, 30).map((step) => ({ ...step, time: HOUR_MS })),
  ...during([{ kind: 'holdings', time: 0, holdings: { notionals: [1], equityQuote: 1000 } }]),
]);
