import { describe, expect, it } from 'vitest';
import { deflatedSharpe, expectedMaximumSharpe } from './deflated-sharpe.ts';
import { probabilisticSharpe } from './probabilistic-sharpe.ts';

describe('the deflated Sharpe ratio', () => {
  const measured = { sharpe: 0.15811388, count: 1250, skewness: -3, kurtosis: 10 };
  const trials = { trials: 100, variance: 0.002 };

  it('has the numbers of the catalogue check and of the paper', () => {
    expect(expectedMaximumSharpe(trials)).toBeCloseTo(0.113172001865, 10);
    expect(deflatedSharpe(measured, trials)).toBeCloseTo(0.90039682023, 9);
  });

  it('is the probabilistic one of a single trial', () => {
    const single = { trials: 1, variance: 0.002 };
    expect(expectedMaximumSharpe(single)).toBe(0);
    expect(deflatedSharpe(measured, single)).toBe(probabilisticSharpe(measured, 0));
  });

  it('takes a certain outcome where the moments contradict each other', () => {
    const contradicting = { sharpe: 1, count: 60, skewness: 2, kurtosis: 3 };
    expect(deflatedSharpe(contradicting, { trials: 1, variance: 0 })).toBe(1);
  });
});
