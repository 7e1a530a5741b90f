import type { Decision, Moment, StrategyRun } from '../strategy.ts';
import type { RenaissanceParameters } from './parameters.ts';

type ImbalanceMoment = Moment<'logImbalance'>;

/** The gate as first described: a positive imbalance is sold, a negative one bought. */
export function startFade(params: RenaissanceParameters): StrategyRun<'logImbalance'> {
  let imbalance: number | undefined;
  let expectedBps: number | undefined;

  return {
    decide(moment) {
      imbalance = moment.features.logImbalance;
      if (moment.holding) return leave(moment, params);
      const size = Math.abs(imbalance);
      if (size < params.threshold) return { kind: 'hold', reason: { code: 'book-not-lopsided' } };
      if (moment.entriesToday >= params.dailyTradeBudget) {
        return {
          kind: 'hold',
          reason: { code: 'trade-budget-used' },
          blocked: { gate: 'daily-budget', side: fadeSide(imbalance) },
        };
      }
      const winRate = Math.min(1, params.baseWinRate * confidenceOf(size, params));
      expectedBps =
        winRate * params.targetBps -
        (1 - winRate) * params.stopBps -
        moment.roundTripCostBps -
        params.slippageBps;
      return {
        kind: 'enter',
        side: fadeSide(imbalance),
        edgeBps: expectedBps,
        stopDistanceBps: params.stopBps,
        reason: { code: 'fades-imbalance', values: { logImbalance: imbalance } },
        measured: { logImbalance: imbalance, winRate, expectedBps, costBps: moment.roundTripCostBps },
      };
    },
    measures: () => [
      { name: 'Log imbalance', value: imbalance, unit: 'ln ratio' },
      { name: 'Assumed net expected value', value: expectedBps, unit: 'bps' },
    ],
  };
}

const fadeSide = (imbalance: number) => (imbalance > 0 ? 'sell' : 'buy');

function confidenceOf(size: number, params: RenaissanceParameters): number {
  if (size >= params.signalLevel) return params.confidenceBoost;
  return params.allowWeak ? 1 : 0.8;
}

function leave(moment: ImbalanceMoment, params: RenaissanceParameters): Decision {
  const { holding, time } = moment;
  const gainBps = holding?.gainBps ?? 0;
  const heldMs = holding ? time - holding.openedAt : 0;
  const measured = { gainBps, heldMs };
  if (gainBps >= params.targetBps) return { kind: 'exit', reason: { code: 'target-reached' }, measured };
  if (heldMs >= params.maxHoldMs) return { kind: 'exit', reason: { code: 'longest-holding-over' }, measured };
  return { kind: 'hold', reason: { code: 'waiting-for-exit' } };
}
