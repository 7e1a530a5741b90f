import type { VenueAnswer } from '../../domain/venue/venue-report.ts';
import type { Inquiries } from './inquiries.ts';
import type { LiveStreet } from './live-street.ts';
import { PACE } from './live-settings.ts';
import type { PositionCheck } from './position-check.ts';
import type { Requests } from './requests.ts';

type Routine = 'openOrders' | 'positions' | 'balances' | 'trades' | 'clock';

const QUESTIONS = {
  openOrders: { kind: 'ask-open-orders' },
  positions: { kind: 'ask-positions' },
  balances: { kind: 'ask-balances' },
  clock: { kind: 'ask-clock' },
} as const;

/** Asks the venue for ever, each thing at its pace, and compares. A missing answer says nothing. */
export class Comparison {
  readonly #street: LiveStreet;
  readonly #requests: Requests;
  readonly #inquiries: Inquiries;
  readonly #positions: PositionCheck;
  readonly #nextAt: Record<Routine, number> = {
    openOrders: 0,
    positions: 0,
    balances: 0,
    trades: 0,
    clock: 0,
  };
  #isOn = false;

  constructor(street: LiveStreet, requests: Requests, inquiries: Inquiries, positions: PositionCheck) {
    this.#street = street;
    this.#requests = requests;
    this.#inquiries = inquiries;
    this.#positions = positions;
  }

  /** The start is through, or begins anew: the routine runs, or waits for it. */
  set isOn(isOn: boolean) {
    if (isOn === this.#isOn) return;
    this.#isOn = isOn;
    for (const routine of ROUTINES) this.#nextAt[routine] = this.#street.now + PACE[routine];
  }

  tick(): void {
    if (!this.#isOn) return;
    const { now } = this.#street;
    for (const routine of ROUTINES) {
      if (this.#nextAt[routine] > now) continue;
      this.#nextAt[routine] = now + PACE[routine];
      this.#ask(routine);
    }
  }

  nextDue(): number | undefined {
    return this.#isOn ? Math.min(...Object.values(this.#nextAt)) : undefined;
  }

  /** Something in the line of answers is doubtful: positions are looked at soon. */
  recheckPositions(inMs: number): void {
    this.#nextAt.positions = Math.min(this.#nextAt.positions, this.#street.now + inMs);
  }

  /** Positions differ, with trades read up to `readUpTo`: they are read again, and what differs after that freezes. */
  takeDifferences(differing: readonly string[], readUpTo: number): void {
    if (!this.#isOn) return;
    for (const instrument of differing) this.#positions.note(instrument, readUpTo);
    if (differing.length === 0) return;
    this.#inquiries.askTrades(this.#street.now - PACE.tradeOverlap);
    if (this.#positions.hasMismatch) this.recheckPositions(PACE.recheck);
  }

  /** What an answer could not say is asked for again soon. */
  failed(kind: string, answer: VenueAnswer): void {
    if (!this.#isOn || answer.kind === 'refused') return;
    if (kind === 'ask-positions') this.recheckPositions(PACE.recheck);
  }

  #ask(routine: Routine): void {
    if (routine === 'trades')
      return this.#inquiries.askTrades(this.#street.now - PACE.trades - PACE.tradeOverlap);
    const question = QUESTIONS[routine];
    if (!this.#requests.has((each) => each.kind === question.kind))
      this.#requests.send(question, 'normal', this.#street.now);
  }
}

const ROUTINES: readonly Routine[] = ['openOrders', 'positions', 'balances', 'trades', 'clock'];
