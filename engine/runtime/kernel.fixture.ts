import type { Instrument } from '../domain/instrument/instrument.ts';
import type { OrderIntent } from '../domain/order/order-intent.ts';
import type { Order } from '../domain/order/order.ts';
import type { KernelCommand } from '../domain/session/command.ts';
import type { RecordedOutcome } from '../domain/session/outcome.ts';
import type { RiskSettings, SessionDescription } from '../domain/session/session-description.ts';
import { lots } from '../domain/units/lots.ts';
import { ticks } from '../domain/units/ticks.ts';
import { unixMs } from '../domain/units/time.ts';
import { DEFAULT_RISK } from './default-settings.ts';
import { Session } from './session.ts';
import { type StrategyCatalog, strategyCatalog } from './strategy-catalog.ts';

/** What else a told session may be given. */
export type MoreOfSession = Partial<Pick<SessionDescription, 'latency' | 'paper' | 'policy'>> & {
  /** Strategies it knows; those of the product when left out. */
  readonly catalog?: StrategyCatalog;
};

/** A session told event by event, with 80 ms between an order and the book it meets. */
export class ToldSession {
  readonly session: Session;
  readonly #instruments: readonly Instrument[];
  #time = 0;

  /** Begins with an empty book and 1,000,000 USDT, or with what an earlier session left. */
  constructor(
    instruments: readonly Instrument[],
    risk: Partial<RiskSettings> = {},
    initialState?: string,
    { catalog = strategyCatalog, ...more }: MoreOfSession = {},
  ) {
    this.#instruments = instruments;
    const description: SessionDescription = {
      sessionId: 's',
      accountId: 'a',
      mode: 'paper',
      source: 'sandbox',
      seed: 1,
      startedAt: unixMs(0),
      instruments,
      currency: 'USDT',
      depositQuote: '1000000',
      latency: { feedMs: 40, orderMs: 40, responseMs: 40 },
      risk: { ...DEFAULT_RISK, ...risk },
      engineVersion: '0.0.0',
      ...more,
      ...(initialState === undefined ? {} : { initialState }),
    };
    this.session = new Session(description, catalog);
    this.tell({ kind: 'begin' });
  }

  get kernel() {
    return this.session.kernel;
  }

  /** Everything that followed since the last time. */
  outcomes(): readonly RecordedOutcome[] {
    return this.session.commit();
  }

  tell(command: KernelCommand): void {
    this.session.take({ kind: 'command', time: unixMs(this.#time), command });
  }

  /** Time passes with no event of the market. */
  pass(ms: number): void {
    this.#time += ms;
    this.session.take({ kind: 'clock', time: unixMs(this.#time) });
  }

  /** A live book of one level a side, of the first instrument unless told otherwise. */
  quote(bid: number, ask: number, instrument = this.#first): void {
    this.#time += 1;
    this.session.take({ kind: 'feed-status', ...this.#observed(instrument), status: 'live', detail: '' });
    this.showBook([bid, 10_000], [ask, 10_000], instrument);
  }

  /** The book as it stands now: ticks and lots of each level in turn. */
  showBook(bids: readonly number[], asks: readonly number[], instrument = this.#first): void {
    const updateId = this.#time;
    this.session.take({ kind: 'book-snapshot', ...this.#observed(instrument), bids, asks, updateId });
  }

  /** An order by hand: an entry at market with a far stop unless told otherwise. */
  place(side: 'buy' | 'sell', size: number, more: Partial<OrderIntent> = {}): void {
    const stop = more.reduceOnly ? {} : { protectiveStop: ticks(side === 'buy' ? 1 : 1_000_000) };
    const intent: OrderIntent = {
      runId: 'manual',
      instrument: this.#first.id,
      role: more.reduceOnly ? 'exit' : 'entry',
      side,
      lots: lots(size),
      kind: { type: 'market' },
      reduceOnly: false,
      reason: 'a test',
      ...stop,
      ...more,
    };
    this.tell({ kind: 'place-order', intent });
  }

  held(instrument = this.#first): number {
    return this.kernel.rooms.ledger.signedLots('manual', instrument.id);
  }

  openOf(role: Order['role']): readonly Order[] {
    return this.kernel.rooms.venue.openOrders().filter((order) => order.role === role);
  }

  get #first(): Instrument {
    const [first] = this.#instruments;
    if (!first) throw new Error('a told session must have an instrument');
    return first;
  }

  #observed({ id }: Instrument) {
    return { instrument: id, time: unixMs(this.#time), venueTime: unixMs(this.#time) };
  }
}
