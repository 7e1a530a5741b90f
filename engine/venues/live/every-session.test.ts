import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lots } from '../../domain/units/lots.ts';
import { ticks } from '../../domain/units/ticks.ts';
import { unixMs } from '../../domain/units/time.ts';
import { realClock, until } from '../ccxt/real-clock.fixture.ts';
import { limitAt, MARKET, type OpenedPair, openPair, reportsOf, stopAt } from './session.fixture.ts';
import { VENUE_PAIRS } from './venue-pairs.fixture.ts';

describe.each(VENUE_PAIRS)('a session on $name', (pair) => {
  let open: OpenedPair;
  let mid = 0;

  beforeAll(async () => {
    open = await openPair(pair);
    mid = open.venue.core.market(pair.coreSymbol)?.bid ?? 0;
  });
  afterAll(() => open.close());

  it('places a limit order that the venue has under our id, and finds it by that id', async () => {
    const request = open.order(limitAt(mid - 500));
    const answer = await open.ask(request);
    expect(answer).toMatchObject({ kind: 'done' });
    const [held] = open.venue.core.openOrders.filter(({ limit }) => limit === mid - 500);
    expect(held).toMatchObject({ side: 'buy', lots: 20, limit: mid - 500, status: 'new' });
    const found = await open.ask({
      kind: 'ask-order',
      orderId: request.orderId,
      instrument: open.instrument.id,
    });
    expect(found).toMatchObject({
      kind: 'order',
      order: {
        orderId: request.orderId,
        venueOrderId: held?.venueId,
        state: 'open',
        lots: 20,
        filledLots: 0,
      },
    });
  });

  it('hears of the order and of its fills by stream, exactly as the venue has them', async () => {
    const request = open.order(MARKET, { lots: lots(30) });
    open.venue.core.knobs.partials = 3;
    await open.ask(request);
    open.venue.core.knobs.partials = 1;
    const fills = () =>
      reportsOf(open.reports, 'stream-trade').filter(({ trade }) => trade.orderId === request.orderId);
    await until(() => fills().length === 3);
    const truth = open.venue.core.trades.slice(-3);
    expect(fills().map(({ trade }) => [trade.tradeId, trade.lots, trade.ticks])).toEqual(
      truth.map(({ lots: size, ticks: price, tradeId }) => [tradeId, size, price]),
    );
    await until(() =>
      reportsOf(open.reports, 'stream-order').some(
        ({ order }) => order.orderId === request.orderId && order.state === 'filled',
      ),
    );
  });

  it('lists open orders, trades, positions and balances as the venue has them', async () => {
    const orders = await open.ask({ kind: 'ask-open-orders' });
    const truth = open.venue.core.openOrders.map(({ venueId }) => venueId).toSorted();
    expect(orders.kind === 'open-orders' && orders.orders.map((o) => o.venueOrderId).toSorted()).toEqual(
      truth,
    );
    const trades = await open.ask({ kind: 'ask-trades', since: unixMs(realClock.now() - 3_600_000) });
    const ids = trades.kind === 'trades' ? trades.trades.map(({ tradeId }) => tradeId).toSorted() : [];
    expect(ids).toEqual(open.venue.core.trades.map(({ tradeId }) => tradeId).toSorted());
    const positions = await open.ask({ kind: 'ask-positions' });
    const held = open.venue.core.account.position(pair.coreSymbol);
    const perpetual = {
      kind: 'positions',
      positions: [{ instrument: open.instrument.id, signedLots: held }],
    };
    expect(positions).toMatchObject(open.instrument.kind === 'spot' ? { kind: 'positions' } : perpetual);
    const balances = await open.ask({ kind: 'ask-balances' });
    expect(balances.kind === 'balances' && balances.balances.map(({ asset }) => asset)).toContain(
      open.instrument.quote,
    );
  });

  it("places a stop that waits, and cancels it by our id alone and by the venue's number", async () => {
    for (const isNumberKnown of [false, true]) {
      const request = open.order(stopAt(mid - 2000), { side: 'sell', lots: lots(10), reduceOnly: true });
      const placed = await open.ask(request);
      expect(placed).toMatchObject({ kind: 'done' });
      const waiting = open.venue.core.openOrders.filter(({ trigger }) => trigger === mid - 2000);
      expect(waiting).toMatchObject([{ side: 'sell', lots: 10, trigger: mid - 2000 }]);
      const found = await open.ask({
        kind: 'ask-order',
        orderId: request.orderId,
        instrument: open.instrument.id,
      });
      expect(found).toMatchObject({ order: { state: 'open', trigger: mid - 2000 } });
      const venueOrderId = placed.kind === 'done' ? placed.venueOrderId : undefined;
      const canceled = await open.ask({
        kind: 'cancel',
        orderId: request.orderId,
        instrument: open.instrument.id,
        ...(isNumberKnown && venueOrderId !== undefined ? { venueOrderId } : {}),
      });
      expect(canceled).toEqual({ kind: 'done' });
      expect(open.venue.core.openOrders.some(({ trigger }) => trigger === mid - 2000)).toBe(false);
    }
  });

  it('amends where the order stands, where the venue can', async () => {
    const request = open.order(limitAt(mid - 700));
    await open.ask(request);
    const answer = await open.ask({
      kind: 'amend',
      orderId: request.orderId,
      instrument: open.instrument.id,
      lots: lots(25),
      limit: ticks(mid - 710),
    });
    const { amendsInPlace } = pair.dialect.traits;
    const refusal = { kind: 'refused', class: 'not-done', venueCode: 'UNSUPPORTED' };
    expect(answer).toEqual(amendsInPlace ? { kind: 'done' } : refusal);
    const held = open.venue.core.openOrders.map(({ limit, lots: size }) => [limit, size]);
    expect(held).toContainEqual(amendsInPlace ? [mid - 710, 25] : [mid - 700, 20]);
  });

  it('says that the venue does not know an order', async () => {
    const { orderId } = open.order(MARKET);
    const instrument = open.instrument.id;
    expect(await open.ask({ kind: 'ask-order', orderId, instrument })).toEqual({
      kind: 'order',
      order: undefined,
    });
    expect(await open.ask({ kind: 'cancel', orderId, instrument })).toMatchObject({
      kind: 'refused',
      class: 'unknown',
    });
  });

  it('signs everything so that the venue lets it in', () => {
    expect(open.venue.badSignatures).toBe(0);
    expect(open.venue.outsideWindow).toBe(0);
  });
});
