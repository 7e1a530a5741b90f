import { createServer, type IncomingMessage, request as ask, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { systemClock } from '../../engine/runtime/clock.ts';
import type { VenueKey } from '../../engine/venues/live/trading-client.ts';
import { openBybitLoopback } from '../../engine/venues/loopback/bybit-loopback.ts';
import { bybitWords } from '../../engine/venues/loopback/trading/bybit-words.ts';
import {
  openTradingLoopback,
  type TradingLoopback,
} from '../../engine/venues/loopback/trading/trading-loopback.ts';

/** A venue on this machine with a market that moves and an account that trades in it, behind one address. */
export interface RealVenue {
  readonly restUrl: string;
  readonly wsUrl: string;
  /** The account's side: what reached it, what it holds, what can go wrong. */
  readonly trading: TradingLoopback;
  /** Nothing of the account's side is answered any more, or it is again. */
  cutOff(isCutOff: boolean): void;
  close(): Promise<void>;
}

/** The venue's own name of the perpetual, on the market's side and on the account's. */
export const MARKET = { public: 'BTCUSDT', core: 'linear:BTCUSDT' } as const;
const FOLLOW_EVERY_MS = 20;

/** Opens a Bybit on this machine: its market as the public loopback makes it, its account as the trading one does. */
export async function openRealVenue(key: VenueKey): Promise<RealVenue> {
  const market = await openBybitLoopback({ seed: 7, clock: systemClock, historyMinutes: 90, marketSpeed: 1 });
  const trading = await openTradingLoopback({
    words: bybitWords,
    seed: 7,
    clock: systemClock,
    key,
    balances: { USDT: 1_000_000 },
  });
  let isCutOff = false;
  const follow = () => {
    const book = market.bookAt(MARKET.public, market.publishedUpdateId(MARKET.public));
    const [bid] = book?.bids ?? [];
    const [offer] = book?.asks ?? [];
    if (bid !== undefined && offer !== undefined) trading.core.quote(MARKET.core, bid, offer);
  };
  follow();
  const stopFollowing = systemClock.every(FOLLOW_EVERY_MS, follow);
  const isPublic = (path: string) => path.startsWith('/v5/market/') || path.startsWith('/v5/public/');
  const portFor = (path: string) => {
    if (isPublic(path)) return portOf(market.restUrl);
    return isCutOff ? undefined : portOf(trading.urls.restUrl);
  };
  const front = await openFront(portFor);
  return {
    restUrl: `http://127.0.0.1:${front.port}`,
    wsUrl: `ws://127.0.0.1:${front.port}`,
    trading,
    cutOff: (next) => {
      isCutOff = next;
      if (next) trading.resetSockets();
    },
    close: async () => {
      stopFollowing();
      await front.close();
      await Promise.all([market.close(), trading.close()]);
    },
  };
}

const portOf = (url: string): number => Number(new URL(url).port);

/** One address in front of several; what has no port is hung up on. */
async function openFront(portFor: (path: string) => number | undefined) {
  const sockets = new Set<Socket>();
  const server = createServer((message, response) => pass(message, response, portFor(message.url ?? '/')));
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('upgrade', (message, socket, head) => {
    const port = portFor(message.url ?? '/');
    if (port === undefined) return void socket.destroy();
    const behind = connect(port, '127.0.0.1', () => {
      behind.write(headOf(message));
      behind.write(head);
      socket.pipe(behind).pipe(socket);
    });
    for (const [one, other] of [
      [behind, socket],
      [socket, behind],
    ] as const) {
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function pass(message: IncomingMessage, response: ServerResponse, port: number | undefined): void {
  if (port === undefined) return void message.socket.destroy();
  const { headers, method, url } = message;
  const passed = ask({ host: '127.0.0.1', port, method, path: url, headers }, (reply) => {
    response.writeHead(reply.statusCode ?? 502, reply.headers);
    reply.pipe(response);
  });
  passed.on('error', () => response.destroy());
  message.pipe(passed);
}

/** The request line and headers of an upgrade, as they came. */
function headOf({ method, rawHeaders, url }: IncomingMessage): string {
  const lines = [`${method} ${url} HTTP/1.1`];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2)
    lines.push(`${rawHeaders[index]}: ${rawHeaders[index + 1]}`);
  return `${lines.join('\r\n')}\r\n\r\n`;
}
