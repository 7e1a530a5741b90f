import type { FillExplanationView } from '../contract/views.ts';
import { type Instrument, priceOf } from '../domain/instrument/instrument.ts';
import type { Fill } from '../domain/order/fill.ts';
import { signOf } from '../domain/order/side.ts';
import { explainFill } from '../execution/explain-fill.ts';
import { recomputeFill } from '../execution/recompute-fill.ts';
import { fillView } from './views/order-view.ts';

/** The story of a fill, with its price computed a second time from what was recorded. */
export function fillExplanation(fill: Fill, instrument: Instrument): FillExplanationView {
  const recomputed = recomputeFill(fill, instrument);
  const { decisionMidHalfTicks } = fill.cause;
  return {
    fill: fillView(fill, instrument),
    cause: fill.cause,
    tickSize: instrument.tickSize,
    lotSize: instrument.lotSize,
    recomputedPrice: priceOf(instrument, recomputed.ticks),
    agrees: recomputed.ticks === fill.ticks,
    slippageBps:
      decisionMidHalfTicks === undefined
        ? null
        : signOf(fill.side) * ((2 * fill.ticks) / decisionMidHalfTicks - 1) * 10_000,
    sentences: explainFill(fill, instrument),
  };
}
