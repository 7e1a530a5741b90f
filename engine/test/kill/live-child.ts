import { writeSync } from 'node:fs';
import type { OrderIntent } from '../../domain/order/order-intent.ts';
import type { KernelCommand } from '../../domain/session/command.ts';
import { lots } from '../../domain/units/lots.ts';
import { ticks } from '../../domain/units/ticks.ts';
import { unixMs } from '../../domain/units/time.ts';
import { openJournal } from '../../journal/open-journal.ts';
import { Random } from '../../numerics/random.ts';
import { systemClock } from '../../runtime/clock.ts';
import { DEFAULT_RISK } from '../../runtime/default-settings.ts';
import { LiveLink } from '../../runtime/live/live-link.ts';
import { Session } from '../../runtime/session.ts';
import { SteadyTime } from '../../runtime/steady-time.ts';
import { strategyCatalog } from '../../runtime/strategy-catalog.ts';
import { openSession, SessionFailed } from '../../venues/live/open-session.ts';
import type { VenuePair } from '../../venues/live/session.fixture.ts';
import { VENUE_PAIRS } from '../../venues/live/venue-pairs.fixture.ts';
import type { VenueSession } from '../../venues/live/venue-session.ts';
import { LIVE_ACCOUNT } from './live-account.ts';
import { sharedBid } from './shared-price.ts';

/**
 * An engine to be killed while it trades a real account: opens the journal at argv[2], goes on where the last
 * process left it, recovers, arms itself and trades at the venue of argv[4] until it is killed; with `rest` at
 * argv[7] it trades nothing new. Says on standard output what it commits, and when it agrees with the venue.
 */

const [, , path = '', pairName = '', restUrl = '', wsUrl = '', seedText = '1', manner = 'trade'] =
  process.argv;
const TICK_MS = 10;
const QUOTE_EVERY_TICKS = 10;
const STOP_AWAY = 400;
const LARGEST_LOTS = 60;
const random = new Random(Number(seedText));
const pair = VENUE_PAIRS.find(({ name }) => name === pairName);
const opened = openJournal({ path, account: LIVE_ACCOUNT });
if (!pair || !opened.ok) {
  writeSync(1, `cannot open: ${opened.ok ? pairName : opened.failure.detail}\n`);
  process.exit(2);
}
const { journal } = opened;
const previous = journal.latestSession(LIVE_ACCOUNT);
const initialState = previous?.checkpoint?.state ?? previous?.description.initialState;
const number = journal.sessions({ accountId: LIVE_ACCOUNT }).length + 1;
const venue = await connect(pair);
const session = new Session(
  {
    sessionId: `live-killed-${number}`,
    accountId: LIVE_ACCOUNT,
    mode: 'live',
    source: 'live-data',
    seed: Number(seedText),
    startedAt: unixMs(systemClock.now()),
    instruments: venue.instruments,
    currency: 'USDT',
    depositQuote: '100000000',
    latency: { feedMs: 5, orderMs: 5, responseMs: 5 },
    risk: { ...DEFAULT_RISK, entrySpacingMs: 50, stopConfirmMs: 5000 },
    engineVersion: '0.0.0',
    live: { traits: venue.traits, isDeadManTested: false },
    ...(previous ? { continues: previous.description.sessionId } : {}),
    ...(initialState === undefined ? {} : { initialState }),
  },
  strategyCatalog,
  { journal },
);
const time = new SteadyTime(systemClock);
const link = new LiveLink({ session, venue, clock: systemClock, wake: commit });
let count = 0;
let lastDigest = '';
tell({ kind: 'begin' });
systemClock.every(TICK_MS, tick);

/** Tries until the venue answers: a machine that starts many engines at once is slow. */
async function connect({ dialect, key, symbol }: VenuePair): Promise<VenueSession> {
  const loopback = { restUrl, wsUrl };
  const account = { dialect, key, symbols: [symbol], loopback, requestTimeoutMs: 3000 };
  for (;;) {
    try {
      return await openSession({ ...account, clock: systemClock, random: () => 0 });
    } catch (error) {
      if (!(error instanceof SessionFailed)) throw error;
    }
  }
}

function now() {
  return unixMs(time.now(session.kernel.time));
}

function tell(command: KernelCommand): void {
  session.take({ kind: 'command', time: now(), command });
  commit();
}

function tick(): void {
  count += 1;
  if (count % QUOTE_EVERY_TICKS === 1) quote();
  session.take({ kind: 'clock', time: now() });
  commit();
  const { phase } = session.kernel.rooms.venue.conditions();
  if (manner === 'rest') return sayHowItStands(phase);
  if (phase !== 'ready') return;
  if (!session.kernel.rooms.armed.isArmed) tell({ kind: 'arm', forMs: 3_600_000, warmUpEntries: 10 });
  if (random.uniform() < 0.2) trade();
}

function quote(): void {
  const [instrument] = session.description.instruments;
  if (!instrument) return;
  const bid = sharedBid(systemClock.now());
  const seen = { instrument: instrument.id, time: now(), venueTime: now() };
  session.take({ kind: 'feed-status', ...seen, status: 'live', detail: '' });
  session.take({
    kind: 'book-snapshot',
    ...seen,
    bids: [bid, 1_000_000],
    asks: [bid + 1, 1_000_000],
    updateId: count,
  });
}

/** Goes in at the market or with a limit, or out of all or some of what is held; now and then takes an order back. */
function trade(): void {
  const [instrument] = session.description.instruments;
  if (!instrument) return;
  const { ledger, venue: orders } = session.kernel.rooms;
  const resting = orders.openOrders().find(({ kind, role }) => role === 'entry' && kind.type === 'limit');
  if (resting && random.uniform() < 0.5) return tell({ kind: 'cancel-order', orderId: resting.id });
  const held = ledger.signedLots('manual', instrument.id);
  const bid = sharedBid(systemClock.now());
  const base = { runId: 'manual', instrument: instrument.id, reason: 'trades until it is killed' } as const;
  const isExit = held > 0 && random.uniform() < 0.5;
  const size = isExit ? 1 + random.integer(held) : instrument.minLots + random.integer(LARGEST_LOTS);
  const rests = !isExit && random.uniform() < 0.3;
  const intent: OrderIntent = {
    ...base,
    role: isExit ? 'exit' : 'entry',
    side: isExit ? 'sell' : 'buy',
    lots: lots(size),
    reduceOnly: isExit,
    kind: rests
      ? { type: 'limit', limit: ticks(bid - 100), timeInForce: 'gtc', postOnly: false }
      : { type: 'market' },
    ...(isExit ? {} : { protectiveStop: ticks(bid - STOP_AWAY) }),
  };
  tell({ kind: 'place-order', intent });
}

/** `quiet` with the lots held once every order is where it has to be, `busy` with why not until then. */
function sayHowItStands(phase: string): void {
  if (count % QUOTE_EVERY_TICKS !== 0) return;
  const { ledger, venue: orders } = session.kernel.rooms;
  const [instrument] = session.description.instruments;
  const held = instrument ? ledger.netLots(instrument.id) : 0;
  const open = orders.openOrders().map(({ id, role, status }) => `${role} ${id} ${status}`);
  const isQuiet = phase === 'ready' && open.every((each) => each.endsWith(' working'));
  writeSync(1, isQuiet ? `quiet ${held}\n` : `busy ${phase} ${held}: ${open.join(', ')}\n`);
}

/** The digest of everything that followed in this session names what is committed, to the last outcome. */
function commit(): void {
  const digest = session.hash.digest();
  const place = `${session.description.sessionId} ${session.kernel.sequence} ${digest}`;
  const isNews = digest !== lastDigest;
  lastDigest = digest;
  if (isNews) writeSync(1, `to commit ${place}\n`);
  const outcomes = session.commit();
  if (isNews) writeSync(1, `committed ${place}\n`);
  link.release(outcomes);
}
