import { type Instrument, priceOf, quantityOf } from '../domain/instrument/instrument.ts';
import type { QueueStep } from '../domain/order/fill-cause.ts';
import type { FillSentence } from '../domain/order/fill-sentence.ts';
import type { Fill } from '../domain/order/fill.ts';
import { lots } from '../domain/units/lots.ts';
import { moneyToDecimal } from '../domain/units/money.ts';
import { type Ticks, ticks } from '../domain/units/ticks.ts';
import { explainBarFill } from './explain-bar-fill.ts';

/** Why a fill happened, sentence by sentence, oldest first. */
export function explainFill(fill: Fill, instrument: Instrument): FillSentence[] {
  return [
    journey(fill),
    ...linked(fill),
    ...amended(fill),
    ...triggerPrice(fill),
    ...setOff(fill, instrument),
    ...liquidated(fill, instrument),
    ...queueModel(fill),
    ...fill.cause.queue.map((step) => queueSentence(step, fill, instrument)),
    ...execution(fill, instrument),
    fee(fill, instrument),
    { code: 'known', values: { afterMs: fill.time - fill.venueTime } },
  ];
}

function journey({ cause, role, side }: Fill): FillSentence {
  const { arrivedAt, latency, submittedAt } = cause;
  return {
    code: 'arrived',
    values: { role, side, afterMs: arrivedAt - submittedAt, feedMs: latency.feedMs },
  };
}

function linked({ cause: { link } }: Fill): FillSentence[] {
  switch (link?.kind) {
    case undefined:
      return [];
    case 'protective-stop':
      return [{ code: 'of-stop', values: { entryId: link.entryId } }];
    case 'bracket-target':
      return [{ code: 'of-bracket', values: { entryId: link.entryId } }];
    case 'pair-leg':
      return [{ code: 'of-pair', values: { otherId: link.otherId } }];
  }
}

const triggerPrice = ({ cause: { triggeredBy } }: Fill): FillSentence[] =>
  triggeredBy === undefined ? [] : [{ code: 'triggered-by', values: { by: triggeredBy } }];

function queueModel({ cause: { queueModel: told } }: Fill): FillSentence[] {
  if (told === undefined) return [];
  return told.model === 'power'
    ? [{ code: 'queue-power', values: { exponent: told.exponent } }]
    : [{ code: 'queue-risk-averse', values: {} }];
}

function setOff({ cause: { bar, stop } }: Fill, instrument: Instrument): FillSentence[] {
  if (!stop) return [];
  const values = { trigger: priceOf(instrument, stop.trigger), seen: priceOf(instrument, stop.seen) };
  if (stop.trailedFrom === undefined) return [{ code: bar ? 'set-off-in-bar' : 'set-off', values }];
  return [{ code: 'set-off-trailing', values: { ...values, best: priceOf(instrument, stop.trailedFrom) } }];
}

const amended = ({ cause: { amendedAt, submittedAt } }: Fill): FillSentence[] =>
  amendedAt === undefined ? [] : [{ code: 'amended', values: { afterMs: amendedAt - submittedAt } }];

function liquidated({ cause: { liquidation } }: Fill, instrument: Instrument): FillSentence[] {
  if (!liquidation) return [];
  const { bankruptcyTicks, equity, liquidationFeePpm, maintenance, markTicks, mode } = liquidation;
  return [
    {
      code: mode === 'cross' ? 'liquidated-account' : 'liquidated-position',
      values: {
        mark: priceOf(instrument, markTicks),
        equity: moneyToDecimal(equity),
        maintenance: moneyToDecimal(maintenance),
        quote: instrument.quote,
      },
    },
    {
      code: 'liquidation-bound',
      values: { price: priceOf(instrument, bankruptcyTicks), feeBps: liquidationFeePpm / 100 },
    },
  ];
}

function queueSentence(
  { aheadLots, because, time }: QueueStep,
  fill: Fill,
  instrument: Instrument,
): FillSentence {
  const afterMs = time - fill.cause.submittedAt;
  if (because === 'level-gone') return { code: 'queue-level-gone', values: { afterMs } };
  const ahead = quantityOf(instrument, lots(aheadLots));
  return { code: `queue-${because}`, values: { afterMs, ahead, base: instrument.base } };
}

function execution(fill: Fill, instrument: Instrument): FillSentence[] {
  return fill.cause.model === 'in-bar' ? explainBarFill(fill, instrument) : [inMarket(fill, instrument)];
}

function inMarket(fill: Fill, instrument: Instrument): FillSentence {
  const { forced, impactTicks = 0, limit, model, takenLots = 0 } = fill.cause;
  const filled = {
    size: quantityOf(instrument, fill.lots),
    base: instrument.base,
    price: priceOf(instrument, fill.ticks),
  };
  const before = quantityOf(instrument, lots(takenLots));
  const met = { ...filled, ...counterpart(fill, instrument), limit: priceOrNull(limit, instrument) };
  switch (model) {
    case 'walked-book':
      return takenLots > 0
        ? { code: 'walked-book', values: { ...filled, before } }
        : { code: 'took-book', values: filled };
    case 'beyond-book':
      return { code: 'beyond-book', values: { ...filled, before, impactTicks } };
    case 'traded-through':
    case 'queue-reached':
    case 'touched':
      return { code: model, values: met };
    case 'taken-over':
    case 'in-bar':
      return { code: model, values: filled };
    case 'venue-record':
      return forced === undefined
        ? { code: 'venue-record', values: filled }
        : { code: 'closed-by-venue', values: { ...filled, how: forced } };
  }
}

const counterpart = ({ cause: { seenTicks, tradeId } }: Fill, instrument: Instrument) => ({
  tradeId: tradeId ?? null,
  seen: priceOrNull(seenTicks, instrument),
});

const priceOrNull = (at: number | Ticks | undefined, instrument: Instrument): number | null =>
  at === undefined ? null : priceOf(instrument, ticks(at));

function fee({ cause, fee: paid, liquidity }: Fill, { quote }: Instrument): FillSentence {
  const amount = moneyToDecimal(paid);
  const feeBps = cause.feePpm / 100;
  return paid < 0n
    ? { code: 'fee-received', values: { liquidity, quote, amount: amount.slice(1), feeBps: -feeBps } }
    : { code: 'fee-paid', values: { liquidity, quote, amount, feeBps } };
}
