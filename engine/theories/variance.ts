import type { Suggestion, TheoryReading } from '../domain/theory/theory-reading.ts';
import { CloseReturns } from '../formulas/close-returns.ts';
import { loMackinlayVarianceRatio } from '../formulas/time-series/lo-mackinlay-variance-ratio.ts';
import { garch11 } from '../formulas/volatility/garch-11.ts';
import { IntervalWindow } from '../numerics/interval-window.ts';
import { RollingMoments } from '../numerics/rolling-moments.ts';
import { varianceRatio } from '../numerics/variance-ratio.ts';
import { leanOf, leftOf } from './lean.ts';
import { REACH, RETURNS, type Theory, type TheoryRun } from './theory.ts';

const HORIZON = 4;
const NEAR = 20;
const BPS = 10_000;

/**
 * Variance of moves of four bars against four times that of one: above 1 moves go on, below 1 they turn back.
 * Beside it the volatility of the last twenty bars and what GARCH(1,1) expects of the next, fitted every two
 * hundred bars to the last four hundred. As described, the direction follows the test of eight bars (F37) at its
 * word. Corrected, neighboring moves count as related only as far as the test stands out, with an interval that
 * allows for changing volatility.
 */
export const varianceTheory: Theory = {
  name: 'variance',
  unit: 'ratio',
  min: 0,
  window: RETURNS,
  horizonBars: HORIZON,
  warmUp: () => RETURNS + 1,

  start({ fitter, preset }) {
    const isCorrected = preset === 'corrected';
    const ratio = isCorrected ? new RelatedMoves() : describedRatio();
    const garch = garch11.start({ ...garch11.defaults, n: 2 * RETURNS, k: RETURNS, h: 1 }, fitter);
    const returns = new CloseReturns();
    const near = new RollingMoments(NEAR);
    let expected = 0;

    return {
      push(step) {
        if (step.kind !== 'bar') return;
        ratio.push(step);
        expected = garch(step.bar) ?? 0;
        const move = returns.next(step.bar.close);
        if (Number.isFinite(move)) near.push(move);
      },
      get lean() {
        return ratio.lean;
      },
      read() {
        const { found } = ratio;
        return (
          found &&
          readingOf(found, {
            volatilityBps: Math.sqrt(near.sampleVariance) * BPS,
            forecastBps: expected * BPS,
          })
        );
      },
    };
  },
};

interface Found {
  readonly ratio: number;
  readonly z: number;
}

type RatioRun = Pick<TheoryRun, 'push' | 'lean'> & { readonly found: Found | undefined };

/** How neighboring moves of the horizon go along with each other, from ratios of two lengths. */
class RelatedMoves implements RatioRun {
  readonly #logs = new IntervalWindow(RETURNS + 1, 1);
  #long = 1;
  found: Found | undefined;

  push(step: Parameters<TheoryRun['push']>[0]): void {
    if (step.kind !== 'bar') return;
    const path = this.#logs.push(Math.log(step.bar.close));
    if (path === undefined) return;
    this.found = varianceRatio(path, HORIZON);
    this.#long = varianceRatio(path, 2 * HORIZON)?.ratio ?? 1;
  }

  get lean(): number | undefined {
    if (this.found === undefined) return this.#logs.isFull ? 0 : undefined;
    const { ratio, z } = this.found;
    const related = (this.#long / ratio - 1) * leftOf(z);
    const move = this.#logs.at(0) - this.#logs.at(HORIZON);
    const spread = this.#spread() * Math.sqrt(HORIZON * ratio);
    return leanOf((related * move) / spread);
  }

  #spread(): number {
    let squares = 0;
    for (let age = 0; age < RETURNS; age += 1) squares += (this.#logs.at(age) - this.#logs.at(age + 1)) ** 2;
    return Math.sqrt(squares / RETURNS);
  }
}

function describedRatio(): RatioRun {
  const run = loMackinlayVarianceRatio.start({ n: RETURNS, q: 8 });
  const reading = (name: string): number => run.readings?.[name]?.() ?? 0;
  let ratio: number | undefined;
  return {
    push(step) {
      if (step.kind === 'bar') ratio = run(step.bar);
    },
    get lean() {
      return ratio === undefined ? undefined : reading('signal') * reading('confidence');
    },
    get found() {
      return ratio === undefined ? undefined : { ratio, z: reading('z') };
    },
  };
}

function readingOf(
  { ratio, z }: Found,
  volatility: { readonly volatilityBps: number; readonly forecastBps: number },
): TheoryReading {
  const suggests: Suggestion = z > REACH ? 'trend' : z < -REACH ? 'reversion' : 'cannot-tell';
  const key = (
    { trend: 'variance-trend', reversion: 'variance-reversion', 'cannot-tell': 'variance-walk' } as const
  )[suggests];
  const reach = REACH * Math.abs((ratio - 1) / z);
  const interval = { low: Math.max(0, ratio - reach), high: ratio + reach, kind: 'asymptotic' } as const;
  return {
    value: ratio,
    ...(Number.isFinite(reach) && { interval }),
    observations: RETURNS,
    suggests,
    sentence: { key, numbers: { ratio, z, ...volatility } },
  };
}
