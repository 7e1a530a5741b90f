import type { Suggestion, TheoryReading } from '../domain/theory/theory-reading.ts';
import { CloseReturns } from '../formulas/close-returns.ts';
import { BarVolatility } from '../numerics/bar-volatility.ts';
import { PathEnds } from '../numerics/path-ends.ts';
import { Random } from '../numerics/random.ts';
import { RollingMoments } from '../numerics/rolling-moments.ts';
import { REACH, RETURNS, type Theory } from './theory.ts';

const PATHS = 10_000;
const HORIZON = 20;
const SEED = 28;

/**
 * Share of ten thousand random paths of twenty bars that end above the price of now. As described, with the
 * mean and the deviation of the window, so that every past rise is drawn on. Corrected, with the volatility of
 * now and without drift unless it is evident (two standard errors), and with the interval the drift leaves open.
 */
export const monteCarloTheory: Theory = {
  name: 'monte-carlo',
  unit: 'probability',
  min: 0,
  max: 1,
  window: RETURNS,
  horizonBars: HORIZON,
  warmUp: () => RETURNS + 1,

  start({ preset }) {
    const isCorrected = preset === 'corrected';
    const paths = new PathEnds(PATHS, HORIZON, new Random(SEED));
    const returns = new CloseReturns();
    const moments = new RollingMoments(RETURNS);
    const volatility = new BarVolatility();
    const error = () => Math.sqrt(moments.sampleVariance / RETURNS);
    const isEvident = () => !isCorrected || Math.abs(moments.mean) > REACH * error();
    const deviation = () =>
      Math.max(1e-9, isCorrected ? volatility.value : Math.sqrt(moments.sampleVariance));
    const drift = () => (isEvident() ? moments.mean : 0);

    return {
      push(step) {
        if (step.kind !== 'bar') return;
        const move = returns.next(step.bar.close);
        if (!Number.isFinite(move)) return;
        moments.push(move);
        volatility.push(move);
      },
      get lean() {
        if (!moments.isFull) return undefined;
        const { above, below } = paths.of(drift(), deviation());
        return above - below;
      },
      read(): TheoryReading | undefined {
        if (!moments.isFull) return undefined;
        const { above: profit, below: loss, meanAbove, meanBelow } = paths.of(drift(), deviation());
        const rewardToRisk = loss > 0 ? (profit * meanAbove) / (loss * meanBelow) : 0;
        const reach = REACH * error();
        const low = paths.of(moments.mean - reach, deviation()).above;
        const high = paths.of(moments.mean + reach, deviation()).above;
        const side: Suggestion = profit > 0.5 ? 'up' : profit < 0.5 ? 'down' : 'cannot-tell';
        const key = isEvident() ? 'monte-carlo-drift' : 'monte-carlo-no-drift';
        const numbers = { profit, loss, rewardToRisk, paths: PATHS, bars: HORIZON };
        return {
          value: profit,
          interval: { low, high, kind: 'asymptotic' },
          observations: RETURNS,
          suggests: isEvident() ? side : 'cannot-tell',
          sentence: { key, numbers },
        };
      },
    };
  },
};
