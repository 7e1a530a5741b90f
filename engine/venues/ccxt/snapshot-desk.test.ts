import { describe, expect, it } from 'vitest';
import type { VenueClock } from '../venue-clock.ts';
import type { BookFrame, InstrumentFrame } from '../wire/live-frame.ts';
import type { CcxtExchange } from './ccxt-exchange.ts';
import type { Line, ListedInstrument, VenueDialect } from './dialect.ts';
import { SnapshotDesk } from './snapshot-desk.ts';
import type { VenueClient } from './venue-client.ts';

const SNAPSHOT: BookFrame = {
  kind: 'book',
  symbol: 'BTCUSDT',
  venueTime: undefined,
  isSnapshot: true,
  updateId: 5,
  bids: [1, 1],
  asks: [2, 1],
};
const LISTED = {
  instrument: { id: 'binance:BTC/USDT', symbol: 'BTC/USDT' },
  wireSymbol: 'BTCUSDT',
} as unknown as ListedInstrument;
const LINE: Line = {
  name: 'depth',
  calls: [{ kind: 'book', symbols: ['BTC/USDT'], watch: () => Promise.resolve() }],
};

/** A desk whose venue answers when the test says so, on a clock whose timers wait to be let go. */
function openDesk() {
  const answers: ((frame: InstrumentFrame) => void)[] = [];
  const timers = new Set<() => void>();
  const clock: VenueClock = {
    now: () => 0,
    monotonicMs: () => 0,
    every: () => () => undefined,
    after: (_ms, callback) => {
      timers.add(callback);
      return () => timers.delete(callback);
    },
  };
  const dialect = {
    resync: {
      kind: 'rest',
      snapshot: () => new Promise<InstrumentFrame>((resolve) => answers.push(resolve)),
    },
  } as unknown as VenueDialect;
  const client = { exchange: {} as CcxtExchange, lastFailure: undefined } as unknown as VenueClient;
  const taken: InstrumentFrame[] = [];
  const desk = new SnapshotDesk({ dialect, client, clock, listed: [LISTED] }, (_id, frame) =>
    taken.push(frame),
  );
  const letGo = () => {
    for (const callback of timers) callback();
    timers.clear();
  };
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return { desk, answers, timers, taken, letGo, settle };
}

describe('snapshots asked for by REST', () => {
  it('are asked for once until the answer is there', async () => {
    const { answers, desk, letGo, settle, taken } = openDesk();
    desk.askFor(LINE);
    desk.ask(LISTED);
    letGo();
    expect(answers).toHaveLength(1);
    answers[0]?.(SNAPSHOT);
    await settle();
    expect(taken).toEqual([SNAPSHOT]);
    desk.ask(LISTED);
    letGo();
    expect(answers).toHaveLength(2);
  });

  it('are thrown away when the stream they were to join was lost meanwhile, and asked for anew', async () => {
    const { answers, desk, letGo, settle, taken } = openDesk();
    desk.askFor(LINE);
    letGo();
    desk.forget(LINE);
    answers[0]?.(SNAPSHOT);
    await settle();
    expect(taken).toEqual([]);
    desk.askFor(LINE);
    letGo();
    expect(answers).toHaveLength(2);
    answers[1]?.(SNAPSHOT);
    await settle();
    expect(taken).toEqual([SNAPSHOT]);
  });

  it('are not asked for any more once the line is forgotten', () => {
    const { answers, desk, letGo, timers } = openDesk();
    desk.askFor(LINE);
    desk.forget(LINE);
    expect(timers.size).toBe(0);
    letGo();
    expect(answers).toEqual([]);
  });
});
