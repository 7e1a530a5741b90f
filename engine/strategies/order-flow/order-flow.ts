import { defineStrategy } from '../strategy.ts';
import { startDescribed } from './described-score.ts';
import { startFitted } from './fitted-score.ts';
import { orderFlowParameters, orderFlowPresets } from './parameters.ts';

/**
 * Scores what the book and the tape say together: profile, imbalance, momentum of the order flow, VWAP,
 * depth, aggressive buying and whales.
 *
 * As first described the weights are fixed and the cost of a round trip is not looked at. The corrected
 * form learns the weights from past outcomes, shows how good its forecasts were, and trades only when
 * they were better than the base rate and pay for the round trip.
 */
export const orderFlow = defineStrategy({
  id: 'order-flow',
  title: 'Order-flow score',
  hypothesis: 'Several measures of order flow together foretell the mid by more than a round trip costs.',
  params: orderFlowParameters,
  presets: orderFlowPresets,
  needs: (params) => ({
    profileBias: { formula: 'volume-profile-bias', params: { window: params.profileHours } },
    imbalance: { formula: 'book-imbalance', params: { levels: params.levels } },
    flowMomentum: { formula: 'order-flow-momentum', params: { windowSec: params.momentumSec } },
    vwapDeviation: { formula: 'tape-vwap-deviation', params: { windowSec: params.vwapSec } },
    depthImbalance: { formula: 'depth-imbalance', params: { withinBps: params.depthWithinBps } },
    buyPressure: { formula: 'buy-pressure', params: { windowSec: params.pressureSec } },
    whaleImbalance: { formula: 'large-trade-imbalance', params: { N: params.whaleSample } },
    flow: { formula: 'order-flow-imbalance' },
    deepFlow: { formula: 'multi-level-order-flow-imbalance' },
    queue: { formula: 'weighted-mid-price' },
    spread: { formula: 'spread-bps' },
    delta: { formula: 'running-volume-delta' },
  }),
  decideEveryMs: ({ decideEveryMs }) => decideEveryMs,
  signalSource: () => 'order-flow',
  // It goes with the flow; that a price below its VWAP counts for it is one of seven measures.
  regimeTraits: () => ({ sides: ['buy', 'sell'], isReversion: false, saysHowSure: false }),
  start: (params) => (params.weights === 'described' ? startDescribed(params) : startFitted(params)),
});
