import { defineStrategy } from '../strategy.ts';
import { startEstimated } from './estimated-sign.ts';
import { startFade } from './fade-sign.ts';
import { renaissanceParameters, renaissancePresets } from './parameters.ts';

/**
 * Three-phase gating around book imbalance: execution hardening (spacing, one intent in flight,
 * stop attached; kept by risk and execution), a gate on the order book, and a gate on the net
 * expected value (kept by risk, fed by the edge stated here).
 *
 * As first described it fades the imbalance with a fixed sign. The literature finds the opposite
 * sign at short horizons, so the corrected form estimates sign and size from the data.
 */
export const renaissanceGate = defineStrategy({
  id: 'renaissance-gate',
  title: 'Renaissance three-phase gate',
  hypothesis:
    'Imbalance of the visible book foretells the next move of the mid by more than a round trip costs.',
  params: renaissanceParameters,
  presets: renaissancePresets,
  needs: ({ levels }) => ({
    /** ln(bid volume / ask volume); 0 is an even book, above zero more is bid for. */
    logImbalance: { formula: 'log-book-imbalance', params: { levels } },
  }),
  decideEveryMs: ({ analysisEveryMs }) => analysisEveryMs,
  signalSource: () => 'order-flow',
  // As described it fades what leans to one side; the estimated sign is what the data say, mostly with it.
  regimeTraits: ({ sign }) => ({ sides: ['buy', 'sell'], isReversion: sign === 'fade', saysHowSure: false }),
  start: (params) => (params.sign === 'fade' ? startFade(params) : startEstimated(params)),
});
