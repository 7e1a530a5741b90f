import type { AnyFormula, FormulaRun, InputKind } from '../formulas/formula.ts';

/** Stands between a hub and every run it starts: to measure, or to examine. Charts and trading have none. */
export interface RunWatch {
  /** The run that is fed in place of the one given; it answers the same. */
  watched<Kind extends InputKind>(formula: AnyFormula, run: FormulaRun<Kind>): FormulaRun<Kind>;
}

/** A step in place of a run's own, with the readings of that run. */
export function withReadingsOf<Kind extends InputKind>(
  run: FormulaRun<Kind>,
  step: FormulaRun<Kind>,
): FormulaRun<Kind> {
  return run.readings === undefined ? step : Object.assign(step, { readings: run.readings });
}
