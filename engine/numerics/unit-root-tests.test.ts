import { describe, expect, it } from 'vitest';
import {
  customaryDickeyFullerLags,
  DickeyFuller,
  dickeyFullerTest,
  dickeyFullerTestByAic,
} from './dickey-fuller.ts';
import { automaticKpssLags, kpssTest } from './kpss.ts';
import {
  cointegrationCriticalValues,
  noCointegrationProbability,
  unitRootCriticalValues,
  unitRootProbability,
} from './mackinnon.ts';
import { Mulberry32 } from './mulberry32.ts';
import { phillipsPerronTau } from './phillips-perron.ts';

const normals = (seed: number, count: number): Float64Array => {
  const random = new Mulberry32(seed);
  return Float64Array.from({ length: count }, () => random.normal());
};
const walk = (seed: number, count: number): Float64Array => {
  let sum = 0;
  return normals(seed, count).map((each) => (sum += each));
};
const reverting = (seed: number, count: number): Float64Array => {
  let value = 0;
  return normals(seed, count).map((each) => (value = 0.5 * value + each));
};

describe('the Dickey-Fuller test', () => {
  it('gives the statistic of statsmodels adfuller(maxlag=2, autolag=None)', () => {
    const test = dickeyFullerTest(walk(3, 60), 2);
    expect(test?.tau).toBeCloseTo(-2.22563057055, 9);
    expect(unitRootProbability(test?.tau ?? 0)).toBeCloseTo(0.197074881005, 9);
    expect(test?.count).toBe(57);
  });

  it('keeps nothing of the series before in the memory it uses again', () => {
    const kinds = ['none', 'constant', 'trend'] as const;
    for (const kind of kinds) {
      const test = new DickeyFuller(60, 2, kind);
      for (const y of [walk(3, 60), new Float64Array(60), reverting(4, 60), walk(5, 60)]) {
        expect(test.test(y)).toEqual(dickeyFullerTest(y, 2, kind));
      }
    }
  });

  it('is the t-value of the level, worked out for three changes', () => {
    // Levels 1, 2, 4 and changes 1, 2, -1 without a constant: pull (1 + 4 - 4) / 21, errors by hand.
    const test = dickeyFullerTest(Float64Array.of(1, 2, 4, 3), 0, 'none');
    const squares = (1 - 1 / 21) ** 2 + (2 - 2 / 21) ** 2 + (-1 - 4 / 21) ** 2;
    expect(test?.pull).toBeCloseTo(1 / 21, 14);
    expect(test?.tau).toBeCloseTo(1 / 21 / Math.sqrt(squares / 2 / 21), 13);
  });

  it('tells a series that is pulled back from one that is not', () => {
    const tau = (y: Float64Array) => dickeyFullerTestByAic(y, 5, 'trend')?.tau ?? 0;
    expect(unitRootProbability(tau(reverting(4, 300)), 'trend')).toBeLessThan(0.001);
    expect(unitRootProbability(tau(walk(4, 300)), 'trend')).toBeGreaterThan(0.05);
  });

  it('has no answer of a series that never moves or is a straight line', () => {
    expect(dickeyFullerTest(new Float64Array(50).fill(11.3), 1)).toBeUndefined();
    expect(
      dickeyFullerTest(
        Float64Array.from({ length: 50 }, (_, t) => t),
        1,
      ),
    ).toBeUndefined();
    expect(dickeyFullerTest(Float64Array.of(1, 2), 3)).toBeUndefined();
  });

  it('takes twelve lags a hundred values, growing with the fourth root', () => {
    expect(customaryDickeyFullerLags(100, 'constant')).toBe(12);
    expect(customaryDickeyFullerLags(1600, 'constant')).toBe(24);
    expect(customaryDickeyFullerLags(20, 'trend')).toBe(7);
  });
});

describe('the distributions of MacKinnon', () => {
  it.each(['none', 'constant', 'trend'] as const)('agree with their own critical values: %s', (kind) => {
    const { at1, at5, at10 } = unitRootCriticalValues(1e6, kind);
    expect(unitRootProbability(at1, kind)).toBeCloseTo(0.01, 3);
    expect(unitRootProbability(at5, kind)).toBeCloseTo(0.05, 3);
    expect(unitRootProbability(at10, kind)).toBeCloseTo(0.1, 3);
  });

  it('agree with their own critical values: residuals of a pair', () => {
    const { at1, at5, at10 } = cointegrationCriticalValues(1e6);
    expect(noCointegrationProbability(at1)).toBeCloseTo(0.01, 3);
    expect(noCointegrationProbability(at5)).toBeCloseTo(0.05, 3);
    expect(noCointegrationProbability(at10)).toBeCloseTo(0.1, 3);
  });

  it('end at 0 and 1', () => {
    expect([-20, 3].map((tau) => unitRootProbability(tau))).toEqual([0, 1]);
    expect([-20, 1].map(noCointegrationProbability)).toEqual([0, 1]);
  });
});

describe('the test of Kwiatkowski, Phillips, Schmidt and Shin', () => {
  it('gives the statistic of statsmodels kpss(nlags=2)', () => {
    expect(kpssTest(Float64Array.of(1, 3, 2, 5, 4, 6, 5, 8), 2)?.eta).toBeCloseTo(0.408541055718, 10);
  });

  it('reads its probability between the entries of the table', () => {
    const test = kpssTest(Float64Array.of(1, 3, 2, 5, 4, 6, 5, 8), 2);
    expect(test?.probability).toBeCloseTo(0.1 - (0.05 * (0.408541055718 - 0.347)) / 0.116, 9);
  });

  it('does not doubt what stays around its mean, and doubts what wanders', () => {
    expect(kpssTest(reverting(8, 400), 9)?.probability).toBe(0.1);
    expect(kpssTest(walk(3, 400), 9)?.probability).toBe(0.01);
    const line = reverting(8, 400).map((each, t) => each + t);
    expect(kpssTest(line, 9)?.probability).toBe(0.01);
    expect(kpssTest(line, 9, 'line')?.probability).toBe(0.1);
  });

  it('takes the more lags the longer the series remembers', () => {
    expect(automaticKpssLags(walk(3, 400), 'line')).toBeGreaterThan(automaticKpssLags(normals(3, 400)));
    expect(automaticKpssLags(new Float64Array(30))).toBe(0);
  });

  it('has no answer of a series that never moves', () => {
    expect(kpssTest(new Float64Array(30).fill(0.1), 2)).toBeUndefined();
  });
});

describe('the test of Phillips and Perron', () => {
  it('gives the statistic of arch.unitroot.PhillipsPerron(lags=3)', () => {
    expect(phillipsPerronTau(walk(3, 60), 3)).toBeCloseTo(-2.61154097854, 9);
  });

  it('is that of Dickey and Fuller where no lag counts', () => {
    // The t-value of the level, its error from SSR / (T - 2) in both.
    expect(phillipsPerronTau(walk(5, 80), 0)).toBeCloseTo(dickeyFullerTest(walk(5, 80), 0)?.tau ?? 0, 9);
  });

  it('has no answer of a series that never moves', () => {
    expect(phillipsPerronTau(new Float64Array(30).fill(2), 2)).toBeUndefined();
  });
});
