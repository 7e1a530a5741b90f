import type { FormulaView } from '../../contract/formula-commands.ts';
import type { CommandHandlers } from '../../contract/handlers.ts';
import { allFormulas } from '../../formulas/registry/all-formulas.generated.ts';
import { findFormula } from '../../formulas/registry/find-formula.ts';
import { checkedParams } from '../formulas/checked-params.ts';
import { formulaView } from '../formulas/formula-view.ts';
import { failed } from './answers.ts';

let views: readonly FormulaView[] | undefined;

/** What the formula explorer asks. */
export const formulaHandlers: Pick<CommandHandlers, 'formulas' | 'checkFormula'> = {
  formulas: () => ({ ok: true, reply: { formulas: (views ??= allFormulas.map(formulaView)) } }),
  checkFormula: ({ formula: name, params }) => {
    try {
      const formula = findFormula(name);
      const resolved = checkedParams(formula, params);
      return {
        ok: true,
        reply: { warmUp: formula.warmUp(resolved), warmUpMs: formula.warmUpMs?.(resolved) ?? 0 },
      };
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return failed('invalid-parameter', error.message);
    }
  },
};
