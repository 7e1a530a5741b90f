import { describe, expect, it } from 'vitest';
import { prices } from './contract-tests/sample-inputs.ts';
import { defineFormula } from './formula.ts';
import { resolveParams } from './resolve-params.ts';

const echo = defineFormula({
  id: 'I999',
  key: 'echo',
  title: 'Echo',
  family: 'filtering',
  input: 'price',
  output: { unit: 'ratio' },
  source: 'made for this test (2024)',
  defaults: { window: 3, factor: 1 },
  warmUp: () => 1,
  start:
    ({ factor }) =>
    ({ value }) =>
      value * factor,
});

describe('a defined formula', () => {
  it.each([NaN, Infinity, -Infinity])('answers undefined instead of %d', (value) => {
    expect(prices(value).map(echo.start({ window: 3, factor: 1 }))).toEqual([undefined]);
  });

  it('answers undefined where the arithmetic overflows', () => {
    expect(prices(1e300, 2).map(echo.start({ window: 3, factor: 1e300 }))).toEqual([undefined, 2e300]);
  });
});

describe('parameters', () => {
  it('are the defaults with what was given on top', () => {
    expect(resolveParams(echo, { factor: 2 })).toEqual({ window: 3, factor: 2 });
    expect(resolveParams(echo)).toEqual({ window: 3, factor: 1 });
  });

  it('must be known by name', () => {
    const expected = 'I999 echo has no parameter windw; the nearest is window of window, factor';
    expect(() => resolveParams(echo, { windw: 2 })).toThrow(expected);
  });

  it('cannot be given to a formula that takes none', () => {
    const plain = { ...echo, defaults: {} };
    expect(() => resolveParams(plain, { n: 2 })).toThrow('I999 echo takes no parameters, was given n');
  });

  it('must be finite', () => {
    expect(() => resolveParams(echo, { factor: NaN })).toThrow(
      'I999 echo: parameter factor must be finite, was NaN',
    );
  });
});
