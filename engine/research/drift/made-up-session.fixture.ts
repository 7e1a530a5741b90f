import type { MarketEvent } from '../../domain/market/market-event.ts';
import type { OrderIntent } from '../../domain/order/order-intent.ts';
import type { KernelCommand } from '../../domain/session/command.ts';
import type { KernelEvent } from '../../domain/session/kernel-event.ts';
import type { SessionDescription } from '../../domain/session/session-description.ts';
import { lots } from '../../domain/units/lots.ts';
import { ticks } from '../../domain/units/ticks.ts';
import { unixMs } from '../../domain/units/time.ts';
import { INSTRUMENT, limitAt } from '../../execution/fixtures/scripted-market.ts';
import { Random } from '../../numerics/random.ts';
import { DEFAULT_PAPER, DEFAULT_RISK } from '../../runtime/default-settings.ts';
import type { SessionRun } from './session-run.ts';

/** Length of a made-up day, in ms. */
export const DAY = 60_000;
export const BEGIN = 10 * DAY;

const STEP_MS = 500;

/** Two days of a market that walks at random, with funding in the middle of each day. */
export function madeUpMarket(seed: number, rateE8 = 10_000): readonly MarketEvent[] {
  const random = new Random(seed);
  const events: MarketEvent[] = [];
  let mid = 50_000;
  for (let at = BEGIN; at < BEGIN + 2 * DAY; at += STEP_MS) {
    const seen = { instrument: INSTRUMENT.id, time: unixMs(at), venueTime: unixMs(at) };
    if (at === BEGIN) events.push({ kind: 'feed-status', ...seen, status: 'live', detail: '' });
    // Now and then a step: in between orders wait in a queue.
    mid += random.integer(4) === 0 ? random.integer(13) - 6 : 0;
    const size = () => 1 + random.integer(4);
    const bids = [1, 2, 3].flatMap((away) => [mid - away, 12 * size()]);
    const asks = [1, 2, 3].flatMap((away) => [mid + away, 12 * size()]);
    events.push({ kind: 'book-snapshot', ...seen, bids, asks, updateId: at });
    if (at % DAY === DAY / 2) events.push({ kind: 'funding', ...seen, rateE8, markTicks: ticks(mid) });
    const [aggressor, price] =
      random.integer(2) === 0 ? (['buy', mid + 1] as const) : (['sell', mid - 1] as const);
    events.push({
      kind: 'trade',
      ...seen,
      ticks: ticks(price),
      lots: lots(size()),
      aggressor,
      tradeId: `${at}`,
    });
  }
  return events;
}

const description: SessionDescription = {
  sessionId: 's',
  accountId: 'a',
  mode: 'paper',
  source: 'sandbox',
  seed: 1,
  startedAt: unixMs(BEGIN),
  instruments: [INSTRUMENT],
  currency: 'USDT',
  depositQuote: '1000000',
  latency: { feedMs: 40, orderMs: 40, responseMs: 40 },
  risk: DEFAULT_RISK,
  paper: DEFAULT_PAPER,
  engineVersion: '0.0.0',
};

/** What a made-up session is told besides its market. */
export interface MadeUp {
  readonly market?: readonly MarketEvent[];
  readonly describe?: Partial<SessionDescription>;
  /** Time passes by the clock, too, this often in ms. */
  readonly clockMs?: number;
}

/** A session of two made-up days: orders by hand, at market and resting. */
export function madeUpSession(seed: number, { clockMs, describe, market = madeUpMarket(seed) }: MadeUp = {}) {
  const commands = commandsOf(seed, market);
  const events: KernelEvent[] = [];
  let clock = BEGIN;
  for (const event of market) {
    for (; clockMs !== undefined && clock < event.time; clock += clockMs)
      events.push({ kind: 'clock', time: unixMs(clock) });
    while ((commands[0]?.time ?? Infinity) < event.time) events.push(...commands.splice(0, 1));
    events.push(event);
  }
  events.push(...commands);
  return { description: { ...description, ...describe }, events: () => events } satisfies SessionRun;
}

function commandsOf(seed: number, market: readonly MarketEvent[]) {
  const random = new Random(seed).fork('commands');
  const told: Extract<KernelEvent, { kind: 'command' }>[] = [];
  const tell = (at: number, command: KernelCommand) =>
    told.push({ kind: 'command', time: unixMs(at), command });
  tell(BEGIN + 1, { kind: 'begin' });
  for (let at = BEGIN + 5100; at < BEGIN + 2 * DAY - 4000; at += 8000) {
    const side = random.integer(2) === 0 ? 'buy' : 'sell';
    const book = market.findLast((event) => event.kind === 'book-snapshot' && event.time <= at);
    const [best = 0] = book?.kind === 'book-snapshot' ? (side === 'buy' ? book.bids : book.asks) : [];
    const entry = {
      runId: 'manual',
      instrument: INSTRUMENT.id,
      role: 'entry',
      side,
      lots: lots(1 + random.integer(4)),
      kind: random.integer(3) === 0 ? { type: 'market' } : limitAt(best),
      reduceOnly: false,
      protectiveStop: ticks(side === 'buy' ? best - 2000 : best + 2000),
      reason: 'a test',
    } satisfies OrderIntent;
    tell(at, { kind: 'place-order', intent: entry });
    const { protectiveStop: _, ...exit } = entry;
    tell(at + 4000, {
      kind: 'place-order',
      intent: {
        ...exit,
        role: 'exit',
        side: side === 'buy' ? 'sell' : 'buy',
        kind: { type: 'market' },
        reduceOnly: true,
      },
    });
  }
  return told;
}
