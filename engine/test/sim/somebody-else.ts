import { lots } from '../../domain/units/lots.ts';
import type { Random } from '../../numerics/random.ts';
import type { Agenda } from './agenda.ts';
import type { Exchange } from './exchange/exchange.ts';
import { HAND_TRADED_MARKET } from './simulated-instruments.ts';

/** What somebody else trades with. */
export interface SomebodyElse {
  readonly agenda: Agenda;
  readonly exchange: Exchange;
  readonly random: Random;
  readonly until: number;
}

/** Somebody else uses the account, in a market of their own. */
export function tradeByHand({ agenda, exchange, random, until }: SomebodyElse): void {
  const { id } = HAND_TRADED_MARKET.instrument;
  const next = (): void => {
    exchange.placeByHand({
      orderId: '',
      instrument: id,
      side: random.uniform() < 0.5 ? 'buy' : 'sell',
      lots: lots(1 + random.integer(50)),
      order: { type: 'market' },
      reduceOnly: false,
    });
    if (agenda.now < until) agenda.in(5000 + random.integer(15_000), next);
  };
  agenda.in(3000, next);
}
