import { describe, expect, it } from 'vitest';
import { prices, wanderingBars } from './contract-tests/sample-inputs.ts';
import { defineFormula, type MarketStep } from './formula.ts';
import { DIRECTION, withReadings } from './readings.ts';
import { type Fitter, fittedModel, withRefit } from './refit.ts';
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

const leaning = defineFormula({
  ...echo,
  readings: { ...DIRECTION, twice: { unit: '1' } },
  start: ({ factor }) => {
    let last = 0;
    return withReadings(({ value }) => (value < 0 ? undefined : (last = value * factor)), {
      signal: () => last,
      confidence: () => 1,
      twice: () => 2 * last,
    });
  },
});

describe('readings', () => {
  const after = (...values: number[]) => {
    const run = leaning.start({ window: 3, factor: 1 });
    prices(...values).forEach(run);
    return Object.fromEntries(Object.entries(run.readings ?? {}).map(([name, read]) => [name, read()]));
  };

  it('are read as of the last input', () => {
    expect(after(0.25, 0.5)).toEqual({ signal: 0.5, confidence: 1, twice: 1 });
  });

  it.each([
    ['before the first input', []],
    ['where there is no value', [0.5, -1]],
    ['where the value overflows', [Infinity]],
  ])('are neutral, or absent where nothing is neutral, %s', (_when, values) => {
    expect(after(...values)).toEqual({ signal: 0, confidence: 0, twice: undefined });
  });

  it('must be those the formula declares', () => {
    const wrong = defineFormula({ ...echo, readings: DIRECTION });
    expect(() => wrong.start({ window: 3, factor: 1 })).toThrow(
      'a run must answer the readings signal,confidence, answers ',
    );
  });
});

/** Every second input is due for a fit, which takes the mean of what was seen. */
const fitted = defineFormula({
  ...echo,
  fitDelay: 2,
  fit: ({ data: { seen = new Float64Array() } }) => [seen.reduce((sum, each) => sum + each, 0) / seen.length],
  start: (params) => {
    const seen: number[] = [];
    let model: number | undefined;
    return withRefit(
      ({ value }) => {
        seen.push(value);
        return model;
      },
      {
        due: () => (seen.length % 2 === 0 ? { params, data: { seen: Float64Array.from(seen) } } : undefined),
        accept: ([mean]) => (model = mean),
      },
    );
  },
});

describe('a fitted formula', () => {
  const inputs = prices(1, 3, 5, 7, 9, 11, 13);
  const params = { window: 3, factor: 1 };
  // Due with the second input on the mean of 1 and 3, active from the fourth; due again with the fourth.
  const expected = [undefined, undefined, undefined, 2, 2, 4, 4];

  it('uses a model from the stated number of inputs after the one that made it due', () => {
    expect(inputs.map(fitted.start(params))).toEqual(expected);
  });

  it('says the same when the fit is begun at once elsewhere', () => {
    const begun: string[] = [];
    const eager: Fitter = (formula, fit, job) => {
      begun.push(formula);
      const model = fittedModel(fit(job));
      return () => model;
    };
    expect(inputs.map(fitted.start(params, eager))).toEqual(expected);
    expect(begun).toEqual(['I999', 'I999', 'I999']);
  });

  it('counts bars where it reads bars among other kinds', () => {
    const ofBars = defineFormula({
      ...fitted,
      fitDelay: 1,
      input: 'step',
      reads: ['bar', 'position'],
      start: () => {
        let model: number | undefined;
        return withRefit(() => model, {
          due: () => (model === undefined ? { params, data: { seen: Float64Array.of(7) } } : undefined),
          accept: ([mean]) => (model = mean),
        });
      },
    });
    // Due with the first bar; of the inputs after it only the second bar counts.
    const steps = wanderingBars(2).flatMap((bar): MarketStep[] => [
      { kind: 'bar', time: 0, bar },
      { kind: 'position', time: 0, position: { direction: 'flat', entryPrice: 0 } },
      { kind: 'position', time: 0, position: { direction: 'flat', entryPrice: 0 } },
    ]);
    expect(steps.map(ofBars.start(params))).toEqual([undefined, undefined, undefined, 7, 7, 7]);
  });

  it.each([
    ['finds none', undefined],
    ['finds something not finite', Float64Array.of(NaN)],
  ])('keeps the model it has when a fit %s', (_what, model) => {
    const failing: Fitter = () => () => model;
    expect(inputs.map(fitted.start(params, failing)).every((value) => value === undefined)).toBe(true);
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
