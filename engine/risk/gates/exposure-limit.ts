import { notionalOf } from '../../domain/instrument/instrument.ts';
import { signOf } from '../../domain/order/side.ts';
import { lots } from '../../domain/units/lots.ts';
import { moneyToNumber } from '../../domain/units/money.ts';
import { type Gate, pendingEntryLots } from '../gate.ts';
import { referenceTicks } from '../reference-price.ts';

/** Refuses, in a session without a policy, what would put more than its fraction of equity into one instrument or all. */
export const exposureLimit: Gate = (intent, situation) => {
  const at = referenceTicks(intent, situation);
  const { fixedLimits, instrument, netLots } = situation;
  if (!fixedLimits || intent.reduceOnly || at === undefined) return undefined;
  const before = Math.abs(netLots);
  const after = Math.abs(netLots + signOf(intent.side) * intent.lots);

  // A limit must never trap us in a position, so getting smaller is always allowed. Crossing
  // zero is not getting smaller: it is a new position the other way.
  if (after < before && (netLots + signOf(intent.side) * intent.lots) * netLots >= 0) return undefined;

  const equity = moneyToNumber(situation.equity);
  if (equity <= 0) return { code: 'balance-too-small', measured: { equityQuote: equity } };
  const pending = pendingEntryLots(situation.openOrders, instrument.id);
  const worth = (size: number) => moneyToNumber(notionalOf(instrument, lots(size), at));
  const share = worth(after + pending) / equity;
  const { maxExposurePerInstrument: limitHere, maxExposureTotal: limitOfAll } = fixedLimits;
  if (share > limitHere) return { code: 'exposure-above-limit', measured: { share, limit: limitHere } };
  const elsewhere = moneyToNumber(situation.grossExposure) + moneyToNumber(situation.pendingElsewhere);
  // On the way through zero the position may come out smaller than it was.
  const change = after + pending - before;
  const total = (elsewhere + Math.sign(change) * worth(Math.abs(change))) / equity;
  return total > limitOfAll
    ? { code: 'exposure-above-limit', measured: { totalShare: total, limit: limitOfAll } }
    : undefined;
};
