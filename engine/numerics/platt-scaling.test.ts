import { describe, expect, it } from 'vitest';
import { Mulberry32 } from './mulberry32.ts';
import { plattProbability, plattScaling } from './platt-scaling.ts';

describe('Platt scaling', () => {
  it('finds the line of the catalogue check, which scikit-learn finds too', () => {
    const line = plattScaling([0.1, 0.3, 0.5, 0.2, 0.8, 0.6, 0.9, 0.4], [0, 0, 1, 0, 1, 0, 1, 1]);
    expect(line.slope).toBeCloseTo(-3.87077564003, 6);
    expect(line.offset).toBeCloseTo(1.82039693731, 6);
    expect(plattProbability(line, 0.5)).toBeCloseTo(0.528716085145, 7);
  });

  it('gives every score the base rate where scores say nothing', () => {
    const line = plattScaling([0.4, 0.4, 0.4, 0.4], [1, 1, 1, 0]);
    // The mean target: three wins of (3 + 1) / (3 + 2), one loss of 1 / (1 + 2).
    expect(plattProbability(line, 0.4)).toBeCloseTo((3 * 0.8 + 1 / 3) / 4, 6);
  });

  it('stays finite where the scores part wins from losses', () => {
    const line = plattScaling([0.1, 0.2, 0.8, 0.9], [0, 0, 1, 1]);
    expect(plattProbability(line, 0.9)).toBeGreaterThan(0.6);
    expect(plattProbability(line, 0.9)).toBeLessThan(0.9);
    expect(plattProbability(line, 0.1)).toBeCloseTo(1 - plattProbability(line, 0.9), 9);
  });

  it('finds the probabilities that outcomes were drawn with', () => {
    const random = new Mulberry32(399);
    const scores = Float64Array.from({ length: 20_000 }, () => random.uniform());
    const drawn = { slope: -2, offset: 0.5 };
    const wins = scores.map((score) => (random.uniform() < plattProbability(drawn, score) ? 1 : 0));
    const found = plattScaling(scores, wins);
    expect(found.slope).toBeCloseTo(drawn.slope, 0);
    for (const score of [0.1, 0.5, 0.9])
      expect(Math.abs(plattProbability(found, score) - plattProbability(drawn, score))).toBeLessThan(0.02);
  });
});
