import { positive } from '../../numerics/checked-numbers.ts';
import { CloseReturns } from '../close-returns.ts';
import { withReadings } from '../readings.ts';

/** Smallest risk the budget is divided by. */
const LEAST = 1e-6;

/** What a position is multiplied by so that its risk uses up no more than `budget`; at most `most`. */
export const budgetScale = (budget: number, risk: number, most = 1): number =>
  Math.min(most, budget / Math.max(risk, LEAST));

/**
 * A run that measures the risk of the next bar from the log return of each, and the size that its budget
 * allows. `next` answers NaN while it cannot tell.
 */
export function startRiskBudget(next: (logReturn: number) => number, budget: number, most = 1) {
  positive('a budget', budget);
  positive('cap', most);
  const returns = new CloseReturns();
  let risk = NaN;

  const step = ({ close }: { readonly close: number }): number | undefined => {
    const logReturn = returns.next(close);
    if (!Number.isFinite(logReturn)) return undefined;
    risk = next(logReturn);
    return Number.isNaN(risk) ? undefined : risk;
  };
  return withReadings(step, { scale: () => budgetScale(budget, risk, most) });
}
