import { describe, expect, it } from 'vitest';
import type { LoopbackDialect } from '../loopback/loopback-dialect.ts';
import { readLiveTextOf } from './refused-symbol.fixture.ts';
import { FOLLOWED, followVenue } from './followed-venue.fixture.ts';
import { until } from './real-clock.fixture.ts';

const BTC = 'bybit:BTC/USDT:USDT';
const ETH = 'bybit:ETH/USDT:USDT';

/** A venue that at some moment lists a symbol no longer. */
function delisting(loopback: LoopbackDialect, symbol: string) {
  const state = { isDelisted: false };
  const dialect: LoopbackDialect = {
    ...loopback,
    hear: (text, ears) => {
      const {
        args = [],
        op,
        req_id: id,
      } = JSON.parse(text) as { op?: string; args?: string[]; req_id?: string };
      const strange = args.find((topic) => topic.endsWith(`.${symbol}`));
      if (!state.isDelisted || op !== 'subscribe' || strange === undefined) return loopback.hear(text, ears);
      const message = `error:handler not found,topic:${strange}`;
      ears.send({ success: false, ret_msg: message, conn_id: 'loopback', req_id: id, op });
    },
  };
  return { dialect, state };
}

describe('a symbol the venue lists no longer', () => {
  it('is told as a gap after the next connection and takes no other down', async (test) => {
    const [bybit] = FOLLOWED;
    if (bybit === undefined) throw new Error('no venue');
    const { dialect, state } = delisting(bybit.loopback, 'ETHUSDT');
    const symbols = ['BTC/USDT:USDT', 'ETH/USDT:USDT'];
    const { close, compared, events, feed, statuses, venue } = await followVenue(
      { ...bybit, loopback: dialect },
      symbols,
      { speed: 10 },
    );
    test.onTestFinished(close);
    state.isDelisted = true;
    venue.resetSockets();
    await until(() => statuses(BTC).at(-1) === 'live' && statuses(BTC).includes('gap'));
    // Two minutes of the feed's clock: no snapshot of the other one comes, and nobody waits for it.
    const { length } = events;
    const { equal } = compared;
    await until(() => compared.equal > equal + 60, 10_000);
    await new Promise((resolve) => setTimeout(resolve, 3000));
    expect(feed.statistics().lostConnections).toBe(1);
    expect(
      events.slice(length).filter(({ instrument, kind }) => kind === 'feed-status' && instrument === BTC),
    ).toEqual([]);
    expect(statuses(ETH).at(-1)).toBe('gap');
    expect(compared.unequal).toBe(0);
    expect(
      events.findLast(({ instrument, kind }) => kind === 'feed-status' && instrument === ETH),
    ).toMatchObject({ detail: expect.stringContaining('the venue refuses ETH/USDT:USDT') as string });
  });
});

describe('an answer to a subscription', () => {
  it.each([
    [
      'bybit',
      '{"success":false,"ret_msg":"error:handler not found,topic:orderbook.50.X","op":"subscribe"}',
      true,
    ],
    [
      'bybit',
      '{"success":false,"ret_msg":"error:already subscribed,topic:orderbook.50.X","op":"subscribe"}',
      false,
    ],
    ['bybit', '{"success":false,"ret_msg":"error","op":"unsubscribe"}', false],
    ['okx', '{"event":"error","code":"60018","msg":"channel:books,instId:X doesn\'t exist"}', true],
    ['okx', '{"event":"error","code":"60012","msg":"Illegal request"}', false],
    ['kraken', '{"method":"subscribe","success":false,"error":"Currency pair not supported X/USD"}', true],
    ['kraken', '{"method":"unsubscribe","success":false,"error":"Subscription not found"}', false],
  ] as const)('of %s that says %s', async (venue, text, isRefused) => {
    expect(await readLiveTextOf(venue, text)).toMatchObject({ kind: 'control', isAccepted: false });
    const message = await readLiveTextOf(venue, text);
    expect(message.kind === 'control' && message.isRefused === true).toBe(isRefused);
  });
});
