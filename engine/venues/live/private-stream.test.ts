import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lots } from '../../domain/units/lots.ts';
import { ticks } from '../../domain/units/ticks.ts';
import { unixMs } from '../../domain/units/time.ts';
import { realClock, until } from '../ccxt/real-clock.fixture.ts';
import { NO_PUSH_FAULTS } from '../loopback/fault-plan.ts';
import { limitAt, MARKET, type OpenedPair, openPair, reportsOf, stopAt } from './session.fixture.ts';
import { openSession } from './open-session.ts';
import { ONE_OF_EACH, VENUE_PAIRS } from './venue-pairs.fixture.ts';

const statuses = (open: OpenedPair) => reportsOf(open.reports, 'stream-status').map(({ status }) => status);

describe.each(ONE_OF_EACH)('the private stream of $name', (pair) => {
  let open: OpenedPair;

  beforeEach(async () => {
    open = await openPair(pair);
  });
  afterEach(() => open.close());

  it('comes back after its connection was reset, and says so', async () => {
    open.venue.resetSockets();
    await until(() => statuses(open).length >= 3);
    expect(statuses(open)).toEqual(['up', 'down', 'up']);
    const request = open.order(MARKET);
    await open.ask(request);
    await until(() =>
      reportsOf(open.reports, 'stream-trade').some(({ trade }) => trade.orderId === request.orderId),
    );
  });

  it('is given up when a message cannot be read: it may have been a fill', async () => {
    for (const [count, text] of ['{"cut', 'null', '[1,2', '<html>'].entries()) {
      await until(() => open.venue.streamCount >= pair.dialect.streams);
      open.venue.sendText(text);
      await until(() => statuses(open).filter((status) => status === 'up').length === count + 2);
    }
    expect(statuses(open).filter((status) => status === 'down')).toHaveLength(4);
  });

  it('tells what was sent twice twice, under one id, and what was lost can be asked for', async () => {
    open.venue.streamFaults.push = { ...NO_PUSH_FAULTS, duplicate: 1 };
    await open.ask(open.order(MARKET));
    const ids = () => reportsOf(open.reports, 'stream-trade').map(({ trade }) => trade.tradeId);
    // Coinbase tells orders; the executions are asked for, once.
    const expected = pair.dialect.venue === 'coinbase' ? 1 : 2;
    await until(() => ids().length === expected);
    expect(new Set(ids()).size).toBe(1);
    open.venue.streamFaults.push = { ...NO_PUSH_FAULTS, drop: 1 };
    const lost = open.order(MARKET);
    await open.ask(lost);
    const answer = await open.ask({ kind: 'ask-trades', since: unixMs(realClock.now() - 60_000) });
    const trades = answer.kind === 'trades' ? answer.trades : [];
    expect(trades.filter(({ orderId }) => orderId === lost.orderId)).toHaveLength(1);
    expect(ids()).toHaveLength(expected);
  });
});

describe('a private stream whose other end fell silent', () => {
  it.each(ONE_OF_EACH)(
    'is given up at $name',
    async (pair) => {
      const open = await openPair(pair, { session: { pingEveryMs: 200 } });
      open.venue.halfOpenSockets();
      await until(() => statuses(open).includes('down'), 10_000);
      await until(() => statuses(open).at(-1) === 'up', 10_000);
      expect(statuses(open)).toEqual(['up', 'down', 'up']);
      await open.close();
    },
    40_000,
  );
});

describe.each(VENUE_PAIRS)('a stop at $name that is set off', (pair) => {
  it('is told under our id, by stream and to a session that was not there', async () => {
    const open = await openPair(pair);
    const entry = open.order(MARKET, { lots: lots(10) });
    await open.ask(entry);
    const market = open.venue.core.market(pair.coreSymbol);
    const bid = market?.bid ?? 0;
    const stop = open.order(stopAt(bid - 100), { side: 'sell', lots: lots(10), reduceOnly: true });
    await open.ask(stop);
    open.venue.core.quote(pair.coreSymbol, bid - 110, bid - 109);
    const fills = () =>
      reportsOf(open.reports, 'stream-trade').filter(({ trade }) => trade.orderId === stop.orderId);
    await until(() => fills().length === 1);
    expect(fills()[0]?.trade).toMatchObject({ side: 'sell', lots: 10, ticks: bid - 110 });
    const found = await open.ask({
      kind: 'ask-order',
      orderId: stop.orderId,
      instrument: open.instrument.id,
    });
    expect(found).toMatchObject({ order: { orderId: stop.orderId, state: 'filled', filledLots: 10 } });

    const later = await openSession({
      dialect: pair.dialect,
      key: pair.key,
      symbols: [pair.symbol],
      clock: realClock,
      random: () => 0,
      loopback: open.venue.urls,
    });
    const answers: unknown[] = [];
    later.onReport((report) => report.kind === 'reply' && answers.push(report.answer));
    later.send({ kind: 'ask-trades', requestId: 1, since: unixMs(realClock.now() - 60_000) });
    await until(() => answers.length === 1);
    const [entryTrade, stopTrade] = (answers[0] as { trades: { orderId?: string }[] }).trades;
    expect([entryTrade?.orderId, stopTrade?.orderId]).toEqual([entry.orderId, stop.orderId]);
    await later.close();
    await open.close();
  });
});

describe('a stop that belongs to the position at Bybit', () => {
  const [pair] = VENUE_PAIRS;
  if (pair === undefined) throw new Error('no venue');

  it('R-PR-01: travels inside the entry, shows itself with the position, and is no order of anybody', async () => {
    const open = await openPair(pair);
    await open.ask(open.order(MARKET, { attachedStop: ticks(630_000) }));
    const placed = open.venue.seen.filter(({ purpose }) => purpose === 'place');
    expect(placed).toHaveLength(1);
    expect(JSON.parse(placed[0]?.body ?? '{}')).toMatchObject({ stopLoss: '63000', tpslMode: 'Full' });
    expect(await open.ask({ kind: 'ask-positions' })).toMatchObject({
      positions: [{ signedLots: 20, positionStop: 630_000 }],
    });
    expect(await open.ask({ kind: 'ask-open-orders' })).toEqual({ kind: 'open-orders', orders: [] });
    open.venue.core.quote(pair.coreSymbol, 629_990, 630_000);
    await until(() => reportsOf(open.reports, 'stream-trade').length === 2);
    expect(reportsOf(open.reports, 'stream-trade')[1]?.trade).not.toHaveProperty('orderId');
    expect(await open.ask({ kind: 'ask-positions' })).toEqual({ kind: 'positions', positions: [] });
    await open.close();
  });

  it('R-PR-05: an amend to what stands already is told as such, not as a failure', async () => {
    const open = await openPair(pair);
    const order = open.order(limitAt(600_000));
    await open.ask(order);
    const same = { kind: 'amend', orderId: order.orderId, instrument: open.instrument.id } as const;
    expect(await open.ask({ ...same, limit: ticks(600_000) })).toEqual({
      kind: 'refused',
      class: 'already-so',
      venueCode: '34040',
    });
    expect(await open.ask({ ...same, limit: ticks(600_001) })).toEqual({ kind: 'done' });
    await open.close();
  });
});
