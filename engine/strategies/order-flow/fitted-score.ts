import type { Decision, Measure, Moment, StrategyRun } from '../strategy.ts';
import { COMPONENTS, DESCRIPTIONS, type FlowFeature, type FlowFeatures, rowOf } from './components.ts';
import { featureMeasures } from './feature-measures.ts';
import { OutcomeModel } from './outcome-model.ts';
import type { OrderFlowParameters } from './parameters.ts';

interface Vote {
  readonly probability: number;
  /** What following the forecast is worth after a round trip, in bps. */
  readonly edgeBps: number;
  /** What each measure adds to the log odds of up. */
  readonly shares: Readonly<Record<string, number>>;
}

/** The corrected scorer: weights learned from outcomes, scored in the open, and no vote that does not pay. */
export function startFitted(params: OrderFlowParameters): StrategyRun<FlowFeature> {
  const model = new OutcomeModel(params);
  let features: FlowFeatures | undefined;
  let probability: number | undefined;
  let edgeBps: number | undefined;
  let leaveAt = 0;

  return {
    decide(moment) {
      features = { ...moment.features };
      const row = rowOf(features);
      probability = model.observe(moment.time, row, moment.mid);
      const costBps = moment.roundTripCostBps + params.slippageBps;
      const vote = probability === undefined ? undefined : voteOf(model, { row, probability, costBps });
      edgeBps = vote?.edgeBps;
      if (moment.holding) return leave(moment, leaveAt, params);
      const decision = vote === undefined ? noFit(model, params) : enter(vote, model, moment, params);
      if (decision.kind === 'enter') leaveAt = moment.time + params.horizonMs;
      return decision;
    },
    measures: () => [
      { name: 'Probability of up', value: probability, unit: 'share' },
      { name: 'Net expected value', value: edgeBps, unit: 'bps' },
      ...calibrationMeasures(model),
      ...weightMeasures(model),
      ...featureMeasures(features),
    ],
  };
}

function voteOf(
  model: OutcomeModel,
  forecast: { readonly row: readonly number[]; readonly probability: number; readonly costBps: number },
): Vote {
  const { costBps, probability, row } = forecast;
  const weights = model.coefficients ?? [];
  const shares = Object.fromEntries(
    COMPONENTS.map((component, i) => [component, (weights[i + 1] ?? 0) * (row[i] ?? 0)]),
  );
  const expectedBps = Math.abs(2 * probability - 1) * (model.meanMoveBps ?? 0);
  return { probability, shares, edgeBps: expectedBps - costBps };
}

function noFit(model: OutcomeModel, { fewestOutcomes }: OrderFlowParameters): Decision {
  return {
    kind: 'hold',
    reason: { code: 'no-fit', values: { known: model.outcomeCount, needed: fewestOutcomes } },
  };
}

function enter(
  { edgeBps, probability, shares }: Vote,
  model: OutcomeModel,
  moment: Moment<FlowFeature>,
  params: OrderFlowParameters,
): Decision {
  const side = probability > 0.5 ? 'buy' : 'sell';
  if (!model.isTrusted) {
    return {
      kind: 'hold',
      reason: {
        code: 'no-skill',
        values: { skill: model.calibration.skill ?? null, count: model.calibration.count },
      },
      blocked: { gate: 'no-skill', side },
    };
  }
  if (edgeBps <= 0) {
    return {
      kind: 'hold',
      reason: { code: 'not-worth-the-cost', values: { probability, edgeBps } },
      blocked: { gate: 'cost', side },
    };
  }
  return {
    kind: 'enter',
    side,
    edgeBps,
    stopDistanceBps: params.stopBps,
    reason: {
      code: 'up-is-likely',
      values: { probability, horizonSec: params.horizonMs / 1000, edgeBps },
    },
    measured: {
      probability,
      edgeBps,
      ...shares,
      brier: model.calibration.brier ?? 0,
      costBps: moment.roundTripCostBps,
    },
  };
}

function leave(
  { holding, time }: Moment<FlowFeature>,
  leaveAt: number,
  params: OrderFlowParameters,
): Decision {
  const gainBps = holding?.gainBps ?? 0;
  const measured = { gainBps };
  if (gainBps >= params.targetBps) return { kind: 'exit', reason: { code: 'target-reached' }, measured };
  if (time >= leaveAt) return { kind: 'exit', reason: { code: 'horizon-passed' }, measured };
  return { kind: 'hold', reason: { code: 'forecast-runs' } };
}

/** How far its forecasts can be believed, and where they were wrong. */
function calibrationMeasures({ calibration, meanMoveBps, outcomeCount }: OutcomeModel): Measure[] {
  return [
    { name: 'Outcomes', value: outcomeCount, unit: 'count' },
    { name: 'Scored forecasts', value: calibration.count, unit: 'count' },
    { name: 'Brier score', value: calibration.brier, unit: '0 to 1' },
    { name: 'Skill over the base rate', value: calibration.skill, unit: 'share' },
    { name: 'Sureness of the skill', value: calibration.skillT, unit: 't' },
    { name: 'Calibration error', value: calibration.calibrationError, unit: 'share' },
    { name: 'Mean move within the horizon', value: meanMoveBps, unit: 'bps' },
    ...calibration.reliability.map(({ count, happened }, bin) => ({
      name: `Up when ${(bin / 10).toFixed(1)} to ${((bin + 1) / 10).toFixed(1)} was foretold`,
      value: count > 0 ? happened : undefined,
      unit: `share of ${count}`,
    })),
  ];
}

const weightMeasures = (model: OutcomeModel): Measure[] =>
  COMPONENTS.map((component, i) => ({
    name: `Weight of ${DESCRIPTIONS[component].name}`,
    value: model.coefficients?.[i + 1],
    unit: 'log odds',
  }));
