import { describe, expect, it } from 'vitest';
import { defineInstrument } from '../../domain/instrument/instrument.ts';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import type { Fill } from '../../domain/order/fill.ts';
import type { Outcome } from '../../domain/session/outcome.ts';
import { lots } from '../../domain/units/lots.ts';
import { ticks } from '../../domain/units/ticks.ts';
import { unixMs } from '../../domain/units/time.ts';
import { recomputeFill } from '../../execution/recompute-fill.ts';
import { Random } from '../../numerics/random.ts';
import { quotedBars } from '../../venues/imported/quoted-bars.ts';
import { Session } from '../session.ts';
import { strategyCatalog } from '../strategy-catalog.ts';
import { describeSession } from '../workstation-sessions.ts';

const MINUTE = 60_000;
const BEGIN = 1_714_521_600_000;
const BARS = 300;

const instrument = defineInstrument({
  venue: 'test',
  symbol: 'BTC/USDT',
  kind: 'spot',
  base: 'BTC',
  quote: 'USDT',
  tickSize: '0.1',
  lotSize: '0.001',
  minSizeBase: '0.001',
  maxSizeBase: '1000',
  minNotionalQuote: '5',
  makerFeePpm: 200,
  takerFeePpm: 550,
  maxLeverage: 1,
  fundingIntervalHours: 0,
});

/**
 * A walk of minutes around 60,000.
 * @yields one bar after the other.
 */
function* minutes(): Generator<MarketEvent> {
  const random = new Random(9);
  let price = 60_000;
  const step = () => Math.round((price + random.normal() * 12) * 10) / 10;
  for (let minute = 0; minute < BARS; minute += 1) {
    const open = price;
    const path = [open, ...Array.from({ length: 20 }, () => (price = step()))];
    const time = unixMs(BEGIN + (minute + 1) * MINUTE);
    yield {
      kind: 'venue-bar',
      instrument: instrument.id,
      time,
      venueTime: time,
      openTime: unixMs(BEGIN + minute * MINUTE),
      intervalMs: MINUTE,
      open,
      high: Math.max(...path),
      low: Math.min(...path),
      close: price,
      volumeBase: 40,
    };
  }
}

/** A session on bars alone, with a strategy and a limit order by hand. */
function trade(): {
  readonly outcomes: readonly Outcome[];
  readonly fills: readonly Fill[];
  readonly hash: string;
} {
  const bars = minutes();
  const feed = quotedBars({
    kind: 'pulled',
    instruments: [instrument],
    next: () => bars.next().value ?? undefined,
    progress: () => undefined,
    close: () => undefined,
  });
  const latency = { feedMs: 40, orderMs: 40, responseMs: 40 };
  const description = describeSession({
    settings: { depositQuote: '100000', engineVersion: 'test', latency },
    now: BEGIN,
    accountId: 'bars',
    mode: 'replay',
    source: 'recorded',
    seed: 1,
    instruments: [instrument],
  });
  const session = new Session(description, strategyCatalog);
  const outcomes: Outcome[] = [];
  const tell = (time: number, command: Parameters<typeof session.take>[0] & { kind: 'command' }) =>
    session.take({ ...command, time: unixMs(time) });
  let told = 0;
  for (let event = feed.next(); event; event = feed.next()) {
    session.take(event);
    told += 1;
    const at = { kind: 'command', time: event.time } as const;
    if (told === 6) {
      tell(event.time, { ...at, command: { kind: 'begin' } });
      const start = {
        strategyId: 'buy-and-hold',
        runId: 'hold',
        instrument: instrument.id,
        params: {},
      } as const;
      tell(event.time, { ...at, command: { kind: 'start-strategy', ...start } });
    }
    if (told === 41 && event.kind === 'book-snapshot') {
      const limit = ticks((event.bids[0] ?? 0) - 150);
      tell(event.time, {
        ...at,
        command: {
          kind: 'place-order',
          intent: {
            runId: 'manual',
            instrument: instrument.id,
            role: 'entry',
            side: 'buy',
            lots: lots(5),
            kind: { type: 'limit', limit, timeInForce: 'gtc', postOnly: true },
            reduceOnly: false,
            protectiveStop: ticks(limit - 1_500),
            reason: 'by hand',
          },
        },
      });
    }
    for (const { outcome } of session.commit()) outcomes.push(outcome);
  }
  const fills = outcomes.flatMap((each) => (each.kind === 'order-filled' ? [each.fill] : []));
  return { outcomes, fills, hash: session.hash.digest() };
}

describe('a session on bars alone', () => {
  it('decides and trades by books made from them, and fills inside bars as they allow', () => {
    const { fills, outcomes } = trade();
    expect(outcomes.find((each) => each.kind === 'decision')).toMatchObject({
      runId: 'hold',
      action: 'enter',
    });
    const models = fills.map(({ cause, role, runId }) => `${runId} ${role} ${cause.model}`);
    expect(models[0]).toBe('hold entry walked-book');
    expect(models).toContain('manual entry in-bar');
    for (const fill of fills)
      expect(recomputeFill(fill, instrument)).toEqual({ ticks: fill.ticks, fee: fill.fee });
  });

  it('is the same every time', () => {
    expect(trade().hash).toBe(trade().hash);
  });
});
