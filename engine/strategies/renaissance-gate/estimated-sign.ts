import type { Decision, Moment, StrategyRun } from '../strategy.ts';
import { HorizonSlope, type SlopeEstimate } from './horizon-slope.ts';
import type { RenaissanceParameters } from './parameters.ts';

/** The horizons at which imbalance is tried, in ms. */
export const HORIZONS_MS = [100, 1000, 5000, 30_000] as const;

/** What one horizon says right now. */
interface Outlook {
  readonly estimate: SlopeEstimate;
  /** Expected move of the mid, shrunk, signed, in bps. */
  readonly moveBps: number;
  /** Lower confidence bound of |move| minus the round trip's cost, in bps. */
  readonly cautiousEdgeBps: number;
}

/** The corrected gate: sign and size of the effect are estimated per horizon, and doubted. */
export function startEstimated(params: RenaissanceParameters): StrategyRun<'logImbalance'> {
  const slopes = HORIZONS_MS.map((horizonMs) => new HorizonSlope(horizonMs, params.regressionPairs));
  let imbalance: number | undefined;
  let best: Outlook | undefined;
  let leaveAt = 0;

  return {
    decide(moment) {
      imbalance = moment.features.logImbalance;
      for (const slope of slopes) slope.observe(moment.time, imbalance, moment.mid);
      best = bestOutlook(slopes, moment, params);
      if (moment.holding) return leave(moment, leaveAt, params);
      const stay = reasonToStayOut(imbalance, best, moment, params);
      if (stay || !best) return stay ?? { kind: 'hold', reason: { code: 'no-horizon-significant' } };
      leaveAt = moment.time + best.estimate.horizonMs;
      return enter(best, imbalance, moment, params);
    },
    measures: () => [
      { name: 'Log imbalance', value: imbalance, unit: 'ln ratio' },
      ...slopes.flatMap((slope) => slopeMeasures(slope)),
      { name: 'Cautious net expected value', value: best?.cautiousEdgeBps, unit: 'bps' },
    ],
  };
}

function slopeMeasures(slope: HorizonSlope) {
  const estimate = slope.estimate(0);
  const at = `${slope.horizonMs / 1000} s`;
  return [
    { name: `Slope at ${at}`, value: estimate?.slope, unit: 'bps per ln' },
    { name: `t at ${at}`, value: estimate?.t, unit: 'HAC' },
    { name: `R² at ${at}`, value: estimate?.rSquared, unit: 'share' },
  ];
}

function bestOutlook(
  slopes: readonly HorizonSlope[],
  moment: Moment<'logImbalance'>,
  params: RenaissanceParameters,
): Outlook | undefined {
  const { logImbalance } = moment.features;
  let best: Outlook | undefined;
  for (const slope of slopes) {
    const estimate = slope.estimate(moment.time);
    if (!estimate || Math.abs(estimate.t) < params.minAbsT) continue;
    const outlook = outlookOf(
      estimate,
      logImbalance,
      moment.roundTripCostBps + params.slippageBps,
      params.confidenceZ,
    );
    if (!best || outlook.cautiousEdgeBps > best.cautiousEdgeBps) best = outlook;
  }
  return best;
}

function outlookOf(estimate: SlopeEstimate, imbalance: number, costBps: number, z: number): Outlook {
  // Positive-part shrinkage: a slope barely larger than its error is mostly luck.
  const shrunk = estimate.slope * Math.max(0, 1 - 1 / estimate.t ** 2);
  const cautious = Math.max(0, Math.abs(shrunk) - z * estimate.slopeError);
  return {
    estimate,
    moveBps: shrunk * imbalance,
    cautiousEdgeBps: cautious * Math.abs(imbalance) - costBps,
  };
}

function reasonToStayOut(
  imbalance: number,
  best: Outlook | undefined,
  moment: Moment<'logImbalance'>,
  params: RenaissanceParameters,
): Decision | undefined {
  if (Math.abs(imbalance) < params.threshold) return { kind: 'hold', reason: { code: 'book-not-lopsided' } };
  const side = imbalance > 0 ? 'buy' : 'sell';
  if (!best) {
    return {
      kind: 'hold',
      reason: { code: 'no-significant-effect' },
      blocked: { gate: 'not-significant', side },
    };
  }
  if (moment.entriesToday >= params.dailyTradeBudget) {
    return {
      kind: 'hold',
      reason: { code: 'trade-budget-used' },
      blocked: { gate: 'daily-budget', side },
    };
  }
  return undefined;
}

function enter(
  best: Outlook,
  imbalance: number,
  moment: Moment<'logImbalance'>,
  params: RenaissanceParameters,
): Decision {
  const { cautiousEdgeBps, estimate, moveBps } = best;
  return {
    kind: 'enter',
    side: moveBps > 0 ? 'buy' : 'sell',
    edgeBps: cautiousEdgeBps,
    stopDistanceBps: params.stopBps,
    reason: {
      code: 'expects-move',
      values: { moveBps, horizonSec: estimate.horizonMs / 1000, t: estimate.t },
    },
    measured: {
      logImbalance: imbalance,
      slope: estimate.slope,
      slopeError: estimate.slopeError,
      horizonMs: estimate.horizonMs,
      cautiousEdgeBps,
      costBps: moment.roundTripCostBps,
    },
  };
}

function leave(moment: Moment<'logImbalance'>, leaveAt: number, params: RenaissanceParameters): Decision {
  const gainBps = moment.holding?.gainBps ?? 0;
  const measured = { gainBps };
  if (gainBps >= params.targetBps) return { kind: 'exit', reason: { code: 'target-reached' }, measured };
  if (moment.time >= leaveAt) return { kind: 'exit', reason: { code: 'horizon-passed' }, measured };
  return { kind: 'hold', reason: { code: 'forecast-runs' } };
}
