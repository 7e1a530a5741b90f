import { expect, it } from 'vitest';
import { stationaryFirst, switchingStep } from './markov-switching.ts';

const states = { means: [0, 0], variances: [1, 4], stay: [0.9, 0.8] } as const;

it('the first of two states is in force as often as it is come to', () => {
  // 2/3 * 0.1 leaves it and 1/3 * 0.2 returns.
  expect(stationaryFirst([0.9, 0.8])).toBeCloseTo(2 / 3, 12);
});

it('a value as likely in one state as in the other leaves the probability as it was foretold', () => {
  // exp(-x^2/2) = exp(-x^2/8)/2 at x^2 = 8 ln(2)/3.
  const { filtered, predicted } = switchingStep(Math.sqrt((8 * Math.LN2) / 3), 0.3, states);
  expect(filtered).toBeCloseTo(0.3, 12);
  expect(predicted).toBeCloseTo(0.3 * 0.9 + 0.7 * 0.2, 12);
});

it('a value beyond all bounds changes nothing', () => {
  expect(switchingStep(1e200, 0.3, states).filtered).toBe(0.3);
});
