import { notionalOf } from '../../domain/instrument/instrument.ts';
import { signOf } from '../../domain/order/side.ts';
import { lots } from '../../domain/units/lots.ts';
import { moneyToNumber } from '../../domain/units/money.ts';
import { type Gate, pendingEntryLots } from '../gate.ts';
import { referenceTicks } from '../reference-price.ts';

/** The account must carry the position: notional over leverage on perpetuals, and no short sales on spot. */
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
  const grossQuote =
    moneyToNumber(situation.grossExposure) +
    moneyToNumber(notionalOf(instrument, lots(Math.max(0, Math.abs(after) - Math.abs(netLots))), at));
  const equityQuote = moneyToNumber(situation.equity);
  return grossQuote > equityQuote * instrument.maxLeverage
    ? {
        code: 'balance-too-small',
        measured: { grossQuote, equityQuote, maxLeverage: instrument.maxLeverage },
      }
    : undefined;
};
