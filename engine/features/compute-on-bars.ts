import type { Bar } from '../domain/market/bar.ts';
import type { FormulaParams } from '../formulas/formula.ts';
import { findFormula } from '../formulas/registry/find-formula.ts';
import { resolveParams } from '../formulas/resolve-params.ts';

/**
 * A formula's value at the end of each bar, for charts; undefined until it is warm.
 * @throws {RangeError} when the formula or a parameter is unknown, or the formula does not run on bars.
 */
export function computeOnBars(
  formulaId: string,
  params: FormulaParams,
  bars: readonly Bar[],
): (number | undefined)[] {
  const formula = findFormula(formulaId);
  const resolved = resolveParams(formula, params);
  switch (formula.input) {
    case 'bar':
      return bars.map(formula.start(resolved));
    case 'price': {
      const run = formula.start(resolved);
      return bars.map((bar) => run({ time: bar.openTime + bar.intervalMs, value: bar.close }));
    }
    case 'quote':
    case 'book':
    case 'trade':
    case 'trade-quote':
    case 'step':
      throw new RangeError(`${formula.id} ${formula.key} runs on each ${formula.input}, not on bars`);
  }
}
