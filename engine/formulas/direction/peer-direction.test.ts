import { describe, expect, it } from 'vitest';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { normals, walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { peerSteps } from '../contract-tests/peer-steps.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import type { MarketStep } from '../formula.ts';
import { midRanks } from '../../numerics/mid-ranks.ts';
import { asymmetryValue, downsideBetaAsymmetry, sidedBetas } from './downside-beta-asymmetry.ts';
import { dualMomentum, momentumSide, strengthOf } from './dual-momentum.ts';
import { dynamicMomentumCrashControl } from './dynamic-momentum-crash-control.ts';
import { MarketReturns } from './market-returns.ts';
import { momentumWeight, weightModel } from './momentum-weight.ts';

/** The own symbol is bitcoin. */
const asBitcoin = (steps: readonly MarketStep[]): MarketStep[] =>
  steps.map((step) =>
    step.kind === 'peers'
      ? { ...step, peers: { ...step.peers, symbols: ['BTC/USDT', ...step.peers.symbols.slice(1)] } }
      : step,
  );

describe('dual momentum', () => {
  it('has the values of the catalogue check', () => {
    const gains = [0.3, 0.005, -0.2, -0.005];
    const ranks = midRanks(gains);
    const hurdle = (0.04 * 90) / 365;
    expect(hurdle).toBeCloseTo(0.00986301369863, 13);
    expect([...ranks]).toEqual([0.875, 0.625, 0.125, 0.375]);
    const values = gains.map((gain, i) => {
      const side = momentumSide({ gain, rank: ranks[i] ?? NaN, hurdle, top: 0.34 });
      return side * strengthOf(gain, 2 * 0.03 * Math.sqrt(90));
    });
    expect(values[0]).toBeCloseTo(0.527046276695, 12);
    expect(values[1]).toBe(0);
    expect(values[2]).toBeCloseTo(-0.351364184463, 12);
    expect(values[3]).toBe(0);
  });

  it('is long the best, short the worst and needs enough symbols', () => {
    const drifting = (drift: number) => barsOfReturns([0.01, -0.01, 0.01, -0.01].map((each) => each + drift));
    const params = { lookback: 4, rf: 0.04, universe: 4, top: 0.34 };
    const symbols = [drifting(0.01), drifting(0), drifting(-0.01), drifting(0.001)];
    const best = dualMomentum.start(params);
    const value = peerSteps(symbols).map(best).at(-1) ?? NaN;
    // 4 % in four days of a deviation of 1 % times the root of 4/3.
    expect(value).toBeCloseTo(Math.expm1(0.04) / (2 * 0.01 * Math.sqrt(4 / 3) * 2), 12);
    expect(readingOf(best, 'confidence')).toBeCloseTo(0.5 + value / 2, 12);
    expect(readingOf(best, 'rank')).toBe(0.875);
    const worst = peerSteps(symbols.toReversed().toSorted((a) => (a === symbols[2] ? -1 : 1)));
    expect(worst.map(dualMomentum.start(params)).at(-1)).toBeLessThan(0);
    expect(peerSteps(symbols.slice(0, 3)).map(dualMomentum.start(params)).at(-1)).toBeUndefined();
  });
});

describe('returns beside those of the market', () => {
  const steps = peerSteps([barsOfReturns([0.01]), barsOfReturns([0.02]), barsOfReturns([0.04])], 1);
  const fed = (ofBitcoin: 'itself' | 'the others', given: readonly MarketStep[]) => {
    const returns = new MarketReturns(ofBitcoin);
    for (const step of given) if (step.kind === 'peers') returns.push(step.peers);
    return returns;
  };

  it('take the leader for the market', () => {
    expect(fed('the others', steps).own).toBeCloseTo(0.01, 12);
    expect(fed('the others', steps).market).toBeCloseTo(0.02, 12);
  });

  it('take bitcoin itself or the others where it is the own symbol', () => {
    expect(fed('itself', asBitcoin(steps)).market).toBeCloseTo(0.01, 12);
    expect(fed('the others', asBitcoin(steps)).market).toBeCloseTo(0.03, 12);
  });

  it('take the others where nobody leads, and leave out who lacks a bar', () => {
    const [own, one] = [barsOfReturns([0.01]), barsOfReturns([0.02])];
    expect(fed('itself', peerSteps([own, one, [undefined, one[1]]])).market).toBeCloseTo(0.02, 12);
    expect(fed('itself', peerSteps([own])).market).toBeNaN();
  });
});

describe('the asymmetry of downside beta', () => {
  const market = [-0.03, -0.01, 0.02, 0.04, -0.02, 0.01, 0.03, -0.04];
  const own = [-0.05, -0.01, 0.02, 0.03, -0.03, 0.01, 0.02, -0.07];

  it('has the slopes of the catalogue check', () => {
    const betas = sidedBetas(market, own, 3);
    expect(betas?.downside).toBeCloseTo(2, 12);
    expect(betas?.upside).toBeCloseTo(0.6, 12);
    expect(sidedBetas(market, own, 5)).toBeUndefined();
  });

  it('sells harder in a fall than it buys in a rise', () => {
    const betas = { downside: 2, upside: 0.6 };
    expect(asymmetryValue(-1, betas)).toBeCloseTo(-2 / 1.3, 12);
    expect(asymmetryValue(1, betas)).toBeCloseTo(0.6 / 1.3, 12);
    expect(asymmetryValue(-1, { downside: 0.1, upside: 0.1 })).toBeCloseTo(-0.1 / 0.2, 12);
  });

  it('measures the trend of the market in deviations', () => {
    const run = downsideBetaAsymmetry.start({ window: 8, trend: 2, min_n: 3 });
    const value =
      peerSteps([barsOfReturns(own), barsOfReturns(market)], 1)
        .map(run)
        .at(-1) ?? NaN;
    const deviation = Math.sqrt(market.reduce((sum, each) => sum + each * each, 0) / 7);
    const trend = -0.01 / (deviation * Math.sqrt(2));
    expect(readingOf(run, 'trend')).toBeCloseTo(trend, 10);
    expect(value).toBeCloseTo((trend * 2) / 1.3, 9);
    expect(readingOf(run, 'signal')).toBeCloseTo(value / 2, 12);
    expect(readingOf(run, 'asymmetry')).toBeCloseTo(1.4, 9);
  });
});

describe('momentum with crash control', () => {
  it('has the weight of the catalogue check', () => {
    const model = { constant: -0.0004, slope: 0, lam: 0.25 };
    const weight = momentumWeight(model, { state: 0, variance: 0.0016 });
    expect(weight).toBeCloseTo(-0.5, 12);
    // Against a strategy that is short now.
    expect(weight * -1).toBeCloseTo(0.5, 12);
  });

  it('learns what follows a state and has weights of size 1 on average', () => {
    const history = {
      states: Float64Array.of(0, 1, 0, 2, 0, 1),
      variances: Float64Array.of(1, 1, 2, 1, 1, 4),
      returns: Float64Array.of(9, 0.5, -0.5, 0.5, -1.5, 0.5),
    };
    // 0.5 - 1 times the state of the day before.
    const model = weightModel({ toArrays: () => history }, 2);
    expect(model?.constant).toBeCloseTo(0.5, 12);
    expect(model?.slope).toBeCloseTo(-1, 12);
    expect(model?.lam).toBeCloseTo((0.5 / 2 + 0.5 / 8) / 2, 12);
  });

  it('takes the mean where no state ever came', () => {
    const history = {
      states: new Float64Array(4),
      variances: new Float64Array(4).fill(0.01),
      returns: Float64Array.of(0, 0.02, -0.01, 0.02),
    };
    const model = weightModel({ toArrays: () => history }, 3);
    expect(model?.constant).toBeCloseTo(0.01, 12);
    expect(model?.slope).toBe(0);
    expect(model?.lam).toBeCloseTo(0.5, 12);
  });

  it('follows a trend that has paid, and turns against it where bear markets have swung', () => {
    const params = { lookback: 2, bear: 4, var_window: 3, refit: 1, fit_days: 60, scale_days: 30 };
    const rising = normals(31, 80).map((z) => 0.01 + 0.002 * z);
    const trend = dynamicMomentumCrashControl.start(params);
    const values = asBitcoin(peerSteps([barsOfReturns(rising), walkBars(3, 81)])).map(trend);
    expect(values.at(-1)).toBeGreaterThan(0.5);
    expect(readingOf(trend, 'weight')).toBe(values.at(-1));
    expect(readingOf(trend, 'isBear')).toBe(0);
    // Three falls and a rise: after two falls a third, after fall and rise a fall; momentum of one day loses.
    const swinging = Array.from({ length: 80 }, (_, i) => (i % 2 === 0 ? -0.03 : 0.02));
    const against = dynamicMomentumCrashControl.start({ ...params, lookback: 1 });
    asBitcoin(peerSteps([barsOfReturns(swinging), walkBars(3, 81)])).forEach(against);
    expect(readingOf(against, 'isBear')).toBe(1);
    expect(readingOf(against, 'expected')).toBeLessThan(0);
    expect(readingOf(against, 'weight')).toBeLessThan(0);
    // The last return was a rise, so momentum is long and the position short.
    expect(readingOf(against, 'signal')).toBeLessThan(0);
  });

  it('refuses to scale over more days than it keeps', () => {
    const wrong = { ...dynamicMomentumCrashControl.defaults, fit_days: 100 };
    expect(() => dynamicMomentumCrashControl.start(wrong)).toThrow('fit_days must be');
  });
});

const four = peerSteps(
  [21, 22, 23, 24].map((seed) => walkBars(seed, 60)),
  1,
);
describeFormulaContract(dualMomentum, { lookback: 10, rf: 0.04, universe: 4, top: 0.34 }, four);
/** Days of the market that lie on either side of their mean in turns. */
const turning = peerSteps(
  [25, 26].map((seed) =>
    barsOfReturns(normals(seed, 60).map((z, i) => (i % 2 === 0 ? 0.01 : -0.01) + 0.001 * z)),
  ),
  1,
);
describeFormulaContract(downsideBetaAsymmetry, { window: 30, trend: 5, min_n: 5 }, turning);
describeFormulaContract(
  dynamicMomentumCrashControl,
  { lookback: 3, bear: 8, var_window: 5, refit: 2, fit_days: 20, scale_days: 10 },
  four,
);
