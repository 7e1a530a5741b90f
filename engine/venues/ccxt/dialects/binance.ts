import type { Instrument } from '../../../domain/instrument/instrument.ts';
import {
  type BinanceFrame,
  type BinanceMarket,
  readLiveFrame,
  readSnapshot,
} from '../../wire/binance/binance-frame.ts';
import {
  type BookFrame,
  frameStepsOf,
  type InstrumentFrame,
  type LiveMessage,
  messageOf,
  OTHER,
  type TickerFrame,
} from '../../wire/live-frame.ts';
import type { CcxtExchange } from '../ccxt-exchange.ts';
import { changeOf, DepthJoin } from '../depth-join.ts';
import type { Line, ListedInstrument, VenueDialect, WatchCall } from '../dialect.ts';
import { stepsBySymbol } from '../steps-by-symbol.ts';
import { binanceInstrument } from './binance-instruments.ts';

/** Levels of each side a snapshot is asked for. */
export const BINANCE_SNAPSHOT_DEPTH = 1000;
/** The venue ends connections after 24 hours. */
const ROLLOVER_AFTER_MS = 23 * 3_600_000;
const OPEN_INTEREST_EVERY_MS = 60_000;

/** The methods by which ccxt asks Binance for what it sent, unchanged. */
export interface BinanceRest {
  publicGetDepth(query: object): Promise<unknown>;
  fapiPublicGetDepth(query: object): Promise<unknown>;
  fapiPublicGetOpenInterest(query: object): Promise<unknown>;
}

/** What spot and USD-M have in common: changes by stream, snapshots by REST, joined by numbers. */
export function binanceDialect(
  market: BinanceMarket,
  own: Pick<VenueDialect, 'title' | 'hosts' | 'exchange' | 'loopbackUrls' | 'rest' | 'polls'>,
): VenueDialect {
  return {
    ...own,
    options: () => ({
      options: { fetchMarkets: { types: [market === 'spot' ? 'spot' : 'linear'] } },
    }),
    // A second of a busy book is some 100 kB.
    largestMessageBytes: 4 * 1_048_576,
    list: (listed) => ({ wireSymbol: listed.id, instrument: binanceInstrument(listed, market) }),
    lines: (instruments) => linesOf(market, instruments),
    reader: (listed) => {
      const steps = stepsBySymbol(listed);
      return (text) => liveMessageOf(readLiveFrame(text, market, (symbol) => steps.get(symbol)));
    },
    continuity: () => new DepthJoin(market),
    resync: { kind: 'rest', snapshot: (exchange, listed) => snapshotOf(exchange, listed, market) },
    rolloverAfterMs: ROLLOVER_AFTER_MS,
    candlePage: 1000,
  };
}

/** Every stream has a socket of its own, because ccxt opens one for each call. */
function linesOf(market: BinanceMarket, instruments: readonly Instrument[]): readonly Line[] {
  const symbols = instruments.map(({ symbol }) => symbol);
  const line = (name: string, call: Omit<WatchCall, 'symbols'>): Line => ({
    name,
    calls: [{ ...call, symbols }],
  });
  const both = [
    line('depth', { kind: 'book', watch: (exchange) => exchange.watchOrderBookForSymbols([...symbols]) }),
    line('trades', { kind: 'trades', watch: (exchange) => exchange.watchTradesForSymbols([...symbols]) }),
  ];
  if (market === 'spot') return both;
  return [
    ...both,
    line('marks', { kind: 'ticker', watch: (exchange) => exchange.watchMarkPrices([...symbols]) }),
    line('liquidations', {
      kind: 'liquidations',
      watch: (exchange) => exchange.watchLiquidationsForSymbols([...symbols]),
    }),
  ];
}

function liveMessageOf(frame: BinanceFrame | { kind: 'malformed'; rule: string }): LiveMessage {
  switch (frame.kind) {
    case 'malformed':
      return frame;
    case 'diff':
      return messageOf(changeOf(frame));
    case 'trade':
      return messageOf({ kind: 'trades', symbol: frame.symbol, prints: [frame] });
    case 'mark':
      return messageOf({ ...frame, kind: 'ticker' });
    case 'liquidation':
      return messageOf({ kind: 'liquidations', symbol: frame.symbol, liquidations: [frame] });
    case 'answer':
      // Seeing that a book was accepted, ccxt would ask for a snapshot of its own.
      return { kind: 'control', isAccepted: frame.isAccepted, isForCcxt: !frame.isAccepted };
    case 'ticker':
    case 'snapshot':
    case 'other':
      return OTHER;
  }
}

async function snapshotOf(
  exchange: CcxtExchange,
  { instrument, wireSymbol }: ListedInstrument,
  market: BinanceMarket,
): Promise<BookFrame> {
  const rest = exchange as unknown as BinanceRest;
  const query = { symbol: wireSymbol, limit: BINANCE_SNAPSHOT_DEPTH };
  const answer = await (market === 'spot' ? rest.publicGetDepth(query) : rest.fapiPublicGetDepth(query));
  const frame = readSnapshot(withNumbers(answer), frameStepsOf(instrument));
  if (frame.kind === 'malformed') throw new RangeError(`${wireSymbol}: ${frame.rule}`);
  const { asks, bids, lastUpdateId, venueTime } = frame;
  return {
    kind: 'book',
    symbol: wireSymbol,
    isSnapshot: true,
    updateId: lastUpdateId,
    venueTime,
    bids,
    asks,
  };
}

/** ccxt makes text of every number it is answered. */
function withNumbers(answer: unknown): unknown {
  if (typeof answer !== 'object' || answer === null) return answer;
  const { E, lastUpdateId } = answer as Readonly<Record<string, unknown>>;
  return { ...answer, lastUpdateId: Number(lastUpdateId), ...(E === undefined ? {} : { E: Number(E) }) };
}

/** How much of a perpetual is held open, which has no stream. */
export const openInterestPoll: VenueDialect['polls'][number] = {
  kind: 'open-interest',
  everyMs: OPEN_INTEREST_EVERY_MS,
  isFor: ({ kind }) => kind === 'linear-perpetual',
  ask: async (exchange, { wireSymbol }): Promise<InstrumentFrame> => {
    const rest = exchange as unknown as BinanceRest;
    return openInterestOf(await rest.fapiPublicGetOpenInterest({ symbol: wireSymbol }), wireSymbol);
  },
};

/** @throws {RangeError} when the answer tells no open interest of the symbol. */
function openInterestOf(answer: unknown, wireSymbol: string): TickerFrame {
  const { openInterest, symbol, time } = (answer ?? {}) as Readonly<Record<string, unknown>>;
  const openInterestBase = typeof openInterest === 'string' ? Number(openInterest) : Number.NaN;
  const venueTime = Number(time);
  if (symbol !== wireSymbol || !(openInterestBase >= 0) || !Number.isSafeInteger(venueTime)) {
    throw new RangeError(
      `${wireSymbol}: open interest must be told with its time, was ${String(openInterest)}`,
    );
  }
  return {
    kind: 'ticker',
    symbol: wireSymbol,
    venueTime,
    markTicks: undefined,
    fundingRateE8: undefined,
    nextFundingTime: undefined,
    openInterestBase,
  };
}
