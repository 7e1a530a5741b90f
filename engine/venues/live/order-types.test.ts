import { describe, expect, it } from 'vitest';
import type { OrderKind, TimeInForce } from '../../domain/order/order-intent.ts';
import { ORDER_TYPES } from '../../domain/order/order-kind.ts';
import { ticks } from '../../domain/units/ticks.ts';
import { type OpenedPair, openPair } from './session.fixture.ts';
import { unlimited, VENUE_PAIRS } from './venue-pairs.fixture.ts';

const TIMES: readonly TimeInForce[] = ['gtc', 'ioc', 'fok'];

/** An order of a type as far from the market of the loopback as that needs, to sell. */
function kindOf(type: OrderKind['type'], bid: number, timeInForce: TimeInForce = 'gtc'): OrderKind {
  const limit = { limit: ticks(bid - 400), timeInForce, postOnly: false };
  const trigger = ticks(type.startsWith('take-profit') ? bid + 300 : bid - 300);
  switch (type) {
    case 'market':
      return { type };
    case 'limit':
      return { type, ...limit };
    case 'stop-market':
    case 'take-profit-market':
      return { type, trigger };
    case 'stop-limit':
    case 'take-profit-limit':
      return { type, trigger, ...limit };
    case 'trailing-stop':
      return { type, distance: ticks(100) };
  }
}

/** Whether the venue has words for an order: what it has none for is refused before anything leaves. */
async function isSaid(opened: OpenedPair, order: OrderKind): Promise<boolean> {
  const answer = await opened.ask(opened.order(order, { side: 'sell' }));
  return answer.kind !== 'refused' || !answer.venueCode.startsWith('UNSUPPORTED');
}

describe.each(VENUE_PAIRS)('$name', (pair) => {
  it(
    'R-OR-07: declares the types of order and the times it takes, and takes those and no others',
    { timeout: 30_000 },
    async () => {
      const opened = await openPair(unlimited(pair), { venue: { balances: { USDT: 1e6, BTC: 100 } } });
      const { orderTypes = [], timesInForce = [] } = opened.session.traits;
      const bid = opened.venue.core.market(pair.coreSymbol)?.bid ?? 0;
      const said: string[] = [];
      for (const type of ORDER_TYPES) if (await isSaid(opened, kindOf(type, bid))) said.push(type);
      expect(said).toEqual(ORDER_TYPES.filter((type) => orderTypes.includes(type)));
      const times: string[] = [];
      for (const time of TIMES) if (await isSaid(opened, kindOf('limit', bid, time))) times.push(time);
      expect(times).toEqual(timesInForce);
      await opened.close();
    },
  );
});
