import type { TheoryReading } from '../domain/theory/theory-reading.ts';
import { CloseReturns } from '../formulas/close-returns.ts';
import { BarVolatility } from '../numerics/bar-volatility.ts';
import { confidenceOfP } from '../numerics/confidence.ts';
import { type DickeyFullerTest, dickeyFullerTest, dickeyFullerTestByAic } from '../numerics/dickey-fuller.ts';
import { IntervalWindow } from '../numerics/interval-window.ts';
import { unitRootProbability } from '../numerics/mackinnon.ts';
import { leanOf } from './lean.ts';
import { REACH, RETURNS, type Theory } from './theory.ts';

const HORIZON = 5;
const EVERY = 5;
const LAGS = 5;
const MOST_LAGS = 8;
const LEVEL = 0.05;

/** A test and the level it found the price to be pulled to. */
interface Pulled extends DickeyFullerTest {
  readonly level: number;
}

/**
 * Part of its distance from a level that the log price gives back in a bar: below 0 it is pulled back. By an
 * augmented Dickey-Fuller regression every five bars. As described, with five lags, believed where p is below
 * 0.05. Corrected, with lags chosen by Akaike's criterion, the small-sample bias of the pull taken off, an
 * interval that holds where there is a pull, and belief that fades out up to p = 0.1.
 */
export const stationarityTheory: Theory = {
  name: 'stationarity',
  unit: 'share/bar',
  window: RETURNS,
  horizonBars: HORIZON,
  warmUp: () => RETURNS,

  start({ preset }) {
    const isCorrected = preset === 'corrected';
    const logs = new IntervalWindow(RETURNS, EVERY);
    const returns = new CloseReturns();
    const volatility = new BarVolatility();
    let found: Pulled | undefined;
    const pullOf = ({ pull }: Pulled) =>
      isCorrected ? Math.min(0, pull + (1 + 3 * (1 + pull)) / RETURNS) : pull;
    const believed = (pValue: number) => (isCorrected ? confidenceOfP(pValue) : pValue < LEVEL ? 1 : 0);

    return {
      push(step) {
        if (step.kind !== 'bar') return;
        const move = returns.next(step.bar.close);
        if (Number.isFinite(move)) volatility.push(move);
        const window = logs.push(Math.log(step.bar.close));
        if (window === undefined) return;
        const test = isCorrected ? dickeyFullerTestByAic(window, MOST_LAGS) : dickeyFullerTest(window, LAGS);
        found = test && { ...test, level: window.reduce((sum, each) => sum + each, 0) / window.length };
      },
      get lean() {
        if (found === undefined) return logs.isFull ? 0 : undefined;
        const distance = logs.at(0) - found.level;
        const kept = Math.max(-1, pullOf(found));
        const move = distance * ((1 + kept) ** HORIZON - 1);
        const weight = believed(unitRootProbability(found.tau));
        return weight * leanOf(move / (volatility.value * Math.sqrt(HORIZON)));
      },
      read(): TheoryReading | undefined {
        if (found === undefined) return undefined;
        const { pull: raw, tau } = found;
        const pull = pullOf(found);
        const pValue = unitRootProbability(tau);
        const isPulled = pValue < LEVEL && pull < 0;
        const halfLifeBars = pull < 0 && pull > -1 ? Math.log(0.5) / Math.log(1 + pull) : 0;
        const reach = REACH * Math.abs(raw / tau);
        return {
          value: pull,
          interval: { low: pull - reach, high: pull + reach, kind: 'asymptotic' },
          observations: found.count,
          suggests: isPulled ? 'reversion' : 'cannot-tell',
          sentence: {
            key: isPulled ? 'stationarity-pulled' : 'stationarity-free',
            numbers: { tau, pValue, halfLifeBars },
          },
        };
      },
    };
  },
};
