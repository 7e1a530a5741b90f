import { describe, expect, it } from 'vitest';
import { barsOfReturns } from '../contract-tests/bars-of-returns.ts';
import { normals, walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { peerSteps } from '../contract-tests/peer-steps.ts';
import { readingOf } from '../contract-tests/reading-of.ts';
import { revertingBars } from '../contract-tests/reverting-bars.ts';
import { anticor, anticorStep, LaggedReturns } from './anticor.ts';
import { avellanedaLeeSScore, sScore } from './avellaneda-lee-s-score.ts';
import { boxTiaoCanonicalPortfolio } from './box-tiao-canonical-portfolio.ts';
import { leastPredictable } from './canonical-portfolio.ts';

const noise = (seed: number, count: number, scale: number) => normals(seed, count).map((z) => scale * z);

/** A market of two others, and an own symbol whose distance from their mean is pulled back. */
const pulledMarket = (seed: number, count: number, shock = 0) => {
  const others = [noise(seed, count, 0.01), noise(seed + 1, count, 0.01)];
  let distance = 0;
  const own = normals(seed + 2, count).map((z, t) => {
    const before = distance;
    distance = 0.5 * distance + 0.003 * z + (t === count - 1 ? shock : 0);
    return ((others[0]?.[t] ?? NaN) + (others[1]?.[t] ?? NaN)) / 2 + distance - before;
  });
  return peerSteps([own, ...others].map((returns) => barsOfReturns(returns)));
};

describe('the s-score', () => {
  it('is that of the catalogue check', () => {
    const b = 0.8;
    expect(sScore({ mean: 0.1 / (1 - b), deviation: Math.sqrt(0.04 / (1 - b * b)) })).toBeCloseTo(-1.5, 12);
  });

  it('leans against a symbol that ran ahead of the others', () => {
    const run = avellanedaLeeSScore.start(avellanedaLeeSScore.defaults);
    const values = pulledMarket(20, 70, 0.04).map(run);
    expect(values[59]).toBeUndefined();
    expect(values[60]).toBeDefined();
    const s = values.at(-1) ?? NaN;
    expect(s).toBeGreaterThan(1.25);
    expect(readingOf(run, 'signal')).toBeCloseTo(-Math.min(1, s / 2), 12);
    expect(readingOf(run, 'beta')).toBeCloseTo(1, 0);
    expect(readingOf(run, 'confidence')).toBeCloseTo(Math.min(1, (s - 1.25) / 1.5 + 0.4), 12);
  });

  it('holds its stance until the score has come back', () => {
    const run = avellanedaLeeSScore.start(avellanedaLeeSScore.defaults);
    let held = 0;
    const values = pulledMarket(23, 400).map((step) => [run(step), readingOf(run, 'signal')]);
    for (const [score, signal] of values) {
      if (score === undefined) continue;
      if (Math.abs(score) > 1.25) held = -Math.sign(score);
      else if (Math.abs(score) < 0.5 || held === Math.sign(score)) held = 0;
      expect(Math.sign(signal ?? NaN)).toBe(held);
    }
  });
});

describe('the canonical portfolio', () => {
  it('begins anew where other symbols are followed', () => {
    const params = { ...boxTiaoCanonicalPortfolio.defaults, n: 40, k: 50 };
    const run = boxTiaoCanonicalPortfolio.start(params);
    peerSteps([1, 2, 3, 4].map((seed) => walkBars(seed, 45))).forEach(run);
    const fresh = boxTiaoCanonicalPortfolio.start(params);
    for (const step of peerSteps([5, 6, 7].map((seed) => walkBars(seed, 60)))) {
      expect(run(step)).toBe(fresh(step));
    }
  });

  const G = [
    [1, 0.3],
    [0.3, 2],
  ];

  it('is that of the catalogue check', () => {
    const found = leastPredictable(G, [
      [0.9, 0.1],
      [0, 0.2],
    ]);
    expect(found?.predictability).toBeCloseTo(0.0359164329043, 10);
    expect(found?.weights).toEqual([
      expect.closeTo(-0.0893635759427, 10),
      expect.closeTo(0.910636424057, 10),
    ]);
  });

  it('is the symbol that reverts among those that walk', () => {
    const own = revertingBars(24, 202, 0.3);
    const others = [25, 26].map((seed) => barsOfReturns(noise(seed, 201, 0.01)));
    const run = boxTiaoCanonicalPortfolio.start({ n: 200, k: 300, K: 5, entry: 2 });
    const last = own.at(-1);
    const shocked = [...own.slice(0, -1), ...(last ? [{ ...last, close: 1.03 * 100 }] : [])];
    const values = peerSteps([shocked, ...others]).map(run);
    expect(values[198]).toBeUndefined();
    expect(readingOf(run, 'ownWeight')).toBeGreaterThan(0.8);
    expect(readingOf(run, 'predictability')).toBeLessThan(0.3);
    expect(values.at(-1)).toBeGreaterThan(2);
    expect(readingOf(run, 'signal')).toBeCloseTo(-1, 12);
    expect(readingOf(run, 'confidence')).toBeCloseTo(1 - readingOf(run, 'predictability'), 12);
  });

  it('holds the symbols with the largest notional beside the own one', () => {
    const symbols = [27, 28, 29].map((seed) => walkBars(seed, 60));
    const quiet = (symbols[1] ?? []).map((bar) => ({ ...bar, volumeBase: 0.001 * bar.volumeBase }));
    const params = { n: 50, k: 10, K: 2, entry: 2 };
    const both = peerSteps(symbols).map(boxTiaoCanonicalPortfolio.start(params));
    const without = peerSteps([symbols[0] ?? [], quiet, symbols[2] ?? []]).map(
      boxTiaoCanonicalPortfolio.start(params),
    );
    const third = peerSteps([symbols[0] ?? [], symbols[2] ?? []]).map(
      boxTiaoCanonicalPortfolio.start(params),
    );
    expect(without).toEqual(third);
    expect(both).toHaveLength(60);
  });
});

describe('the transfer of weight', () => {
  const moved = (weights: readonly number[], ...returns: readonly (readonly [number, number])[]) => {
    const market = new LaggedReturns(2, returns.length / 2);
    const answers = returns.map((each) => {
      market.newest.set(each);
      return market.take();
    });
    expect(answers.indexOf(true)).toBe(returns.length - 1);
    return anticorStep(weights, market.means, market.follows);
  };
  const earlier = [
    [0.01, 0],
    [0.02, 0.01],
    [-0.01, 0],
  ] as const;

  it('goes to the symbol that follows the one that won', () => {
    // The second won more (0.0133 against 0.01); before, it had its high when the first has it now.
    expect(moved([0.5, 0.5], ...earlier, [0.01, 0.01], [0.02, 0.03], [0, 0])).toEqual([1, 0]);
  });

  it('does not happen where rounding alone says that one follows the other', () => {
    // The lists of the catalogue check: (-1/3, 2/3, -1/3) and (1, 0, -1) have no correlation at all.
    expect(moved([0.5, 0.5], ...earlier, [0.02, 0.01], [0.01, 0.03], [0, 0])).toEqual([0.5, 0.5]);
  });

  it('moves nothing between symbols that do not follow each other', () => {
    expect(moved([0.3, 0.7], [0, 0], [0, 0], [0, 0], [0, 0])).toEqual([0.3, 0.7]);
  });

  it('keeps weights that sum to 1', () => {
    const run = anticor.start({ w: 5, K: 8 });
    const values = peerSteps([30, 31, 32].map((seed) => walkBars(seed, 60))).map(run);
    expect(values[9]).toBeUndefined();
    expect(values[10]).toBeDefined();
    const known = values.filter((each) => each !== undefined);
    expect(Math.min(...known)).toBeGreaterThanOrEqual(-1 / 3 - 1e-12);
    expect(Math.max(...known)).toBeLessThanOrEqual(2 / 3 + 1e-12);
    expect(new Set(known).size).toBeGreaterThan(2);
  });
});

describeFormulaContract(avellanedaLeeSScore, { n: 30, so: 1.25, sc: 0.5, kmin: 8.4 }, pulledMarket(33, 60));
const walks = peerSteps([walkBars(34, 60), walkBars(35, 60), walkBars(36, 60)]);
describeFormulaContract(boxTiaoCanonicalPortfolio, { n: 40, k: 10, K: 3, entry: 2 }, walks);
describeFormulaContract(anticor, { w: 10, K: 8 }, walks);
