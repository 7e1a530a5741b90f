import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { realClock, until } from '../../ccxt/real-clock.fixture.ts';
import { openBybitLoopback } from '../bybit-loopback.ts';
import type { LoopbackVenue } from '../loopback-options.ts';

interface Message {
  readonly topic?: string;
  readonly type?: string;
  readonly success?: boolean;
  readonly ret_msg?: string;
  readonly op?: string;
  readonly data?: { readonly u?: number; readonly b?: unknown[]; readonly a?: unknown[] };
}

let venue: LoopbackVenue;

beforeAll(async () => {
  venue = await openBybitLoopback({ seed: 5, clock: realClock, historyMinutes: 3, marketSpeed: 25 });
});
afterAll(() => venue.close());

const get = async (path: string) =>
  (await fetch(venue.restUrl + path)).json() as Promise<{ retCode: number; result: { list: unknown[] } }>;

/** A plain socket on the venue, and everything it hears. */
async function connect() {
  const socket = new WebSocket(`${venue.wsUrl}/v5/public/linear`);
  const heard: Message[] = [];
  socket.on('message', (message: Buffer) => heard.push(JSON.parse(message.toString()) as Message));
  await once(socket, 'open');
  const ask = (op: string, args?: readonly string[]) =>
    socket.send(JSON.stringify({ op, req_id: '1', args }));
  return { heard, ask, close: () => socket.close() };
}

describe('the loopback venue', () => {
  it('answers like the public REST interface', async () => {
    const { result } = await get('/v5/market/instruments-info?category=linear');
    expect(result.list).toHaveLength(3);
    expect(result.list[0]).toMatchObject({ symbol: 'BTCUSDT', priceFilter: { tickSize: '0.1' } });
    const candles = (await get('/v5/market/kline?category=linear&symbol=BTCUSDT&interval=1&limit=2')).result
      .list;
    const [newer, older] = candles as [string[], string[]];
    expect(Number(newer[0]) - Number(older[0])).toBe(60_000);
    expect((await get('/v5/market/kline?category=linear&symbol=NONE&interval=1')).retCode).toBe(10_001);
    expect((await fetch(`${venue.restUrl}/v5/order/create`)).status).toBe(404);
  });

  it('begins a book with a snapshot of its truth and numbers what follows without holes', async () => {
    const { ask, close, heard } = await connect();
    ask('subscribe', ['orderbook.50.BTCUSDT']);
    await until(() => heard.filter(({ type }) => type === 'delta').length >= 5);
    close();
    expect(heard[0]).toMatchObject({ success: true, op: 'subscribe' });
    const books = heard.filter(({ topic }) => topic === 'orderbook.50.BTCUSDT');
    const [snapshot] = books;
    expect(snapshot?.type).toBe('snapshot');
    const first = snapshot?.data?.u ?? 0;
    expect(books.map(({ data }) => data?.u)).toEqual(books.map((_, index) => first + index));
    expect((venue.bookAt('BTCUSDT', first)?.bids.length ?? 0) / 2).toBe(snapshot?.data?.b?.length);
  });

  it('refuses a topic it does not have, answers pings, and falls silent after unsubscribe', async () => {
    const { ask, close, heard } = await connect();
    ask('subscribe', ['orderbook.7.BTCUSDT']);
    ask('ping');
    ask('subscribe', ['publicTrade.BTCUSDT']);
    await until(() => heard.some(({ topic }) => topic === 'publicTrade.BTCUSDT'));
    expect(heard[0]).toMatchObject({ success: false, ret_msg: 'Invalid topic: orderbook.7.BTCUSDT' });
    expect(heard[1]).toMatchObject({ success: true, ret_msg: 'pong' });
    ask('unsubscribe', ['publicTrade.BTCUSDT']);
    await until(() => heard.at(-1)?.op === 'unsubscribe');
    const { length } = heard;
    const told = venue.publishedTrades('BTCUSDT').size;
    await until(() => venue.publishedTrades('BTCUSDT').size > told + 2);
    expect(heard).toHaveLength(length);
    close();
  });
});
