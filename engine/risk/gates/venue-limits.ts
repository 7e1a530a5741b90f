import { notionalOf } from '../../domain/instrument/instrument.ts';
import { limitOfKind } from '../../domain/order/order-kind.ts';
import type { Refusal } from '../../domain/order/refusal.ts';
import { moneyToNumber } from '../../domain/units/money.ts';
import type { Gate, Situation } from '../gate.ts';
import { referenceTicks } from '../reference-price.ts';

/** The venue's own filters, refused here before anything leaves: size, notional, price band. */
export const venueLimits: Gate = (intent, situation) => {
  const { instrument } = situation;
  if (intent.lots === 0) return { code: 'size-is-zero', measured: { lots: 0, minLots: instrument.minLots } };
  if (intent.lots > instrument.maxLots) {
    return { code: 'above-max-size', measured: { lots: intent.lots, maxLots: instrument.maxLots } };
  }
  return (
    smallestOrder(intent.lots, intent.reduceOnly, situation) ??
    orderValue(intent, situation) ??
    priceBand(intent, situation)
  );
};

// A position may always be closed, however small its rest has become.
function smallestOrder(size: number, reduceOnly: boolean, { instrument }: Situation): Refusal | undefined {
  return size < instrument.minLots && !reduceOnly
    ? { code: 'below-min-size', measured: { lots: size, minLots: instrument.minLots } }
    : undefined;
}

const orderValue: Gate = (intent, situation) => {
  const at = referenceTicks(intent, situation);
  if (at === undefined || intent.reduceOnly) return undefined;
  const { maxNotional, minNotional } = situation.instrument;
  const notional = notionalOf(situation.instrument, intent.lots, at);
  const notionalQuote = moneyToNumber(notional);
  if (notional < minNotional) {
    const minNotionalQuote = moneyToNumber(minNotional);
    return { code: 'below-min-notional', measured: { notionalQuote, minNotionalQuote } };
  }
  return maxNotional !== undefined && notional > maxNotional
    ? {
        code: 'above-max-notional',
        measured: { notionalQuote, maxNotionalQuote: moneyToNumber(maxNotional) },
      }
    : undefined;
};

const priceBand: Gate = (intent, { bestAsk, bestBid, settings }) => {
  const limit = limitOfKind(intent.kind);
  if (limit === undefined || bestAsk === 0 || bestBid === 0) return undefined;
  const mid = (bestAsk + bestBid) / 2;
  const distance = Math.abs(limit - mid) / mid;
  return distance > settings.priceBand
    ? {
        code: 'price-outside-band',
        measured: { distance, limit: settings.priceBand, priceTicks: limit },
      }
    : undefined;
};
