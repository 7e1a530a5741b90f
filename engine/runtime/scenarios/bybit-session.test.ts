import { describe, expect, it } from 'vitest';
import type { KernelCommand } from '../../domain/session/command.ts';
import type { RecordedOutcome } from '../../domain/session/outcome.ts';
import { lots } from '../../domain/units/lots.ts';
import { ticks } from '../../domain/units/ticks.ts';
import { unixMs } from '../../domain/units/time.ts';
import { openLiveFeed } from '../../venues/ccxt/open-live-feed.ts';
import { openBybitLoopback } from '../../venues/loopback/bybit-loopback.ts';
import type { LoopbackVenue } from '../../venues/loopback/loopback-options.ts';
import { systemClock } from '../clock.ts';
import { createPushedPump } from '../pump.ts';
import { Session } from '../session.ts';
import { strategyCatalog } from '../strategy-catalog.ts';
import { describeSession } from '../workstation-sessions.ts';

const BTC = 'bybit:BTC/USDT:USDT';
const settings = {
  depositQuote: '10000',
  engineVersion: 'test',
  latency: { feedMs: 0, orderMs: 20, responseMs: 20 },
};

/** A session on live data of a loopback venue, pumped until a condition holds. */
async function openSession() {
  const venue = await openBybitLoopback({ seed: 11, clock: systemClock, marketSpeed: 20 });
  const { restUrl, wsUrl } = venue;
  const symbols = ['BTC/USDT:USDT'];
  const opened = await openLiveFeed({
    venue: 'bybit',
    symbols,
    clock: systemClock,
    random: () => 0.5,
    restUrl,
    wsUrl,
  });
  if (!opened.ok) throw new Error(opened.failure.detail);
  const { feed } = opened;
  const description = describeSession({
    settings,
    now: systemClock.now(),
    accountId: 'paper-bybit',
    mode: 'paper',
    source: 'live-data',
    seed: 1,
    instruments: feed.instruments,
  });
  const session = new Session(description, strategyCatalog);
  const pump = createPushedPump(feed, systemClock);
  const outcomes: RecordedOutcome[] = [];
  const pumpUntil = async (holds: () => boolean) => {
    for (let turn = 0; !holds(); turn += 1) {
      if (turn > 1000) throw new Error(`not within ${turn} turns: ${holds.toString()}`);
      await new Promise<void>((resolve) => systemClock.after(5, resolve));
      pump.turn(session, 10);
      outcomes.push(...session.commit());
    }
  };
  const close = async () => {
    await pump.close();
    await venue.close();
  };
  return { venue, session, outcomes, pumpUntil, close };
}

const ofKind = <Kind extends RecordedOutcome['outcome']['kind']>(
  outcomes: readonly RecordedOutcome[],
  kind: Kind,
) =>
  outcomes
    .map(({ outcome }) => outcome)
    .filter(
      (outcome): outcome is Extract<RecordedOutcome['outcome'], { kind: Kind }> => outcome.kind === kind,
    );

/** An order by hand for two lots at the market, its stop five percent below. */
const buyBelow = (bestAsk: number): KernelCommand => ({
  kind: 'place-order',
  intent: {
    runId: 'manual',
    instrument: BTC,
    role: 'entry',
    side: 'buy',
    lots: lots(2),
    kind: { type: 'market' },
    reduceOnly: false,
    reason: 'scenario',
    protectiveStop: ticks(Math.floor(bestAsk * 0.95)),
  },
});

/** Every ask price the venue has published up to a number. */
function asksShown(venue: LoopbackVenue, lastUpdateId: number): Set<number> {
  const shown = new Set<number>();
  for (let id = 1; id <= lastUpdateId; id += 1) {
    const asks = venue.bookAt('BTCUSDT', id)?.asks ?? [];
    for (let index = 0; index < asks.length; index += 2) shown.add(asks[index] as number);
  }
  return shown;
}

describe('a paper session on live data through ccxt', () => {
  it('fills at a price the venue showed, and takes no entry on a book with a gap', async () => {
    const { close, outcomes, pumpUntil, session, venue } = await openSession();
    const market = session.kernel.rooms.market.of(BTC);
    if (market === undefined) throw new Error(`the session has no ${BTC}`);
    const command = (given: KernelCommand) => {
      const time = unixMs(Math.max(session.kernel.time, systemClock.now()));
      session.take({ kind: 'command', time, command: given });
    };
    command({ kind: 'begin' });
    await pumpUntil(() => market.feed === 'live');
    command(buyBelow(market.book.bestAsk));
    await pumpUntil(() => ofKind(outcomes, 'order-filled').length > 0);
    const fills = ofKind(outcomes, 'order-filled').map(({ fill }) => fill);
    const shown = asksShown(venue, market.book.updateId);
    expect(fills.filter(({ side, ticks: at }) => side !== 'buy' || !shown.has(at))).toEqual([]);

    venue.resetSockets();
    await pumpUntil(() => market.feed === 'gap');
    command(buyBelow(market.book.bestAsk));
    await pumpUntil(() => ofKind(outcomes, 'intent-refused').length > 0);
    expect(ofKind(outcomes, 'intent-refused')[0]?.refusal.code).toBe('feed-not-live');
    await close();
  });
});
