import { notNegative, positive } from '../../numerics/checked-numbers.ts';
import { RollingMoments } from '../../numerics/rolling-moments.ts';
import { firstAbove } from '../../numerics/two-barriers.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula, type MarketStep } from '../formula.ts';
import { EXIT, withReadings } from '../readings.ts';
import { BarrierWatch, EXIT_REASON } from './barrier-watch.ts';

const MINUTE_S = 60;
/** Returns below which drift and volatility say nothing. */
const FEWEST = 20;

/**
 * 1 from the moment on at which a position has reached its target, its stop or its last hour, 0 until then
 * and without a position. Before `min_hold` only the stop counts; where a bar holds both, the stop is assumed
 * to be first. Beside it how probable the target is before the stop, from the bars of the last `max_hold`.
 */
export const tripleBarrierExit = defineFormula({
  id: 'F322',
  key: 'triple-barrier-exit',
  title: 'Triple-barrier exit with hitting probability',
  family: 'exits',
  output: { unit: 'exit flag; probability', min: 0, max: 1 },
  role: 'exit',
  source:
    "Lopez de Prado, M., 'Advances in Financial Machine Learning', Wiley, 2018, ch. 3; two-barrier probability: Karatzas & Shreve, 'Brownian Motion and Stochastic Calculus', 1988",
  catalogue: {
    inputs: ['bars', 'trades'],
    params: {
      tp: { unit: 'fraction', meaning: 'take profit (seed: 1.5%)' },
      sl: { unit: 'fraction', meaning: 'stop loss (seed: 0.5%)' },
      max_hold: { unit: 's', meaning: 'vertical barrier' },
      min_hold: { unit: 's', meaning: 'stop stays active, other exits wait (seed: by strategy 300..7200 s)' },
    },
    definition: `
      Upper barrier at entry*(1+s*tp), lower at entry*(1-s*sl), vertical at entry time + max_hold; the
      first touched decides; if one bar contains both, the stop is assumed first. Log distances a =
      ln(1+tp), b = -ln(1-sl) (long). With log drift mu and volatility sigma: P(TP first, no time limit) =
      (1 - exp(2 mu b/sigma^2))/(exp(-2 mu a/sigma^2) - exp(2 mu b/sigma^2)); mu = 0: b/(a+b). Expected
      log gain = p*a - (1-p)*b. Hence at mu = 0 a 3:1 ratio has win rate 25% and zero expectation: the
      ratio alone creates no edge.
    `,
    update: 'O(1) per trade.',
    signal: 'exit: flag with reason tp, sl or time; the label feeds ids 331, 396 and 399.',
    range: 'flag, [0,1]',
  },
  defaults: { tp: 0.015, sl: 0.005, max_hold: 14400, min_hold: 1800 },
  input: 'step',
  reads: ['bar', 'trade', 'position'],
  readings: {
    ...EXIT,
    /** Why to close: 0 there is no reason, 1 the target, 2 the stop, 3 the time. */
    reason: { unit: 'reason', min: 0, max: 3, neutral: 0 },
    /** Prices of the target and of the stop; none without a position. */
    target: { unit: 'quote' },
    stop: { unit: 'quote' },
    /** Probability from entry on that the target comes before the stop, without a limit of time. */
    probability: { unit: 'probability', min: 0, max: 1 },
    /** Expected log gain at that probability. */
    expected: { unit: 'log return' },
  },
  warmUp: () => 1,

  start({ max_hold: maxHold, min_hold: minHold, sl, tp }) {
    const watch = new BarrierWatch({
      tp: positive('tp', tp),
      sl: stopShare(sl),
      minHoldMs: notNegative('min_hold', minHold) * 1000,
      maxHoldMs: positive('max_hold', maxHold) * 1000,
    });
    const returns = new CloseReturns();
    const moments = new RollingMoments(Math.max(FEWEST, Math.round(maxHold / MINUTE_S)));
    const odds = () => {
      const sign = watch.sign || 1;
      if (moments.count < FEWEST || !(moments.sampleVariance > 0)) return undefined;
      return barrierOdds({
        drift: sign * moments.mean,
        volatility: Math.sqrt(moments.sampleVariance),
        above: sign * Math.log(1 + sign * tp),
        below: -sign * Math.log(1 - sign * sl),
      });
    };

    return withReadings(
      (step: MarketStep) => {
        if (step.kind === 'position') watch.onPosition(step.position, step.time);
        if (step.kind === 'trade') watch.onTrade(step.trade.price, step.time);
        if (step.kind === 'bar') {
          watch.onBar(step.bar);
          const logReturn = returns.next(step.bar.close);
          if (Number.isFinite(logReturn)) moments.push(logReturn);
        }
        return watch.reason === EXIT_REASON.none ? 0 : 1;
      },
      {
        urgency: () => (watch.reason === EXIT_REASON.none ? 0 : 1),
        reason: () => watch.reason,
        target: () => watch.target,
        stop: () => watch.stop,
        probability: () => odds()?.probability,
        expected: () => odds()?.expected,
      },
    );
  },
});

function stopShare(sl: number): number {
  if (!(sl > 0 && sl < 1)) throw new RangeError(`sl must lie strictly between 0 and 1, was ${sl}`);
  return sl;
}

/** Probability of the target before the stop, and the expected log gain of a trade between them. */
export function barrierOdds(terms: Parameters<typeof firstAbove>[0]): {
  probability: number;
  expected: number;
} {
  const probability = firstAbove(terms);
  return { probability, expected: probability * terms.above - (1 - probability) * terms.below };
}
