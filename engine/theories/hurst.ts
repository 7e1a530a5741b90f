import type { Suggestion, TheoryInterval, TheoryReading } from '../domain/theory/theory-reading.ts';
import { CloseReturns } from '../formulas/close-returns.ts';
import { hurstExponent } from '../formulas/statistics/hurst-rescaled-range.ts';
import { BarVolatility } from '../numerics/bar-volatility.ts';
import { meanAndDeviation } from '../numerics/mean-and-deviation.ts';
import { Random } from '../numerics/random.ts';
import { RecentValues } from '../numerics/recent-values.ts';
import { expectedRescaledRange } from '../numerics/rescaled-range.ts';
import { leanOf, leftOf } from './lean.ts';
import { REACH, RETURNS, type Theory } from './theory.ts';

const SIZES = [8, 16, 32, 64] as const;
const HORIZON = 8;
const SAMPLES = 1000;
const SEED = 18;

/**
 * Whether moves go on (above 0.5) or turn back (below). As described, the plain slope of the rescaled range,
 * which calls most noise a trend. Corrected, what independent returns give is taken off, and the interval is
 * that of seeded samples of independent returns of the same length.
 */
export const hurstTheory: Theory = {
  name: 'hurst',
  unit: '1',
  window: RETURNS,
  horizonBars: HORIZON,
  warmUp: () => RETURNS + 1,

  start({ preset }) {
    const isCorrected = preset === 'corrected';
    const returns = new CloseReturns();
    const recent = new RecentValues(RETURNS);
    const logs = new RecentValues(HORIZON + 1);
    const volatility = new BarVolatility();
    const window = new Float64Array(RETURNS);
    let hurst: number | undefined;

    return {
      push(step) {
        if (step.kind !== 'bar') return;
        logs.push(Math.log(step.bar.close));
        const move = returns.next(step.bar.close);
        if (!Number.isFinite(move)) return;
        volatility.push(move);
        recent.push(move);
        if (!recent.isFull) return;
        recent.copyTo(window);
        hurst = isCorrected ? correctedHurst(window) : plainHurst(window);
      },
      get lean() {
        if (hurst === undefined) return undefined;
        const excess = hurst - 0.5;
        const kept = isCorrected ? excess * leftOf(excess / nullLaw().error) : excess;
        // Neighboring moves of fractional noise have this correlation, whatever their length.
        const correlation = 2 ** (2 * kept) - 1;
        const move = (logs.at(0) - logs.at(HORIZON)) / (volatility.value * Math.sqrt(HORIZON));
        return leanOf((correlation * move) / Math.sqrt(1 - Math.min(0.99, correlation ** 2)));
      },
      read() {
        if (hurst === undefined) return undefined;
        return isCorrected ? correctedReading(hurst) : plainReading(hurst);
      },
    };
  },
};

const NOTHING_EXPECTED = SIZES.map(() => 0);
const EXPECTED = SIZES.map((size) => Math.log(expectedRescaledRange(size)));

/** The slope of the rescaled range itself. */
export function plainHurst(window: Float64Array): number | undefined {
  const slope = hurstExponent(window, SIZES, NOTHING_EXPECTED);
  return slope === undefined ? undefined : slope - 0.5;
}

/** The exponent without what independent returns of this length give on average. */
export function correctedHurst(window: Float64Array): number | undefined {
  const raw = hurstExponent(window, SIZES, EXPECTED);
  return raw === undefined ? undefined : raw - nullLaw().bias;
}

let law: { readonly bias: number; readonly error: number } | undefined;

/** How the exponent of independent normal returns strays from one half; worked out once. */
function nullLaw(): { readonly bias: number; readonly error: number } {
  if (law !== undefined) return law;
  const random = new Random(SEED);
  const found = Array.from({ length: SAMPLES }, () => {
    const sample = Float64Array.from({ length: RETURNS }, () => random.normal());
    return hurstExponent(sample, SIZES, EXPECTED) ?? 0.5;
  });
  const { deviation, mean } = meanAndDeviation(found);
  law = { bias: mean - 0.5, error: deviation };
  return law;
}

/** What is taken off the slope is the same for every sample, so the raw exponent strays as the corrected one does. */
function intervalAround(hurst: number): TheoryInterval {
  const reach = REACH * nullLaw().error;
  return { low: hurst - reach, high: hurst + reach, kind: 'simulated' };
}

function correctedReading(hurst: number): TheoryReading {
  const interval = intervalAround(hurst);
  const { high, low } = interval;
  const suggests: Suggestion = low > 0.5 ? 'trend' : high < 0.5 ? 'reversion' : 'cannot-tell';
  const key = (
    { trend: 'hurst-trend', reversion: 'hurst-reversion', 'cannot-tell': 'hurst-unclear' } as const
  )[suggests];
  const sentence = { key, numbers: { hurst, low, high } };
  return {
    value: hurst,
    interval,
    observations: RETURNS,
    suggests,
    sentence,
  };
}

const plainReading = (hurst: number): TheoryReading => ({
  value: hurst,
  interval: intervalAround(hurst),
  observations: RETURNS,
  suggests: hurst > 0.5 ? 'trend' : 'reversion',
  sentence: { key: 'hurst-described', numbers: { hurst } },
});
