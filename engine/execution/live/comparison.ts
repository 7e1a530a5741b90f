import type { VenueAnswer } from '../../domain/venue/venue-report.ts';
import type { Inquiries } from './inquiries.ts';
import type { LiveStreet } from './live-street.ts';
import { PACE } from './live-settings.ts';
import type { PositionCheck } from './position-check.ts';
import type { Requests } from './requests.ts';
import type { TradeIntake } from './trade-intake.ts';

type Routine = 'openOrders' | 'positions' | 'balances' | 'trades' | 'clock';

const QUESTIONS = {
  openOrders: { kind: 'ask-open-orders' },
  positions: { kind: 'ask-positions' },
  balances: { kind: 'ask-balances' },
  clock: { kind: 'ask-clock' },
} as const;

/** What the routine works with. */
export interface ComparisonParts {
  readonly street: LiveStreet;
  readonly requests: Requests;
  readonly inquiries: Inquiries;
  readonly positions: PositionCheck;
  readonly trades: Pick<TradeIntake, 'askFrom'>;
}

/** Asks the venue for ever, each thing at its pace, and compares. A missing answer says nothing. */
export class Comparison {
  readonly #parts: ComparisonParts;
  readonly #nextAt: Record<Routine, number> = {
    openOrders: 0,
    positions: 0,
    balances: 0,
    trades: 0,
    clock: 0,
  };
  #isOn = false;

  constructor(parts: ComparisonParts) {
    this.#parts = parts;
  }

  /** The start is through, or begins anew: the routine runs, or waits for it. */
  set isOn(isOn: boolean) {
    if (isOn === this.#isOn) return;
    this.#isOn = isOn;
    for (const routine of ROUTINES) this.#nextAt[routine] = this.#parts.street.now + PACE[routine];
  }

  tick(): void {
    if (!this.#isOn) return;
    const { now } = this.#parts.street;
    for (const routine of ROUTINES) {
      if (this.#nextAt[routine] > now) continue;
      this.#nextAt[routine] = now + PACE[routine];
      this.#ask(routine);
    }
  }

  nextDue(): number | undefined {
    if (!this.#isOn) return undefined;
    const { balances, clock, openOrders, positions, trades } = this.#nextAt;
    return Math.min(openOrders, positions, balances, trades, clock);
  }

  /** Something in the line of answers is doubtful: positions are looked at soon. */
  recheckPositions(inMs: number): void {
    this.#nextAt.positions = Math.min(this.#nextAt.positions, this.#parts.street.now + inMs);
  }

  /** Positions differ, with trades read up to `readUpTo`: they are read again, and what differs after that freezes. */
  takeDifferences(differing: readonly string[], readUpTo: number): void {
    if (!this.#isOn) return;
    for (const instrument of differing) this.#parts.positions.note(instrument, readUpTo);
    if (differing.length === 0) return;
    this.#parts.inquiries.askTrades(this.#parts.trades.askFrom);
    if (this.#parts.positions.hasMismatch) this.recheckPositions(PACE.recheck);
  }

  /** What an answer could not say is asked for again soon. */
  failed(kind: string, answer: VenueAnswer): void {
    if (!this.#isOn || answer.kind === 'refused') return;
    if (kind === 'ask-positions') this.recheckPositions(PACE.recheck);
  }

  #ask(routine: Routine): void {
    const { inquiries, requests, street, trades } = this.#parts;
    // Whatever was asked for in vain before is asked for again: a gap would never close by itself.
    if (routine === 'trades')
      return inquiries.askTrades(Math.min(trades.askFrom, street.now - PACE.trades - PACE.tradeOverlap));
    const question = QUESTIONS[routine];
    if (!requests.has((each) => each.kind === question.kind)) requests.send(question, 'normal', street.now);
  }
}

const ROUTINES: readonly Routine[] = ['openOrders', 'positions', 'balances', 'trades', 'clock'];
