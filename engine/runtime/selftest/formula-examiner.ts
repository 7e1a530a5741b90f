import type { AnyFormula, FormulaRun, InputKind } from '../../formulas/formula.ts';
import type { Reading } from '../../formulas/readings.ts';
import { type RunWatch, withReadingsOf } from '../../features/run-watch.ts';
import { UpdateMeter, type UpdateTimes } from '../../features/update-meter.ts';

/** Readings are looked at with every so many-th update: asking costs more than the update of some. */
const READINGS_EVERY = 16;

/** What became of one formula. */
export interface Examined {
  /** Values seen, all finite and within the declared range unless there is a failure. */
  values: number;
  /** The first thing that went wrong. */
  failure: string | undefined;
}

/**
 * Looks at every update of every formula: that it throws nothing, that values and readings are finite and
 * within what is declared, and how long it takes.
 */
export class FormulaExaminer implements RunWatch {
  readonly #meter: UpdateMeter;
  readonly #examined = new Map<string, Examined>();

  constructor(nowUs: () => number) {
    this.#meter = new UpdateMeter(nowUs);
  }

  of(formula: string): Examined | undefined {
    return this.#examined.get(formula);
  }

  timesOf(formula: string): UpdateTimes | undefined {
    return this.#meter.timesOf(formula);
  }

  watched<Kind extends InputKind>(formula: AnyFormula, run: FormulaRun<Kind>): FormulaRun<Kind> {
    const examined = this.#examined.get(formula.id) ?? { values: 0, failure: undefined };
    this.#examined.set(formula.id, examined);
    const timed = this.#meter.watched(formula, run);
    let updates = 0;
    return withReadingsOf(run, (input) => {
      // A formula that has thrown once is in no state to go on.
      if (examined.failure !== undefined) return undefined;
      try {
        const value = timed(input);
        updates += 1;
        if (value !== undefined) {
          examined.values += 1;
          examined.failure ??= faultOf('its value', value, formula.output);
        }
        if (updates % READINGS_EVERY === 0) examined.failure ??= faultyReading(formula, run);
        return value;
      } catch (error) {
        examined.failure = `it threw: ${error instanceof Error ? error.message : String(error)}`;
        return undefined;
      }
    });
  }
}

function faultyReading(
  { readings = {} }: AnyFormula,
  run: Pick<FormulaRun<InputKind>, 'readings'>,
): string | undefined {
  for (const [name, declared] of Object.entries(readings)) {
    const value = run.readings?.[name]?.();
    const fault = value === undefined ? undefined : faultOf(`its reading ${name}`, value, declared);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function faultOf(
  what: string,
  value: number,
  { max, min }: Pick<Reading, 'max' | 'min'>,
): string | undefined {
  const isInside = Number.isFinite(value) && value >= (min ?? -Infinity) && value <= (max ?? Infinity);
  return isInside
    ? undefined
    : `${what} must be finite and from ${min ?? 'any'} to ${max ?? 'any'}, was ${value}`;
}
