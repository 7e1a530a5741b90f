import { notionalOf } from '../../domain/instrument/instrument.ts';
import { signOf } from '../../domain/order/side.ts';
import { lots } from '../../domain/units/lots.ts';
import { moneyToNumber } from '../../domain/units/money.ts';
import { type Gate, pendingEntryLots } from '../gate.ts';
import { referenceTicks } from '../reference-price.ts';

/** What is held and on its way after an entry may be worth only so much of equity: in its symbol and in all. */
export const notionalLimits: Gate = (intent, situation) => {
  const at = referenceTicks(intent, situation);
  if (intent.role !== 'entry' || intent.reduceOnly || at === undefined) return undefined;
  const { grossExposure, instrument, netLots, openOrders, pendingElsewhere, standing } = situation;
  const { accountNotional, leverage, symbolNotional } = standing.limits;
  const net = netLots + signOf(intent.side) * intent.lots;
  // Getting smaller is always allowed; crossing zero is a new position.
  if (Math.abs(net) < Math.abs(netLots) && net * netLots >= 0) return undefined;
  const equityQuote = moneyToNumber(situation.equity);
  if (equityQuote <= 0) return { code: 'balance-too-small', measured: { equityQuote } };

  const worth = (size: number) => moneyToNumber(notionalOf(instrument, lots(size), at));
  const hereLots = Math.abs(net) + pendingEntryLots(openOrders, instrument.id);
  const symbolShare = worth(hereLots) / equityQuote;
  const symbolLimit = symbolNotional * leverage;
  if (symbolShare > symbolLimit)
    return { code: 'symbol-notional-above-limit', measured: { share: symbolShare, limit: symbolLimit } };

  const elsewhere = moneyToNumber(grossExposure) + moneyToNumber(pendingElsewhere) - worth(Math.abs(netLots));
  const share = (Math.max(0, elsewhere) + worth(hereLots)) / equityQuote;
  if (share > leverage)
    return { code: 'leverage-above-limit', measured: { leverage: share, limit: leverage } };
  const limit = accountNotional * leverage;
  return share > limit ? { code: 'account-notional-above-limit', measured: { share, limit } } : undefined;
};
