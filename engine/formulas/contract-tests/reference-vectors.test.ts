import { describe, expect, it } from 'vitest';
import { differences, type ReferenceCase } from './reference-vectors.ts';

const reference = (expected: ReferenceCase['expected'], tolerance = {}): ReferenceCase => ({
  family: 'made-up',
  id: 'made-up/1',
  method: 'any',
  inputs: {},
  params: {},
  expected,
  tolerance,
});

describe('the comparison with reference numbers', () => {
  it.each([
    ['a number within the absolute tolerance', { y: 1.05 }, { y: 1 }, { atol: 0.1 }],
    ['a number within the relative tolerance', { y: 105 }, { y: 100 }, { rtol: 0.05 }],
    ['a looser tolerance for one field', { y: 2 }, { y: 1 }, { atol: 0, fields: { y: { atol: 1 } } }],
    ['none where none is expected', { y: [undefined, NaN, null] }, { y: [null, null, null] }, {}],
    ['a number inside a band', { y: 2 }, { y: { between: [1, 2] } }, {}],
    ['a number above a floor', { y: 2 }, { y: { min: 1 } }, {}],
    ['fields within fields', { y: { z: [1, 2] } }, { y: { z: [1, 2] } }, {}],
    ['a word', { y: 'H1' }, { y: 'H1' }, {}],
  ])('accepts %s', (_what, actual, expected, tolerance) => {
    expect(differences(actual, reference(expected, tolerance))).toEqual([]);
  });

  it.each([
    ['a number beyond the tolerance', { y: 1.2 }, { y: 1 }, 'y: expected 1, was 1.2'],
    ['zero where there is no value', { y: [0] }, { y: [null] }, 'y[0]: expected none, was 0'],
    ['no value where there is one', { y: [undefined] }, { y: [3] }, 'y[0]: expected 3, was undefined'],
    ['a list of another length', { y: [1] }, { y: [1, 2] }, 'y: expected 2 values, was 1'],
    ['a number outside a band', { y: 3 }, { y: { between: [1, 2] } }, 'y: expected 1 to 2, was 3'],
    ['a field left out', {}, { y: 1 }, 'y: expected 1, was undefined'],
    ['no answer at all', undefined, { y: 1 }, 'y: expected 1, was undefined'],
  ])('refuses %s', (_what, actual, expected, message) => {
    expect(differences(actual, reference(expected, { atol: 0.1 }))).toEqual([message]);
  });
});
