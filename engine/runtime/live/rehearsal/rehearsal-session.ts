import { defineInstrument, type Instrument } from '../../../domain/instrument/instrument.ts';
import type { KernelEvent } from '../../../domain/session/kernel-event.ts';
import type { KernelCommand } from '../../../domain/session/command.ts';
import { lots } from '../../../domain/units/lots.ts';
import { ticks } from '../../../domain/units/ticks.ts';
import { unixMs } from '../../../domain/units/time.ts';
import type { Journal } from '../../../journal/journal.ts';
import { DEFAULT_RISK } from '../../default-settings.ts';
import { EntryPassage } from '../entry-passage.ts';
import { Gateway } from '../gateway.ts';
import { Session } from '../../session.ts';
import { strategyCatalog } from '../../strategy-catalog.ts';
import { PROMPT_TRAITS, PromptVenue } from './prompt-venue.ts';

/** Whose the journal of such a session is. */
export const REHEARSAL_ACCOUNT = 'live-rehearsal';

const BEGIN = 1_700_000_000_000;
const BID = 99;
const ASK = 101;

const INSTRUMENT: Instrument = defineInstrument({
  venue: 'rehearsal',
  symbol: 'BTC/USDT:USDT',
  kind: 'linear-perpetual',
  base: 'BTC',
  quote: 'USDT',
  tickSize: '1',
  lotSize: '0.01',
  minSizeBase: '0.01',
  maxSizeBase: '1000',
  minNotionalQuote: '0',
  makerFeePpm: 200,
  takerFeePpm: 550,
  maxLeverage: 10,
  fundingIntervalHours: 8,
});

/** A live session with its gateway, whose venue is in this process and answers at once: nothing of it leaves. */
export class RehearsalSession {
  readonly venue = new PromptVenue();
  readonly gateway: Gateway;
  readonly #session: Session;
  #time = BEGIN;

  /** Begins, recovers and is armed. */
  constructor(journal: Journal) {
    this.#session = new Session(
      {
        sessionId: REHEARSAL_ACCOUNT,
        accountId: REHEARSAL_ACCOUNT,
        mode: 'live',
        source: 'live-data',
        seed: 1,
        startedAt: unixMs(BEGIN),
        instruments: [INSTRUMENT],
        currency: 'USDT',
        depositQuote: '1000000000',
        latency: { feedMs: 0, orderMs: 0, responseMs: 0 },
        risk: { ...DEFAULT_RISK, maxOpenPositions: 100 },
        engineVersion: '0.0.0',
        live: { traits: PROMPT_TRAITS, isDeadManTested: false },
      },
      strategyCatalog,
      { journal },
    );
    this.gateway = new Gateway({
      venue: this.venue,
      committedSequence: () => this.#session.committedSequence,
      now: () => this.#time,
      passage: new EntryPassage({
        entrySpacingMs: DEFAULT_RISK.entrySpacingMs,
        now: () => this.#time,
        monotonicMs: () => this.#time,
      }),
      answer: (report) => this.#take({ kind: 'venue-report', time: unixMs(this.#time), report }),
    });
    const up = { kind: 'stream-status', status: 'up', detail: '' } as const;
    this.#take({ kind: 'venue-report', time: unixMs(this.#time), report: up });
    this.tell({ kind: 'begin' });
    this.settle();
    this.#quote();
    this.arm();
  }

  arm(): void {
    this.tell({ kind: 'arm', forMs: 43_200_000, warmUpEntries: 0 });
  }

  get openOrders() {
    return this.#session.kernel.rooms.venue.openOrders();
  }

  /** Lots held, with sign. */
  get held(): number {
    return this.#session.kernel.rooms.ledger.netLots(INSTRUMENT.id);
  }

  /** So much time passes, with a quote of the market and everything due done. */
  pass(ms: number): void {
    this.#time += ms;
    this.#quote();
    this.settle();
  }

  tell(command: KernelCommand): void {
    this.#take({ kind: 'command', time: unixMs(this.#time), command });
  }

  /** Buys at the market, or rests `at` a price; what is held is sold again. */
  order(at?: number): void {
    const { held } = this;
    const kind =
      at === undefined
        ? ({ type: 'market' } as const)
        : ({ type: 'limit', limit: ticks(at), timeInForce: 'gtc', postOnly: false } as const);
    const common = { runId: 'manual', instrument: INSTRUMENT.id, kind, reason: 'rehearsal' } as const;
    const isExit = held > 0 && at === undefined;
    this.tell({
      kind: 'place-order',
      intent: isExit
        ? { ...common, role: 'exit', side: 'sell', lots: lots(held), reduceOnly: true }
        : {
            ...common,
            role: 'entry',
            side: 'buy',
            lots: lots(40),
            reduceOnly: false,
            protectiveStop: ticks(90),
          },
    });
  }

  /** Takes in what the venue has said, until it says no more. */
  settle(): void {
    for (let reports = this.venue.takeReports(); reports.length > 0; reports = this.venue.takeReports())
      for (const report of reports) this.#take({ kind: 'venue-report', time: unixMs(this.#time), report });
  }

  #quote(): void {
    const observed = { instrument: INSTRUMENT.id, time: unixMs(this.#time), venueTime: unixMs(this.#time) };
    this.#take({ kind: 'feed-status', ...observed, status: 'live', detail: '' });
    const book = { bids: [BID, 10_000], asks: [ASK, 10_000], updateId: this.#time };
    this.#take({ kind: 'book-snapshot', ...observed, ...book });
  }

  #take(event: KernelEvent): void {
    this.venue.now = unixMs(this.#time);
    this.#session.take(event);
    this.gateway.release(this.#session.commit());
    this.#session.tidy();
  }
}
