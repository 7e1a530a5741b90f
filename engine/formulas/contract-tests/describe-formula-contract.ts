import { describe, expect, it } from 'vitest';
import type { Formula, FormulaInputs, FormulaParams, InputKind } from '../formula.ts';

type Values = readonly (number | undefined)[];

/** Fields of inputs that are not prices or sizes. */
const UNSCALED = new Set(['time', 'openTime', 'intervalMs', 'tradeCount']);

/**
 * The promises every formula keeps, checked once per formula on inputs it supplies: healthy inputs in
 * time order, enough to become warm and to have a value from then on.
 */
export function describeFormulaContract<Kind extends InputKind, Params extends FormulaParams>(
  formula: Formula<Kind, Params>,
  params: Params,
  inputs: readonly FormulaInputs[Kind][],
): void {
  const valuesOf = (fed: readonly FormulaInputs[Kind][]): Values => fed.map(formula.start(params));
  describe(`${formula.id} keeps the formula contract`, () => {
    describeWarmUp(formula, params, inputs);
    describeIndependence(formula, params, inputs);

    it('stays inside its declared range', () => {
      expect(outside(formula, valuesOf(inputs))).toEqual([]);
    });

    it('takes in the same value again and again without leaving its range', () => {
      const last = inputs.slice(-1);
      expect(
        outside(formula, valuesOf([...inputs, ...Array.from({ length: 300 }).flatMap(() => last)])),
      ).toEqual([]);
    });

    it.each([1e-12, 1e12, 1e200])(
      'answers finite numbers or none when prices and sizes are %d times as large',
      (factor) => {
        const wild = inputs.map((input) => scaled(input, factor));
        expect(outside(formula, valuesOf(wild))).toEqual([]);
        expect(outside(formula, valuesOf([...inputs, ...wild]))).toEqual([]);
      },
    );
  });
}

function describeWarmUp<Kind extends InputKind, Params extends FormulaParams>(
  formula: Formula<Kind, Params>,
  params: Params,
  inputs: readonly FormulaInputs[Kind][],
): void {
  const warmFrom = inputs.findIndex(
    (input, index) =>
      index + 1 >= formula.warmUp(params) &&
      timeOf(input) - timeOf(inputs[0]) >= (formula.warmUpMs?.(params) ?? 0),
  );

  it('is given enough inputs to become warm', () => {
    expect(warmFrom).toBeGreaterThanOrEqual(0);
  });

  it('answers undefined until it is warm, and a finite number from then on', () => {
    const values: Values = inputs.map(formula.start(params));
    expect(values.slice(0, warmFrom).filter((value) => value !== undefined)).toEqual([]);
    expect(values.slice(warmFrom).filter((value) => value === undefined || !Number.isFinite(value))).toEqual(
      [],
    );
  });

  it('runs with its defaults', () => {
    const run = formula.start(formula.defaults);
    expect(outside(formula, inputs.map(run))).toEqual([]);
  });
}

function describeIndependence<Kind extends InputKind, Params extends FormulaParams>(
  formula: Formula<Kind, Params>,
  params: Params,
  inputs: readonly FormulaInputs[Kind][],
): void {
  const whole: Values = inputs.map(formula.start(params));

  it('gives the same values on every run, and runs do not disturb each other', () => {
    const one = formula.start(params);
    const other = formula.start(params);
    const interleaved = inputs.map((input, index) => {
      other(inputs[inputs.length - 1 - index] ?? input);
      return one(input);
    });
    expect(interleaved).toEqual(whole);
  });

  it('knows nothing of what comes later', () => {
    for (const count of [1, Math.floor(inputs.length / 2), inputs.length - 1]) {
      expect(inputs.slice(0, count).map(formula.start(params))).toEqual(whole.slice(0, count));
    }
  });

  it('keeps no input: an object used again for the next one changes nothing', () => {
    const run = formula.start(params);
    const reused = { ...inputs[0] } as FormulaInputs[Kind];
    expect(inputs.map((input) => run(Object.assign(reused, input)))).toEqual(whole);
  });
}

/** Values beyond the declared range, or not finite where none is declared. */
function outside(formula: Pick<Formula<InputKind, FormulaParams>, 'output'>, values: Values): Values {
  const { min = -Number.MAX_VALUE, max = Number.MAX_VALUE } = formula.output;
  return values.filter((value) => value !== undefined && !(value >= min && value <= max));
}

function timeOf(input: FormulaInputs[InputKind] | undefined): number {
  if (input === undefined) return 0;
  return 'openTime' in input ? input.openTime : input.time;
}

function scaled<Input extends object>(input: Input, factor: number): Input {
  const entries = Object.entries(input).map(([name, value]: [string, unknown]) => {
    if (UNSCALED.has(name)) return [name, value];
    if (typeof value === 'number') return [name, value * factor];
    return [name, Array.isArray(value) ? value.map((each) => Number(each) * factor) : value];
  });
  return Object.fromEntries(entries) as Input;
}
