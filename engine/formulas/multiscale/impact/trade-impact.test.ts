import { describe, expect, it } from 'vitest';
import { normals, uniforms } from '../../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../../contract-tests/reading-of.ts';
import { tradeStep } from '../../contract-tests/sample-inputs.ts';
import { ownQuote, peerQuote } from '../../contract-tests/peer-quotes.ts';
import type { MarketStep, TapeStep } from '../../formula.ts';
import { crossImpact, impactGap } from './cross-impact-model.ts';
import { impactCurve, powerCurve } from './impact-curve.ts';
import { kyleMatrix } from './kyle-matrix.ts';
import { lilloFarmerMantegnaImpact } from './lillo-farmer-mantegna-impact.ts';
import { multivariateKyleCrossImpact } from './multivariate-kyle-cross-impact.ts';

/** Trades a second apart, each of which moves the mid price by the root of its size in bps. */
function rootTape(seed: number, count: number): TapeStep[] {
  let log = Math.log(100);
  return uniforms(seed, count).map((uniform, i) => {
    const size = Math.exp(3 * uniform);
    const side = i % 3 === 0 ? 'sell' : 'buy';
    const step = tradeStep(1000 * i, side, Math.exp(log), size, Math.exp(log), 0.01);
    log += (side === 'buy' ? 1 : -1) * 1e-4 * Math.sqrt(size);
    return step;
  });
}

describe('the impact curve', () => {
  it('has the numbers of the catalogue check', () => {
    const y = [0.00000398107170553, 0.00000757858283255, 0.00001, 0.0000174110112659];
    const curve = powerCurve([0.1, 0.5, 1, 4].map((x, i) => [x, y[i] ?? NaN]));
    expect(curve?.delta).toBeCloseTo(0.4, 9);
    expect((curve?.lambda ?? NaN) / 100_000).toBeCloseTo(1, 9);
  });

  it('keeps its power within bounds and goes through the middle of the points', () => {
    const curve = powerCurve([
      [0.5, 0.25],
      [2, 4],
    ]);
    expect(curve?.delta).toBe(1);
    expect(curve?.lambda).toBeCloseTo(1, 12);
    expect(
      powerCurve([
        [1, 1],
        [1, 2],
      ]),
    ).toBeUndefined();
  });

  it('groups trades by size and leaves out groups that went the wrong way', () => {
    const sizes = Array.from({ length: 80 }, (_, i) => 1 + (79 - i));
    const mean = 40.5;
    const moves = sizes.map((size) => 1e-4 * (size / mean) ** 0.5);
    const curve = impactCurve(sizes, moves, 8);
    // Within the smallest group the root is bent most.
    expect(curve?.delta).toBeCloseTo(0.5, 1);
    const wrong = sizes.map((size, i) => (size <= 30 ? -1 : (moves[i] ?? 0)));
    expect(impactCurve(sizes, wrong, 8)).toBeUndefined();
  });

  it('is found again from a tape', () => {
    const run = lilloFarmerMantegnaImpact.start({ window: 400, bins: 20, refit: 200, omega: 4 });
    const values = rootTape(3, 203).map(run);
    expect(values.slice(0, 201).every((each) => each === undefined)).toBe(true);
    expect(readingOf(run, 'delta')).toBeCloseTo(0.5, 1);
    expect(values.at(-1)).toBe(4 ** readingOf(run, 'delta') / readingOf(run, 'lambda'));
    expect(readingOf(run, 'cost')).toBe(10_000 * (values.at(-1) ?? NaN));
  });

  it('takes the prints of one moment and side for one trade', () => {
    const whole = rootTape(4, 203);
    const split = whole.flatMap((step) => [
      { ...step, sizeBase: step.sizeBase / 4 },
      { ...step, sizeBase: (3 * step.sizeBase) / 4 },
    ]);
    const params = { window: 400, bins: 20, refit: 200, omega: 1 };
    const one = whole.map(lilloFarmerMantegnaImpact.start(params)).at(-1) ?? NaN;
    expect(split.map(lilloFarmerMantegnaImpact.start(params)).at(-1)).toBeCloseTo(one, 12);
  });
});

describe('the matrix of Kyle', () => {
  const prices = [
    [4, 1],
    [1, 2],
  ];
  const flows = [
    [1, 0.3],
    [0.3, 2],
  ];

  it('has the numbers of the catalogue check', () => {
    const matrix = kyleMatrix(prices, flows) ?? [];
    expect(matrix[0]?.[0]).toBeCloseTo(1.96254203407, 10);
    expect(matrix[0]?.[1]).toBeCloseTo(0.106710623332, 10);
    expect(matrix[1]?.[0]).toBeCloseTo(0.106710623332, 10);
    expect(matrix[1]?.[1]).toBeCloseTo(0.981271017033, 10);
    const changes = matrix.map((row) => (row[0] ?? NaN) - 0.5 * (row[1] ?? NaN));
    expect(changes[0]).toBeCloseTo(1.9091867224, 9);
    expect(changes[1]).toBeCloseTo(-0.383924885185, 9);
  });

  it('turns the covariance of flows into that of prices', () => {
    const a = kyleMatrix(prices, flows) ?? [];
    prices.forEach((row, i) =>
      row.forEach((each, j) => {
        let sum = 0;
        for (const k of [0, 1]) {
          for (const l of [0, 1]) sum += (a[i]?.[k] ?? 0) * (flows[k]?.[l] ?? 0) * (a[l]?.[j] ?? 0);
        }
        expect(sum).toBeCloseTo(each, 10);
      }),
    );
  });

  it('does not exist where two flows are one', () => {
    expect(
      kyleMatrix(prices, [
        [1, 1],
        [1, 1],
      ]),
    ).toBeUndefined();
  });
});

const listOf = (values: readonly number[]) => Float64Array.from(values);
/** Flows of two instruments, and moves that follow both in one of them and its own in the other. */
function followed(seed: number, count: number) {
  const flows = [normals(seed, count), normals(seed + 1, count)];
  const noise = normals(seed + 2, count);
  const own = noise.map((z, t) => 1e-4 * ((flows[0]?.[t] ?? 0) + 0.8 * (flows[1]?.[t] ?? 0) + 0.3 * z));
  return {
    flows,
    moves: [own, (flows[1] ?? []).map((each, t) => 1e-4 * (each + 0.8 * (flows[0]?.[t] ?? 0)))],
  };
}

describe('cross-impact', () => {
  it('learns what the other flow does to the own price', () => {
    const { flows, moves } = followed(7, 2000);
    const model = crossImpact(moves.map(listOf), flows.map(listOf));
    // What is noise in the own price counts as impact too.
    expect(model?.perFlow[0]).toBeGreaterThan(1e-4);
    expect(model?.perFlow[0]).toBeLessThan(1.1e-4);
    expect(model?.perFlow[1]).toBeGreaterThan(0.7e-4);
    expect(model?.perFlow[1]).toBeLessThan(0.8e-4);
    expect(model?.rSquared).toBeGreaterThan(0.9);
    // Alone the flow of the other would have lifted the price.
    const gap = impactGap(0, [0, 2], model ?? { perFlow: [] });
    expect(gap).toBeCloseTo(2 * (model?.perFlow[1] ?? NaN), 15);
  });

  const params = { bucket: 1, window: 40, refit: 10 };
  /** Two instruments, a trade and a quote of each in every second. */
  const steps = (seed: number, seconds: number): MarketStep[] => {
    const { flows, moves } = followed(seed, seconds);
    const levels = [Math.log(100), Math.log(50)];
    return [
      ownQuote(999, 100),
      peerQuote(999, 50),
      ...Array.from({ length: seconds }, (_, t) => {
        const time = 1000 * (t + 1);
        levels.forEach((level, i) => (levels[i] = level + (moves[i]?.[t] ?? 0)));
        const trades = flows.map((each) => each[t] ?? 0);
        const trade = (flow: number, price: number) => ({
          price,
          sizeBase: Math.abs(flow) / price,
          side: flow > 0 ? ('buy' as const) : ('sell' as const),
        });
        return [
          { kind: 'trade', time: time + 100, trade: { time: time + 100, ...trade(trades[0] ?? 0, 100) } },
          {
            kind: 'peer-trade',
            time: time + 200,
            trade: { place: 1, isLeader: true, isSameCoin: false, ...trade(trades[1] ?? 0, 50) },
          },
          ownQuote(time + 300, Math.exp(levels[0] ?? 0)),
          peerQuote(time + 400, Math.exp(levels[1] ?? 0)),
        ] satisfies MarketStep[];
      }).flat(),
    ];
  };

  it('buys when the other was bought and the own price has not moved', () => {
    const run = multivariateKyleCrossImpact.start(params);
    const sample = steps(9, 60);
    sample.forEach(run);
    expect(readingOf(run, 'instruments')).toBe(2);
    expect(readingOf(run, 'explained')).toBeGreaterThan(0.8);
    const time = 61_100;
    const bought: MarketStep = {
      kind: 'peer-trade',
      time,
      trade: { place: 1, isLeader: true, isSameCoin: false, price: 50, sizeBase: 0.06, side: 'buy' },
    };
    run(bought);
    const value = run(ownQuote(time + 1000, 100)) ?? NaN;
    // A flow of 3 lifts the own price by 2.4e-4 and not yet has; the noise is an eighth of that.
    expect(value).toBeGreaterThan(3);
    expect(readingOf(run, 'signal')).toBeGreaterThan(0.9);
    expect(readingOf(run, 'confidence')).toBe(1);
  });

  it('has no value alone', () => {
    const alone = steps(9, 60).filter(({ kind }) => kind === 'trade' || kind === 'quote');
    expect(alone.map(multivariateKyleCrossImpact.start(params)).every((each) => each === undefined)).toBe(
      true,
    );
  });

  describeFormulaContract(multivariateKyleCrossImpact, { bucket: 1, window: 8, refit: 3 }, steps(11, 14));
});

describeFormulaContract(
  lilloFarmerMantegnaImpact,
  { window: 40, bins: 6, refit: 20, omega: 1 },
  rootTape(5, 70),
);
