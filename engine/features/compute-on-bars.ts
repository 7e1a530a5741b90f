import type { Bar } from '../domain/market/bar.ts';
import type { FormulaParams } from '../formulas/formula.ts';
import { findFormula } from '../formulas/registry/find-formula.ts';
import { resolveParams } from '../formulas/resolve-params.ts';
import { BarSteps, type BarsAround, readsFromBars } from './bar-steps.ts';

/**
 * A formula's value at the end of each bar, for charts; undefined until it is warm. One that reads more than
 * bars is told the bars alone and has values where it gets on without the rest. `around` are the bars of the
 * other followed instruments; without them a formula that reads those hears of none.
 * @throws {RangeError} when the formula or a parameter is unknown, or the formula reads no bars.
 */
export const computeOnBars = (
  formulaId: string,
  params: FormulaParams,
  bars: readonly Bar[],
  around?: BarsAround,
): (number | undefined)[] => bars.map(startOnBars(formulaId, params, around));

/**
 * The same bar by bar, oldest first, for whoever cannot wait for all of them at once.
 * @throws {RangeError} as {@link computeOnBars} does.
 */
export function startOnBars(
  formulaId: string,
  params: FormulaParams,
  around?: BarsAround,
): (bar: Bar) => number | undefined {
  const formula = findFormula(formulaId);
  const resolved = resolveParams(formula, params);
  if (formula.input === 'bar') return formula.start(resolved);
  if (formula.input === 'price') {
    const run = formula.start(resolved);
    return (bar) => run({ time: bar.openTime + bar.intervalMs, value: bar.close });
  }
  if (formula.input === 'step' && readsFromBars(formula) !== 'none') {
    const run = formula.start(resolved);
    const steps = new BarSteps(formula.reads ?? [], around);
    return (bar) => {
      let value: number | undefined;
      for (const step of steps.of(bar)) value = run(step);
      return value;
    };
  }
  const read = formula.input === 'step' ? (formula.reads ?? []).join(' and ') : formula.input;
  throw new RangeError(`${formula.id} ${formula.key} runs on each ${read}, not on bars`);
}
