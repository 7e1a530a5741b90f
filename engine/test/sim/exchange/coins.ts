import { type Instrument, type InstrumentId, notionalOf } from '../../../domain/instrument/instrument.ts';
import type { Side } from '../../../domain/order/side.ts';
import { lots } from '../../../domain/units/lots.ts';
import { ticks } from '../../../domain/units/ticks.ts';
import type { VenueTraits } from '../../../domain/venue/venue-traits.ts';
import type { ExchangeAccount } from './exchange-account.ts';
import { type ExchangeOrder, leftOf } from './exchange-order.ts';

/** What an order would sell, or an order that is made larger, more. */
export interface Sale {
  readonly instrument: InstrumentId;
  readonly side: Side;
  readonly lots: number;
}

/** Whether there is as much to sell: on spot what is held less what open sales have set aside, stops as the venue has it. */
export function isCovered(
  { instrument: id, lots: size, side }: Sale,
  {
    account,
    instruments,
    live,
    traits,
  }: {
    readonly instruments: readonly Instrument[];
    readonly account: ExchangeAccount;
    readonly live: readonly ExchangeOrder[];
    readonly traits: VenueTraits;
  },
): boolean {
  const instrument = instruments.find((each) => each.id === id);
  if (instrument?.kind !== 'spot' || side === 'buy') return true;
  let free = account.shown(id);
  for (const order of live) {
    const isWaiting = order.type === 'stop' && order.state === 'open' && traits.stopsLockBalance === false;
    if (order.instrument === id && order.side === 'sell' && !isWaiting) free -= leftOf(order);
  }
  return size <= free;
}

/** Whether spot would refuse an order for its value; elsewhere reduce-only orders may be worth less. */
export const isWorthTooLittle = (instrument: Instrument, size: number, at: number): boolean =>
  instrument.kind === 'spot' && notionalOf(instrument, lots(size), ticks(at)) < instrument.minNotional;
