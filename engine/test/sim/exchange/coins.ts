import type { Instrument, InstrumentId } from '../../../domain/instrument/instrument.ts';
import type { Side } from '../../../domain/order/side.ts';
import type { ExchangeAccount } from './exchange-account.ts';
import { type ExchangeOrder, leftOf } from './exchange-order.ts';

/** What an order would sell, or an order that is made larger, more. */
export interface Sale {
  readonly instrument: InstrumentId;
  readonly side: Side;
  readonly lots: number;
}

/** Whether there is as much to sell: on spot what is held less what open sales, stops among them, have set aside. */
export function isCovered(
  { instrument: id, lots: size, side }: Sale,
  {
    account,
    instruments,
    live,
  }: {
    readonly instruments: readonly Instrument[];
    readonly account: ExchangeAccount;
    readonly live: readonly ExchangeOrder[];
  },
): boolean {
  const instrument = instruments.find((each) => each.id === id);
  if (instrument?.kind !== 'spot' || side === 'buy') return true;
  let free = account.held(id);
  for (const order of live) if (order.instrument === id && order.side === 'sell') free -= leftOf(order);
  return size <= free;
}
