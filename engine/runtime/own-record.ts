import type { Instrument, InstrumentId } from '../domain/instrument/instrument.ts';
import type { Fill } from '../domain/order/fill.ts';
import type { RunId } from '../domain/order/order-intent.ts';
import type { ClosedTrade as BookedTrade } from '../domain/portfolio/closed-trade.ts';
import { moneyToNumber } from '../domain/units/money.ts';
import { unixMs } from '../domain/units/time.ts';
import type { ClosedTrade, HeldPosition } from '../formulas/step-contents.ts';
import { heldOf } from './held-of.ts';
import type { KernelRooms } from './kernel-rooms.ts';
import { StrategyReturnsClock } from './strategy-returns.ts';

/** How a position that is still open was begun. */
export interface Opening {
  readonly strategy: string;
  /** Distance of the first stop as a fraction of the entry price. */
  readonly stopDistance?: number;
  readonly conviction?: number;
}

/** What the record must remember across a restart. Plain data. */
export interface OwnRecordState {
  readonly closed: Readonly<Record<InstrumentId, readonly ClosedTrade[]>>;
  /** By run and instrument. */
  readonly openings: Readonly<Record<string, Opening>>;
}

/** Tells the formulas what became of our own orders, in their words: fills, positions and closed trades. */
export class OwnRecord {
  /** What strategies return minute by minute. */
  readonly returns: StrategyReturnsClock;
  readonly #rooms: KernelRooms;
  readonly #openings = new Map<string, Opening>();
  readonly #convictions = new Map<RunId, number>();

  constructor(rooms: KernelRooms) {
    this.#rooms = rooms;
    this.returns = new StrategyReturnsClock(rooms);
  }

  /** How sure a run was of the entry it has just sent, 0 to 1; undefined where it does not say. */
  noteConviction(runId: RunId, conviction: number | undefined): void {
    if (conviction === undefined) this.#convictions.delete(runId);
    else this.#convictions.set(runId, conviction);
  }

  /** Call it before a fill is booked. */
  noteOpening(fill: Fill, instrument: Instrument): void {
    if (this.#rooms.ledger.signedLots(fill.runId, fill.instrument) === 0) this.#open(fill, instrument);
  }

  /** Call it after a fill is booked, with the round trip that it ended. */
  noteFill(fill: Fill, instrument: Instrument, closed: BookedTrade | undefined): void {
    const { own } = this.#rooms;
    this.#tellPosition(fill, instrument);
    if (closed !== undefined) {
      own.onClosedTrade(instrument.id, inFormulaWords(closed, this.#openings.get(keyOf(fill))));
      this.returns.noteClosed(closed.runId, moneyToNumber(closed.netPnl));
      this.#openings.delete(keyOf(fill));
      // A fill that goes through zero has opened the other way.
      if (this.#rooms.ledger.signedLots(fill.runId, fill.instrument) !== 0) this.#open(fill, instrument);
    }
    own.onOwnFill(instrument.id, fill.time, {
      side: fill.side,
      price: fill.ticks * instrument.tickValue,
      sizeBase: fill.lots * instrument.lotValue,
      feeQuote: moneyToNumber(fill.fee),
    });
  }

  /** Whether nothing was ever opened. */
  get isEmpty(): boolean {
    return this.#openings.size === 0 && Object.keys(this.#rooms.own.closedTrades()).length === 0;
  }

  state(): OwnRecordState {
    return {
      closed: this.#rooms.own.closedTrades(),
      openings: Object.fromEntries(this.#openings),
    };
  }

  /** Tells again what an earlier session left: its closed trades and what is still held. */
  restore({ closed, openings }: OwnRecordState): void {
    const { instruments, ledger, own } = this.#rooms;
    for (const [key, opening] of Object.entries(openings)) this.#openings.set(key, opening);
    for (const [id, trades] of Object.entries(closed))
      for (const trade of trades) own.onClosedTrade(id, Object.freeze({ ...trade }));
    const openPositions = ledger.snapshot().positions;
    for (const instrument of instruments.values()) {
      const since = openPositions
        .filter((position) => position.instrument === instrument.id)
        .map(({ trip }) => trip.openedAt);
      const held = heldOf(ledger, instrument);
      if (held.direction !== 'flat') own.onPosition(instrument.id, unixMs(Math.min(...since)), held);
    }
  }

  #open(fill: Fill, { tickValue }: Instrument): void {
    const { runners, venue } = this.#rooms;
    const stop = venue.order(fill.orderId)?.protectiveStop;
    const conviction = this.#convictions.get(fill.runId);
    const entry = fill.ticks * tickValue;
    this.#openings.set(keyOf(fill), {
      strategy: runners.get(fill.runId)?.strategy.id ?? fill.runId,
      ...(stop === undefined ? {} : { stopDistance: Math.abs(entry - stop * tickValue) / entry }),
      ...(conviction === undefined ? {} : { conviction }),
    });
  }

  #tellPosition(fill: Fill, instrument: Instrument): void {
    const held: HeldPosition = heldOf(this.#rooms.ledger, instrument);
    this.#rooms.own.onPosition(instrument.id, fill.time, held);
  }
}

const keyOf = ({ instrument, runId }: Pick<Fill, 'instrument' | 'runId'>): string => `${instrument}|${runId}`;

/**
 * The round trip as formulas read it: its gain as a fraction of what was paid or received at entry. Frozen: hundreds
 * of them are in every checkpoint, and what cannot change is made into text once.
 */
function inFormulaWords(
  { bought, closedAt, direction, netPnl, openedAt, runId, sold }: BookedTrade,
  opening: Opening | undefined,
): ClosedTrade {
  const atEntry = moneyToNumber(direction === 'long' ? bought : sold);
  const netPnlQuote = moneyToNumber(netPnl);
  return Object.freeze({
    strategy: runId,
    ...opening,
    direction,
    openedAt,
    closedAt,
    netReturn: netPnlQuote / atEntry,
    netPnlQuote,
  });
}
