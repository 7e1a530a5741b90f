import { expect, it } from 'vitest';
import { formulaVoteParameters } from './parameters.ts';
import { pooledScale } from './pooled-scale.ts';
import { valueGate } from './value-gate.ts';

const params = formulaVoteParameters.parse({});

it.each([
  // The catalogue check of formula 337: 0.35 x 150 - 0.65 x 50 - 12 bps.
  ['green', 8, 1000, 1],
  ['green from its bound on', 1.5, 1000, 1],
  ['yellow in a small account', 1.4, 25, 0.5],
  ['yellow in an account that is not small', 1.4, 25.01, 0],
  ['yellow at the lower bound', -10, 25, 0.5],
  ['red', -10.1, 25, 0],
])('the size is let through where the expected value is %s', (_zone, edgeBps, equity, part) => {
  expect(valueGate(edgeBps, equity, params)).toBe(part);
});

it.each([
  ['alone, however extreme the pool makes it', [0.6], 1.3, 1],
  ['beside one that says the same', [0.6, 0.6], 1, 1],
  ['beside one that says the opposite', [0.6, 0.4], 1, 0],
  // Log odds 0.405465 and 0: half of it is p = 0.550510, a lead of 0.101021 where the own one is 0.2.
  ['beside one that says nothing', [0.6, 0.5], 1, 0.101021 / 0.2],
  ['that leads nowhere', [0.5, 0.7], 1, 1],
])('the pool of votes leaves of the size of a vote %s', (_what, rises, exponent, scale) => {
  const votes = rises.map((probabilityUp) => ({ probabilityUp }));
  expect(pooledScale({ probabilityUp: rises[0] ?? NaN }, votes, exponent)).toBeCloseTo(scale, 5);
});
