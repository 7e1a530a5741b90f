import { AdaptiveThreshold } from '../../numerics/adaptive-threshold.ts';
import type { Decision, Measure, Moment, StrategyRun } from '../strategy.ts';
import {
  type Component,
  COMPONENTS,
  DESCRIBED_WEIGHTS,
  DESCRIPTIONS,
  type FlowFeature,
  type FlowFeatures,
  votesOf,
} from './components.ts';
import { featureMeasures } from './feature-measures.ts';
import type { OrderFlowParameters } from './parameters.ts';

const TOTAL_WEIGHT = COMPONENTS.reduce((sum, component) => sum + DESCRIBED_WEIGHTS[component], 0);
/** Looks before the adaptive level is believed. */
const ADAPTIVE_WARM_UP = 200;

/** A score from -1 (all bearish) to +1 (all bullish) and what each measure adds to it. */
export interface FlowScore {
  readonly score: number;
  readonly shares: Readonly<Record<Component, number>>;
}

/** Adds up what the measures vote, by the described weights over their sum. */
export function describedScore(
  features: FlowFeatures,
  params: OrderFlowParameters,
  imbalanceLevel: number,
): FlowScore {
  const votes = votesOf(features, params, imbalanceLevel);
  const shares = Object.fromEntries(
    COMPONENTS.map((component) => [
      component,
      (DESCRIBED_WEIGHTS[component] * votes[component]) / TOTAL_WEIGHT,
    ]),
  ) as Record<Component, number>;
  return { shares, score: COMPONENTS.reduce((sum, component) => sum + shares[component], 0) };
}

/** The scorer as first described: fixed weights, fixed limits, no look at what a round trip costs. */
export function startDescribed(params: OrderFlowParameters): StrategyRun<FlowFeature> {
  const threshold = new AdaptiveThreshold({
    fixed: params.imbalanceAbove,
    share: params.adaptiveShare,
    halfLife: params.adaptiveHalfLife,
    warmUp: ADAPTIVE_WARM_UP,
  });
  let features: FlowFeatures | undefined;
  let current: FlowScore | undefined;
  let adaptive: number | undefined;

  return {
    decide(moment) {
      features = { ...moment.features };
      const reading = threshold.push(features.imbalance);
      adaptive = reading.adaptive;
      const level =
        params.imbalanceThreshold === 'adaptive' ? (reading.adaptive ?? reading.fixed) : reading.fixed;
      current = describedScore(features, params, level);
      return moment.holding ? leave(current, moment, params) : enter(current, moment, params);
    },
    measures: () => [
      { name: 'Score', value: current?.score, unit: '-1 to +1' },
      ...shareMeasures(current),
      ...featureMeasures(features),
      ...thresholdMeasures(threshold, params.imbalanceAbove, adaptive),
    ],
  };
}

const shareMeasures = (current: FlowScore | undefined): Measure[] =>
  COMPONENTS.map((component) => ({
    name: `Share of ${DESCRIPTIONS[component].name}`,
    value: current?.shares[component],
    unit: 'score',
  }));

/** The adaptive level never stands alone: how often each of both was exceeded stands beside it. */
function thresholdMeasures(
  threshold: AdaptiveThreshold,
  fixed: number,
  adaptive: number | undefined,
): Measure[] {
  const { aboveAdaptive, aboveFixed, seen } = threshold.counts;
  const shareOf = (count: number) => (seen > 0 ? count / seen : undefined);
  return [
    { name: 'Fixed imbalance level', value: fixed, unit: 'share' },
    { name: 'Adaptive imbalance level', value: adaptive, unit: 'share' },
    { name: 'Looks above the fixed level', value: shareOf(aboveFixed), unit: 'share' },
    { name: 'Looks above the adaptive level', value: shareOf(aboveAdaptive), unit: 'share' },
  ];
}

function enter(
  { score, shares }: FlowScore,
  moment: Moment<FlowFeature>,
  params: OrderFlowParameters,
): Decision {
  if (Math.abs(score) <= params.enterAbove)
    return { kind: 'hold', reason: { code: 'score-too-small', values: { score, limit: params.enterAbove } } };
  return {
    kind: 'enter',
    side: score > 0 ? 'buy' : 'sell',
    stopDistanceBps: params.stopBps,
    reason: { code: 'flow-score', values: { score, parts: largestFirst(shares) } },
    measured: { score, ...shares, costBps: moment.roundTripCostBps },
  };
}

/** What adds to a score, largest first. */
const largestFirst = (shares: Readonly<Record<Component, number>>) =>
  COMPONENTS.map((component) => ({ component, share: shares[component] }))
    .filter(({ share }) => share !== 0)
    .toSorted((a, b) => Math.abs(b.share) - Math.abs(a.share));

function leave(
  { score }: FlowScore,
  { holding, time }: Moment<FlowFeature>,
  params: OrderFlowParameters,
): Decision {
  if (holding === undefined) return { kind: 'hold', reason: { code: 'nothing-held' } };
  const heldMs = time - holding.openedAt;
  const measured = { gainBps: holding.gainBps, heldMs, score };
  const direction = holding.side === 'buy' ? 1 : -1;
  if (holding.gainBps >= params.targetBps)
    return { kind: 'exit', reason: { code: 'target-reached' }, measured };
  if (direction * score < -params.enterAbove)
    return { kind: 'exit', reason: { code: 'score-turned' }, measured };
  if (heldMs >= params.maxHoldMs) return { kind: 'exit', reason: { code: 'longest-holding-over' }, measured };
  return { kind: 'hold', reason: { code: 'waiting-for-exit-or-other-side' } };
}
