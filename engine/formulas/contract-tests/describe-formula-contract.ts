import { describe, expect, it } from 'vitest';
import { memoryOf } from '../memory/memory-of.ts';
import { compareBeginnings, warmAfter } from './beginnings.ts';
import { delayed, refilled, scaled, withoutTrade } from './changed-inputs.ts';
import { firstLookAhead } from './look-ahead.ts';
import type { Formula, FormulaInputs, FormulaParams, InputKind } from '../formula.ts';

type Values = readonly (number | undefined)[];
type AnyContract = Pick<Formula<InputKind, FormulaParams>, 'output' | 'readings'>;

/** What a formula promises beyond what all promise. */
export interface FurtherPromises {
  /** Inputs after which what came before no longer moves the value by more than `within` of its size. */
  readonly forgets?: { readonly after: number; readonly within: number };
}

const DAY_MS = 86_400_000;
const MILLIONTH = 1e-6;
/** Inputs after which what lasts is seen to do so. */
const LONG = 1000;

/**
 * The promises every formula keeps, checked once per formula on inputs it supplies: healthy inputs in
 * time order, enough to become warm and to have a value from then on.
 */
export function describeFormulaContract<Kind extends InputKind, Params extends FormulaParams>(
  formula: Formula<Kind, Params>,
  params: Params,
  inputs: readonly FormulaInputs[Kind][],
  { forgets }: FurtherPromises = {},
): void {
  const valuesOf = (fed: readonly FormulaInputs[Kind][]): Values => fed.map(formula.start(params));
  describe(`${formula.id} keeps the formula contract`, () => {
    describeWarmUp(formula, params, inputs);
    describeIndependence(formula, params, inputs);
    if (formula.readings !== undefined) describeReadings(formula, params, inputs);
    describeMemory(formula, params, inputs);
    if (forgets !== undefined) describeForgetting(formula, params, inputs, forgets);

    it('stays inside its declared range', () => {
      expect(outside(formula, valuesOf(inputs))).toEqual([]);
    });

    it('takes in the same value again and again without leaving its range', () => {
      const last = inputs.slice(-1);
      expect(
        outside(formula, valuesOf([...inputs, ...Array.from({ length: 300 }).flatMap(() => last)])),
      ).toEqual([]);
    });

    it('stays inside its range over a gap of a day', () => {
      const half = Math.floor(inputs.length / 2);
      const late = inputs.map((input, index) => (index < half ? input : delayed(input, DAY_MS)));
      expect(outside(formula, valuesOf(late))).toEqual([]);
    });

    it('stays inside its range where nothing trades', () => {
      const quiet = inputs.map(withoutTrade);
      expect(outside(formula, valuesOf(quiet))).toEqual([]);
      expect(outside(formula, valuesOf([...inputs, ...quiet]))).toEqual([]);
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
  const warmFrom = warmAfter(formula, params, inputs) - 1;

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
    expect(firstLookAhead((fed) => fed.map(formula.start(params)), inputs)).toBeUndefined();
  });

  it('keeps no input: an object used again for the next one changes nothing', () => {
    const run = formula.start(params);
    let reused: unknown;
    expect(inputs.map((input) => run((reused = refilled(reused, input)) as FormulaInputs[Kind]))).toEqual(
      whole,
    );
  });
}

function describeReadings<Kind extends InputKind, Params extends FormulaParams>(
  formula: Formula<Kind, Params>,
  params: Params,
  inputs: readonly FormulaInputs[Kind][],
): void {
  const { readings: declared = {} } = formula;
  const neutral = Object.fromEntries(Object.entries(declared).map(([name, each]) => [name, each.neutral]));
  const whole = readingsOf(formula, params, inputs);

  it('reads neutral while it has no value', () => {
    const values = inputs.map(formula.start(params));
    expect(whole.filter((_, index) => values[index] === undefined)).toEqual(
      values.filter((value) => value === undefined).map(() => neutral),
    );
    const run = formula.start(params);
    expect(Object.entries(run.readings ?? {}).map(([name, read]) => [name, read()])).toEqual(
      Object.keys(run.readings ?? {}).map((name) => [name, neutral[name]]),
    );
  });

  it('reads every declared number once warm', () => {
    expect(Object.keys(declared).filter((name) => whole.every((each) => each[name] === undefined))).toEqual(
      [],
    );
  });

  it.each([1, 1e-12, 1e12, 1e200])(
    'reads inside the declared ranges when prices are %d times as large',
    (factor) => {
      const wild = inputs.map((input) => scaled(input, factor));
      const found = readingsOf(formula, params, [...inputs, ...wild, ...wild.slice(-1), ...wild.slice(-1)]);
      for (const [name, { max = Number.MAX_VALUE, min = -Number.MAX_VALUE }] of Object.entries(declared)) {
        const read = found.map((each) => each[name]);
        expect(read.filter((each) => each !== undefined && !(each >= min && each <= max))).toEqual([]);
      }
    },
  );

  it('reads nothing of what comes later', () => {
    const half = Math.floor(inputs.length / 2);
    expect(readingsOf(formula, params, inputs.slice(0, half))).toEqual(whole.slice(0, half));
  });

  it('says the same whether or not its readings are asked for', () => {
    const run = formula.start(params);
    const asked = inputs.map((input) => {
      for (const read of Object.values(run.readings ?? {})) read();
      const value = run(input);
      for (const read of Object.values(run.readings ?? {})) read();
      return value;
    });
    expect(asked).toEqual(inputs.map(formula.start(params)));
  });
}

/** When the formula was begun moves its values as `memory-of.ts` says, and as long as it says. */
function describeMemory<Kind extends InputKind, Params extends FormulaParams>(
  formula: Formula<Kind, Params>,
  params: Params,
  inputs: readonly FormulaInputs[Kind][],
): void {
  const memory = memoryOf(formula.id);
  const warmAt = warmAfter(formula, params, inputs);
  const lasts = memory.kind === 'lasts';
  const { warmUps, within } = lasts ? { warmUps: 1, within: MILLIONTH } : memory;
  const until = lasts ? Infinity : warmUps * warmAt;
  // Needless entries in the lists of memories are mistakes, too.
  const beyond = lasts || warmUps > 1 ? warmAt : -1;
  const promise = lasts
    ? `when it began: ${memory.because}`
    : `when it began for ${warmUps} warm-ups, then to ${within} of its size`;

  it(`remembers ${promise}`, () => {
    const length = Math.ceil(warmUps * warmAt) + (lasts ? Math.max(LONG, 2 * inputs.length) : inputs.length);
    const { apartAt } = compareBeginnings(formula, params, { inputs, within, length });
    expect(apartAt).toBeLessThanOrEqual(until);
    expect(apartAt).toBeGreaterThan(beyond);
  });
}

function describeForgetting<Kind extends InputKind, Params extends FormulaParams>(
  formula: Formula<Kind, Params>,
  params: Params,
  inputs: readonly FormulaInputs[Kind][],
  { after, within }: NonNullable<FurtherPromises['forgets']>,
): void {
  it(`forgets to ${within} of its size what lies more than ${after} inputs back`, () => {
    expect(inputs.length).toBeGreaterThan(after);
    const long = inputs.map(formula.start(params)).at(-1) ?? NaN;
    const short = inputs.slice(-after).map(formula.start(params)).at(-1) ?? NaN;
    expect(Math.abs(long - short)).toBeLessThanOrEqual(within * Math.max(Math.abs(long), Math.abs(short)));
  });
}

/** What a run reads after each input, by name. */
function readingsOf<Kind extends InputKind, Params extends FormulaParams>(
  formula: Formula<Kind, Params>,
  params: Params,
  inputs: readonly FormulaInputs[Kind][],
): Readonly<Record<string, number | undefined>>[] {
  const run = formula.start(params);
  return inputs.map((input) => {
    run(input);
    return Object.fromEntries(Object.entries(run.readings ?? {}).map(([name, read]) => [name, read()]));
  });
}

/** Values beyond the declared range, or not finite where none is declared. */
function outside(formula: AnyContract, values: Values): Values {
  const { min = -Number.MAX_VALUE, max = Number.MAX_VALUE } = formula.output;
  return values.filter((value) => value !== undefined && !(value >= min && value <= max));
}
