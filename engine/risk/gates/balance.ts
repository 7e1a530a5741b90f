import { notionalOf } from '../../domain/instrument/instrument.ts';
import { namedPriceOf } from '../../domain/order/order-kind.ts';
import { signOf } from '../../domain/order/side.ts';
import { lots } from '../../domain/units/lots.ts';
import { moneyToNumber } from '../../domain/units/money.ts';
import { ticks } from '../../domain/units/ticks.ts';
import { type Gate, pendingEntryLots, type Situation } from '../gate.ts';
import { referenceTicks } from '../reference-price.ts';

/**
 * The account must carry the position and everything that entries on their way have been promised: notional over
 * leverage on perpetuals, the price on spot, and no short sales there.
 */
export const balance: Gate = (intent, situation) => {
  const at = referenceTicks(intent, situation);
  if (intent.reduceOnly || at === undefined) return undefined;
  const { instrument, netLots } = situation;
  const after = netLots + signOf(intent.side) * intent.lots;
  if (instrument.kind === 'spot' && intent.side === 'sell') {
    // What open sales may still take is no longer there to be sold.
    const sales = situation.openOrders.filter((order) => order.side === 'sell');
    const promisedLots = pendingEntryLots(sales, instrument.id);
    if (after < promisedLots)
      return {
        code: 'balance-too-small',
        measured: { heldLots: netLots, promisedLots, soldLots: intent.lots },
      };
  }
  const addedLots = Math.max(0, Math.abs(after) - Math.abs(netLots));
  // Getting smaller is always allowed, however much is promised.
  if (addedLots === 0) return undefined;
  const promisedQuote = promisedHereQuote(situation, at) + moneyToNumber(situation.promisedElsewhere);
  const grossQuote =
    moneyToNumber(situation.grossExposure) +
    promisedQuote +
    moneyToNumber(notionalOf(instrument, lots(addedLots), at));
  const equityQuote = moneyToNumber(situation.equity);
  return grossQuote > equityQuote * instrument.maxLeverage
    ? {
        code: 'balance-too-small',
        measured: { grossQuote, promisedQuote, equityQuote, maxLeverage: instrument.maxLeverage },
      }
    : undefined;
};

/** What open entries of the instrument may still cost, each at its limit or trigger, otherwise at the price now. */
function promisedHereQuote({ instrument, openOrders }: Situation, at: number): number {
  let quote = 0;
  for (const { filledLots, instrument: id, kind, lots: size, role, side } of openOrders) {
    // A sale on spot costs coins, not money.
    if (id !== instrument.id || role !== 'entry' || (instrument.kind === 'spot' && side === 'sell')) continue;
    quote += moneyToNumber(notionalOf(instrument, lots(size - filledLots), ticks(namedPriceOf(kind) ?? at)));
  }
  return quote;
}
