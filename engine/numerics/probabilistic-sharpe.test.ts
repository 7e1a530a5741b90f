import { describe, expect, it } from 'vitest';
import { minimumTrackRecord, probabilisticSharpe } from './probabilistic-sharpe.ts';

const NORMAL = { skewness: 0, kurtosis: 3 };

describe('the probabilistic Sharpe ratio', () => {
  it('is one half at the benchmark itself', () => {
    expect(probabilisticSharpe({ sharpe: 0.1, count: 50, ...NORMAL }, 0.1)).toBe(0.5);
  });

  it('believes fat losses less', () => {
    const plain = probabilisticSharpe({ sharpe: 0.2, count: 60, ...NORMAL }, 0) ?? NaN;
    const fat = probabilisticSharpe({ sharpe: 0.2, count: 60, skewness: -1, kurtosis: 9 }, 0) ?? NaN;
    expect(fat).toBeLessThan(plain);
  });

  it('does not exist where the moments leave no variance', () => {
    const contradicting = { sharpe: 1, count: 60, skewness: 2, kurtosis: 3 };
    expect(probabilisticSharpe(contradicting, 0)).toBeUndefined();
    expect(probabilisticSharpe(contradicting, 0, 1e-12)).toBe(1);
    expect(probabilisticSharpe(contradicting, 2, 1e-12)).toBe(0);
  });

  it('reaches 95 % with the track record that is asked for', () => {
    const measured = { sharpe: 0.15, skewness: -0.5, kurtosis: 5 };
    const count = minimumTrackRecord({ ...measured, count: NaN }, 0, 0.05) ?? NaN;
    expect(probabilisticSharpe({ ...measured, count }, 0)).toBeCloseTo(0.95, 12);
    expect(minimumTrackRecord({ ...measured, count }, 0.15, 0.05)).toBeUndefined();
  });
});
