import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { Outcome } from '../../domain/session/outcome.ts';
import type { FundingMoment, MarketEvent } from '../../domain/market/market-event.ts';
import type { LiquidationCause } from '../../domain/order/fill-cause.ts';
import type { Fill } from '../../domain/order/fill.ts';
import type { MarginSettings } from '../../domain/session/session-description.ts';
import type { Money } from '../../domain/units/money.ts';
import { RunPositions } from '../run-positions.ts';
import { liquidationCause, type MarginCall, marginCallOf } from './margin-call.ts';
import { VenueAccount, type VenueAccountState } from './venue-account.ts';

/** Closes what a run holds of an instrument by force, at once. */
export interface ForcedClosing {
  readonly runId: string;
  readonly instrument: Instrument;
  readonly signedLots: number;
  readonly cause: LiquidationCause;
}

/** Keeps the venue's account and says when positions must go because nothing backs them any more. */
export class MarginKeeper {
  readonly account: VenueAccount;
  readonly #settings: MarginSettings | undefined;
  readonly #positions: RunPositions;
  /** Positions as our side knows them. */
  readonly #known = new RunPositions();

  constructor(
    instruments: readonly Instrument[],
    deposit: Money,
    parts: { readonly positions: RunPositions; readonly settings: MarginSettings | undefined },
  ) {
    this.account = new VenueAccount(instruments, deposit);
    this.#settings = parts.settings;
    this.#positions = parts.positions;
  }

  book(fill: Fill): void {
    this.account.book(fill);
  }

  /** Takes in what has become known on our side. */
  learn(outcomes: readonly Outcome[]): void {
    for (const outcome of outcomes) if (outcome.kind === 'order-filled') this.#known.add(outcome.fill);
  }

  /** Both sides pay for the same lots, those that are known, so that their sums are one. */
  payFunding(event: FundingMoment): void {
    this.account.payFunding(event, this.#known.heldOf(event.instrument).values());
  }

  /** Takes in a market event; true when positions have to be looked at again. */
  onMarket(event: MarketEvent): boolean {
    const hasMoved = this.account.onMarket(event);
    return hasMoved && this.#settings !== undefined;
  }

  /**
   * Takes over position after position until the rest is backed. `close` fills what a run holds and books it
   * before it returns; `clear` takes back what could still open something.
   */
  enforce(clear: () => void, close: (closing: ForcedClosing) => void): void {
    const settings = this.#settings;
    if (!settings) return;
    for (let call = this.#call(settings); call; call = this.#call(settings)) {
      clear();
      const { instrument } = call.backed;
      const held = [...this.#positions.heldOf(instrument.id)];
      const allLots = held.reduce((sum, [, signedLots]) => sum + Math.abs(signedLots), 0);
      for (const [runId, signedLots] of held) {
        close({
          runId,
          instrument,
          signedLots,
          cause: liquidationCause(call, { signedLots, allLots }, settings),
        });
      }
      // A position none of the runs holds any more cannot be taken over twice.
      if (this.account.signedLots(instrument.id) !== 0) return;
    }
  }

  snapshot(): VenueAccountState {
    return this.account.snapshot();
  }

  /** Goes on from a snapshot, where there is one, and from the positions that were known. */
  restore(state: VenueAccountState | undefined, known: ReturnType<RunPositions['entries']>): void {
    if (state) this.account.restore(state);
    this.#known.restore(known);
  }

  #call(settings: MarginSettings): MarginCall | undefined {
    return marginCallOf(this.account, settings);
  }
}
