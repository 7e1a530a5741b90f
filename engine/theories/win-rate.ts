import type { Suggestion, TheoryReading } from '../domain/theory/theory-reading.ts';
import { CloseReturns } from '../formulas/close-returns.ts';
import { BetaPosterior } from '../numerics/beta-posterior.ts';
import { RecentValues } from '../numerics/recent-values.ts';
import { RETURNS, type Theory } from './theory.ts';

/** Wins and losses imagined beforehand: one half, as sure as ten trades. */
const PRIOR = 5;

/**
 * How often a long held for one bar wins before costs, believed from a prior of one half and the last two
 * hundred bars that moved. As described, over all of them, as a plain share. Corrected, after bars that moved as
 * the last one did, with the posterior interval.
 */
export const winRateTheory: Theory = {
  name: 'win-rate',
  unit: 'probability',
  min: 0,
  max: 1,
  window: RETURNS,
  horizonBars: 1,
  warmUp: () => RETURNS + 2,

  start({ preset }) {
    const isCorrected = preset === 'corrected';
    const returns = new CloseReturns();
    /** 0 to 3: twice whether the bar before rose, and whether the bar did. */
    const pairs = new RecentValues(RETURNS);
    const counts = new Float64Array(4);
    let before = -1;
    const count = (pair: number, by: number) => (counts[pair] = (counts[pair] as number) + by);
    const posterior = (): BetaPosterior => {
      const pasts = isCorrected ? [before] : [0, 1];
      const sum = (rose: number) => pasts.reduce((all, past) => all + (counts[2 * past + rose] as number), 0);
      return new BetaPosterior(PRIOR + sum(1), PRIOR + sum(0));
    };

    return {
      push(step) {
        if (step.kind !== 'bar') return;
        const move = returns.next(step.bar.close);
        if (!(Math.abs(move) > 0)) return;
        const rose = move > 0 ? 1 : 0;
        if (before >= 0) {
          if (pairs.isFull) count(pairs.at(RETURNS - 1), -1);
          pairs.push(2 * before + rose);
          count(2 * before + rose, 1);
        }
        before = rose;
      },
      get lean() {
        return pairs.isFull ? 2 * posterior().mean - 1 : undefined;
      },
      read(): TheoryReading | undefined {
        if (!pairs.isFull) return undefined;
        const belief = posterior();
        const rate = belief.mean;
        const seen = belief.alpha + belief.beta - 2 * PRIOR;
        const { high, low } = belief.credible();
        const sureside = low > 0.5 ? 'up' : high < 0.5 ? 'down' : 'cannot-tell';
        const suggests: Suggestion = isCorrected ? sureside : rate > 0.5 ? 'up' : 'down';
        const after = before === 1 ? 'win-rate-after-rise' : 'win-rate-after-fall';
        const key = isCorrected ? after : 'win-rate-any';
        const sentence = { key, numbers: { rate, count: seen } } as const;
        const interval = { low, high, kind: 'posterior' } as const;
        return { value: rate, observations: seen, suggests, sentence, interval };
      },
    };
  },
};
