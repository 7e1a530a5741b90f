import { describe, expect, it } from 'vitest';
import { RecentValues } from '../../numerics/recent-values.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { normals } from '../contract-tests/catalogue-fixtures.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { voteStep } from '../contract-tests/told-opinions.ts';
import { bars } from '../contract-tests/sample-inputs.ts';
import type { MarketStep } from '../formula.ts';
import { conditionalDrawdownAtRisk, worstDrawdowns } from './conditional-drawdown-at-risk.ts';
import {
  drawdownRatio,
  expectedDrawdown,
  expectedMaximumDrawdownGuard,
} from './expected-maximum-drawdown-guard.ts';
import { bestRate, fitGrowth, holdingPeriod, optimalHoldingPeriod } from './optimal-holding-period.ts';
import { drawdownExposure, reddCopsExposure } from './redd-cops-exposure.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** What one strategy earned over bars of this length. */
const earned = (intervalMs: number, returns: readonly number[]): MarketStep[] =>
  returns.map((each, i) => ({
    kind: 'strategy-returns',
    time: (i + 1) * intervalMs,
    strategies: { names: ['a'], returns: [Math.log1p(each)] },
  }));

describe('the optimal holding period', () => {
  it('is that of the catalogue check', () => {
    const growth = { scale: 0.00002, exponent: 0.5 };
    expect(holdingPeriod(growth, 0.0006)).toBeCloseTo(3600, 6);
    expect(86_400 / holdingPeriod(growth, 0.0006)).toBeCloseTo(24, 9);
    expect(bestRate(growth, 0.0006)).toBeCloseTo(1.66666666667e-7, 15);
  });

  it('is fitted to moves above zero, of which there have to be three', () => {
    const power = [60, 300, 900, 3600, 14_400].map((h) => [h, 0.0001 * h ** 0.6] as const);
    expect(fitGrowth(power, 0.5)?.exponent).toBeCloseTo(0.6, 9);
    expect(fitGrowth(power, 0.5)?.scale).toBeCloseTo(0.0001, 9);
    expect(fitGrowth([[60, -1], ...power.slice(3)], 0.5)).toBeUndefined();
    // A move that grows faster than its horizon is taken to grow with the largest exponent allowed.
    expect(
      fitGrowth(
        power.map(([h]) => [h, h * h] as const),
        0.5,
      )?.exponent,
    ).toBe(0.9);
  });

  /** A market in which each vote is followed by a drift to its side, or to the other. */
  const drifting = (count: number, drift: number): MarketStep[] =>
    Array.from({ length: count }, (_, i): MarketStep[] => {
      const close = 100 * Math.exp(drift * i);
      const [bar] = bars([close, close, close]);
      return bar === undefined
        ? []
        : [
            {
              kind: 'bar',
              time: (i + 1) * MINUTE_MS,
              bar: { ...bar, openTime: (i * MINUTE_MS) as typeof bar.openTime },
            },
            voteStep((i + 1) * MINUTE_MS, 0.5),
          ];
    }).flat();

  it('lets votes through that are followed by their move, and not those followed by its opposite', () => {
    const params = { ...optimalHoldingPeriod.defaults, refit: 100 };
    const right = optimalHoldingPeriod.start(params);
    const wrong = optimalHoldingPeriod.start(params);
    for (const step of drifting(600, 0.0002)) right(step);
    for (const step of drifting(600, -0.0002)) wrong(step);
    expect(readingOf(right, 'gate')).toBe(1);
    expect(readingOf(right, 'exponent')).toBeCloseTo(0.9, 9);
    // 0.0002 a minute at an exponent of 0.9 instead of 1 is a little more early on.
    expect(readingOf(right, 'perDay')).toBeGreaterThan(1);
    expect(readingOf(wrong, 'gate')).toBe(0);
    expect(readingOf(wrong, 'perDay')).toBeCloseTo(0, 12);
  });

  it('follows what is voted first after a close: later votes of the minute have seen a part of the move', () => {
    const first = optimalHoldingPeriod.start(optimalHoldingPeriod.defaults);
    const again = optimalHoldingPeriod.start(optimalHoldingPeriod.defaults);
    for (const step of drifting(600, -0.0002)) {
      first(step);
      again(step);
      if (step.kind === 'vote') again(voteStep(step.time + MINUTE_MS / 2, -0.5));
    }
    expect(readingOf(first, 'gate')).toBe(0);
    expect(readingOf(again, 'gate')).toBe(0);
  });

  describeFormulaContract(
    optimalHoldingPeriod,
    { ...optimalHoldingPeriod.defaults, refit: 100 },
    drifting(320, 0.0002),
  );
});

describe('exposure under a limit of drawdown', () => {
  it('is that of the catalogue check', () => {
    const terms = { drawdown: 0.05, delta: 0.2, gamma: 0.2, sharpe: 0.5, sigma: 1 };
    expect(drawdownExposure(terms)).toBeCloseTo(0.164473684211, 9);
    expect(drawdownExposure({ ...terms, drawdown: 0.2 })).toBe(0);
    expect(drawdownExposure({ ...terms, sharpe: -2 })).toBe(0);
  });

  it('falls as capital falls from its highest of the last days, and rises when that is forgotten', () => {
    const run = reddCopsExposure.start({ ...reddCopsExposure.defaults, H: 3 });
    const steps = earned(DAY_MS, [0.02, 0.01, 0.02, -0.1, 0, 0, 0, 0]);
    const drawdowns = steps.map((step) => {
      run(step);
      return readingOf(run, 'drawdown');
    });
    expect(drawdowns[2]).toBeCloseTo(0, 12);
    expect(drawdowns[3]).toBeCloseTo(0.1, 12);
    expect(drawdowns[5]).toBeCloseTo(0.1, 12);
    expect(drawdowns[6]).toBeCloseTo(0, 12);
  });

  it('counts the capital the first day began with', () => {
    const run = reddCopsExposure.start(reddCopsExposure.defaults);
    const values = earned(DAY_MS, [-0.3, 0.01]).map(run);
    // 1 - 0.7 * 1.01 is more than the 0.2 allowed.
    expect(readingOf(run, 'drawdown')).toBeCloseTo(0.293, 12);
    expect(values.at(-1)).toBe(0);
  });

  describeFormulaContract(
    reddCopsExposure,
    { ...reddCopsExposure.defaults, H: 10 },
    earned(
      DAY_MS,
      normals(338, 60).map((z) => 0.002 + 0.02 * z),
    ),
  );
});

describe('conditional drawdown at risk', () => {
  const returns = [0.02, -0.01, -0.02, 0.03, 0.01, -0.04, 0.01, 0.02, -0.01, 0.005];
  const risk = (alpha: number) => {
    const recent = new RecentValues(returns.length);
    for (const each of returns) recent.push(each);
    return worstDrawdowns(recent, alpha, new Float64Array(returns.length));
  };

  it('is that of the catalogue check, from the mean of all drawdowns to the largest', () => {
    expect(risk(0.75)).toBeCloseTo(0.034, 9);
    expect(risk(0.999)).toBeCloseTo(0.04, 9);
    // Drawdowns: 0, 1, 3, 0, 0, 4, 3, 1, 2 and 1.5 hundredths.
    expect(risk(0)).toBeCloseTo(0.155 / 10, 9);
  });

  it('makes positions smaller than the budget asks for, and never larger than one', () => {
    const run = conditionalDrawdownAtRisk.start({
      ...conditionalDrawdownAtRisk.defaults,
      budget: 0.017,
      alpha: 0.75,
    });
    for (const step of earned(HOUR_MS, returns)) run(step);
    expect(readingOf(run, 'scale')).toBeCloseTo(0.5, 9);
    const calm = conditionalDrawdownAtRisk.start(conditionalDrawdownAtRisk.defaults);
    for (const step of earned(HOUR_MS, [0.01, 0.01])) calm(step);
    expect(readingOf(calm, 'scale')).toBe(1);
  });

  describeFormulaContract(
    conditionalDrawdownAtRisk,
    { ...conditionalDrawdownAtRisk.defaults, window: 30 },
    earned(
      HOUR_MS,
      normals(339, 60).map((z) => 0.01 * z),
    ),
  );
});

describe('the guard of drawdowns', () => {
  it('expects the drawdown of the catalogue check', () => {
    expect(expectedDrawdown(0.02, 30)).toBeCloseTo(0.13729368493, 9);
    expect(0.06 / expectedDrawdown(0.02, 30)).toBeCloseTo(0.437019372237, 9);
  });

  it('holds the largest fall against the expected one', () => {
    // Up 1, down 2, up 1 hundredth around a mean of 0: a fall of 0.02, six squares over two.
    const days = [0.01, -0.02, 0.01];
    const sigma = Math.sqrt((1e-4 + 4e-4 + 1e-4) / 2);
    expect(drawdownRatio(days)).toBeCloseTo(0.02 / (Math.sqrt(Math.PI / 2) * sigma * Math.sqrt(3)), 9);
    expect(drawdownRatio([0.01, 0.01])).toBe(0);
  });

  it('stops the day at its limit and opens with the next one', () => {
    const run = expectedMaximumDrawdownGuard.start(expectedMaximumDrawdownGuard.defaults);
    const gates = earned(12 * HOUR_MS, [-0.046, 0.02, 0.001]).map((step) => {
      run(step);
      return [readingOf(run, 'gate'), readingOf(run, 'isKilled')];
    });
    expect(gates).toEqual([
      [0, 0],
      [0, 0],
      [1, 0],
    ]);
  });

  it('stops all for good a tenth below the peak', () => {
    const run = expectedMaximumDrawdownGuard.start(expectedMaximumDrawdownGuard.defaults);
    for (const step of earned(DAY_MS, [0.05, -0.04, -0.04, -0.02])) run(step);
    expect(readingOf(run, 'drawdown')).toBeCloseTo(1 - 0.96 * 0.96 * 0.98, 12);
    expect([readingOf(run, 'gate'), readingOf(run, 'isKilled')]).toEqual([0, 1]);
    run({ kind: 'strategy-returns', time: 9 * DAY_MS, strategies: { names: ['a'], returns: [0.3] } });
    expect(readingOf(run, 'gate')).toBe(0);
  });

  describeFormulaContract(
    expectedMaximumDrawdownGuard,
    expectedMaximumDrawdownGuard.defaults,
    earned(
      6 * HOUR_MS,
      normals(340, 80).map((z) => 0.004 * z),
    ),
  );
});
