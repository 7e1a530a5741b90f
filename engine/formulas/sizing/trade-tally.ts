import type { RecentValues } from '../../numerics/recent-values.ts';

/** Wins and losses among some outcomes; an outcome of exactly zero is neither. */
export interface TradeTally {
  readonly wins: number;
  readonly losses: number;
  /** Mean size of a win and of a loss, both above zero; NaN where there was none. */
  readonly meanWin: number;
  readonly meanLoss: number;
}

/** Counts the outcomes held. Trades close rarely enough to count them afresh, which never drifts. */
export function tallyOf(outcomes: RecentValues): TradeTally {
  let wins = 0;
  let losses = 0;
  let won = 0;
  let lost = 0;
  for (let age = 0; age < outcomes.count; age += 1) {
    const outcome = outcomes.at(age);
    if (outcome > 0) {
      wins += 1;
      won += outcome;
    } else if (outcome < 0) {
      losses += 1;
      lost -= outcome;
    }
  }
  return { wins, losses, meanWin: won / wins, meanLoss: lost / losses };
}
