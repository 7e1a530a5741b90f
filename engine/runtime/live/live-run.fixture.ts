import type { OrderIntent } from '../../domain/order/order-intent.ts';
import type { KernelCommand } from '../../domain/session/command.ts';
import type { Outcome, RecordedOutcome } from '../../domain/session/outcome.ts';
import { lots } from '../../domain/units/lots.ts';
import { ticks } from '../../domain/units/ticks.ts';
import { unixMs } from '../../domain/units/time.ts';
import { canonicalJson } from '../../journal/canonical-json.ts';
import { realClock } from '../../venues/ccxt/real-clock.fixture.ts';
import {
  openTradingLoopback,
  type TradingLoopback,
  type TradingLoopbackOptions,
} from '../../venues/loopback/trading/trading-loopback.ts';
import { openSession } from '../../venues/live/open-session.ts';
import type { VenuePair } from '../../venues/live/session.fixture.ts';
import type { VenueSession } from '../../venues/live/venue-session.ts';
import { DEFAULT_RISK } from '../default-settings.ts';
import { Session } from '../session.ts';
import { strategyCatalog } from '../strategy-catalog.ts';
import { LiveLink } from './live-link.ts';
import { untilTold } from './told-until.fixture.ts';

const TICK_MS = 10;
const QUOTE_EVERY_TICKS = 20;

/** Opens the loopback venue of a pair, with nothing of the traded base in the account. */
export const openVenue = (
  pair: VenuePair,
  terms: Partial<TradingLoopbackOptions> = {},
): Promise<TradingLoopback> =>
  openTradingLoopback({
    words: pair.words(),
    seed: 7,
    clock: realClock,
    key: pair.key,
    balances: { USDT: 1_000_000 },
    ...terms,
  });

/** A live session from the kernel to the venue's wire: everything but the window. */
export class LiveRun {
  readonly outcomes: Outcome[] = [];
  /** The same with their times. */
  readonly recorded: RecordedOutcome[] = [];
  readonly #pair: VenuePair;
  readonly #venue: TradingLoopback;
  readonly #session: Session;
  readonly #link: LiveLink;
  readonly #stopTicking: () => void;
  #ticks = 0;

  private constructor(pair: VenuePair, venue: TradingLoopback, account: VenueSession, initialState?: string) {
    this.#pair = pair;
    this.#venue = venue;
    const startedAt = unixMs(realClock.now());
    this.#session = new Session(
      {
        sessionId: `live-${startedAt}`,
        accountId: 'live-loopback',
        mode: 'live',
        source: 'live-data',
        seed: 1,
        startedAt,
        instruments: account.instruments,
        currency: 'USDT',
        depositQuote: '1000000',
        latency: { feedMs: 5, orderMs: 5, responseMs: 5 },
        risk: { ...DEFAULT_RISK, entrySpacingMs: 100, stopConfirmMs: 5000 },
        engineVersion: '0.0.0',
        live: { traits: account.traits, isDeadManTested: false },
        ...(initialState === undefined ? {} : { initialState }),
      },
      strategyCatalog,
    );
    this.#link = new LiveLink({
      session: this.#session,
      venue: account,
      clock: realClock as never,
      wake: () => this.#commit(),
    });
    this.#tell({ kind: 'begin' });
    this.#stopTicking = realClock.every(TICK_MS, () => this.#tick());
  }

  /** Joins a session to the venue and waits until it knows what the venue knows. */
  static async open(pair: VenuePair, venue: TradingLoopback, initialState?: string): Promise<LiveRun> {
    const account = await openSession({
      dialect: pair.dialect,
      key: pair.key,
      symbols: [pair.symbol],
      clock: realClock,
      random: () => 0,
      requestTimeoutMs: 1500,
      loopback: venue.urls,
    });
    const run = new LiveRun(pair, venue, account, initialState);
    await untilTold(() => run.phase === 'ready', 20_000, { run, venue });
    return run;
  }

  get phase(): string {
    return this.#session.kernel.rooms.venue.conditions().phase;
  }

  get heldLots(): number {
    const [instrument] = this.#session.description.instruments;
    return instrument === undefined
      ? 0
      : this.#session.kernel.rooms.ledger.signedLots('manual', instrument.id);
  }

  get openOrders() {
    return this.#session.kernel.rooms.venue.openOrders();
  }

  /** Lets entries leave; the first ten go at a quarter of their size. */
  arm(): void {
    this.#tell({ kind: 'arm', forMs: 3_600_000, warmUpEntries: 10 });
  }

  /** Lets the venue's switch run out once. */
  testDeadMan(): void {
    const [instrument] = this.#session.description.instruments;
    if (instrument === undefined) throw new Error('nothing is traded');
    this.#tell({ kind: 'test-dead-man', instrument: instrument.id, client: 'a test' });
  }

  /** How far a test of the switch has come. */
  get deadManStep() {
    return this.#session.kernel.deadMan.state?.step;
  }

  disarm(): void {
    this.#tell({ kind: 'disarm', because: 'a test' });
  }

  /** Compares everything with the venue again, as after a sleep. */
  resynchronize(): void {
    this.#tell({ kind: 'resynchronize', sleptMs: 0, because: 'a test' });
  }

  get account() {
    return this.#session.kernel.account();
  }

  get tradingState(): string {
    return this.#session.kernel.tradingState;
  }

  get isArmed(): boolean {
    return this.#session.kernel.rooms.armed.isArmed;
  }

  place(side: 'buy' | 'sell', size: number, more: Partial<OrderIntent> = {}): void {
    const [instrument] = this.#session.description.instruments;
    if (instrument === undefined) throw new Error('nothing is traded');
    const bid = this.#venue.core.market(this.#pair.coreSymbol)?.bid ?? 0;
    const stop = more.reduceOnly === true ? {} : { protectiveStop: ticks(bid - 3000) };
    const intent: OrderIntent = {
      runId: 'manual',
      instrument: instrument.id,
      role: more.reduceOnly === true ? 'exit' : 'entry',
      side,
      lots: lots(size),
      kind: side === 'buy' ? (this.#pair.buyAtOnce ?? { type: 'market' }) : { type: 'market' },
      reduceOnly: false,
      reason: 'a test',
      ...stop,
      ...more,
    };
    this.#tell({ kind: 'place-order', intent });
  }

  cancel(orderId: string): void {
    this.#tell({ kind: 'cancel-order', orderId });
  }

  amend(orderId: string, change: { limit?: number; lots?: number }): void {
    this.#tell({ kind: 'amend-order', orderId, change: change as never });
  }

  /** The kill switch that closes everything. */
  flatten(): void {
    this.#tell({ kind: 'flatten', because: 'a test' });
  }

  /** Sets the stop of an entry elsewhere. */
  moveStop(entryId: string, trigger: number): void {
    const entry = this.#session.kernel.rooms.venue.order(entryId);
    if (entry === undefined) throw new Error(`there is no entry ${entryId}`);
    const { instrument, runId } = entry;
    this.#tell({ kind: 'move-stop', runId, instrument, trigger: ticks(trigger) });
  }

  /** Symbols that wait for a person. */
  get frozen() {
    return this.#session.kernel.rooms.venue.conditions().frozen;
  }

  /** Ends without a farewell and answers with what the journal would hold. */
  async kill(): Promise<string> {
    this.#stopTicking();
    const state = canonicalJson(this.#session.kernel.state());
    await this.#link.close();
    return state;
  }

  #tell(command: KernelCommand): void {
    this.#session.take({ kind: 'command', time: this.#now(), command });
    this.#commit();
  }

  #tick(): void {
    this.#ticks += 1;
    if (this.#ticks % QUOTE_EVERY_TICKS === 1) this.#quote();
    this.#session.take({ kind: 'clock', time: this.#now() });
    this.#commit();
  }

  #quote(): void {
    const [instrument] = this.#session.description.instruments;
    const market = this.#venue.core.market(this.#pair.coreSymbol);
    if (instrument === undefined || market === undefined) return;
    const seen = { instrument: instrument.id, time: this.#now(), venueTime: this.#now() };
    this.#session.take({ kind: 'feed-status', ...seen, status: 'live', detail: '' });
    this.#session.take({
      kind: 'book-snapshot',
      ...seen,
      bids: [market.bid, 10_000],
      asks: [market.ask, 10_000],
      updateId: this.#ticks,
    });
  }

  #commit(): void {
    const outcomes = this.#session.commit();
    this.outcomes.push(...outcomes.map(({ outcome }) => outcome));
    this.recorded.push(...outcomes);
    this.#link.release(outcomes);
  }

  #now() {
    return unixMs(Math.max(this.#session.kernel.time, realClock.now()));
  }
}

/** The outcomes of a kind. */
export const outcomesOf = <Kind extends Outcome['kind']>(
  run: LiveRun,
  kind: Kind,
): readonly Extract<Outcome, { kind: Kind }>[] =>
  run.outcomes.filter((outcome): outcome is Extract<Outcome, { kind: Kind }> => outcome.kind === kind);
