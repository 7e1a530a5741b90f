import type { InstrumentId } from '../domain/instrument/instrument.ts';
import type { Fill } from '../domain/order/fill.ts';
import type { RunId } from '../domain/order/order-intent.ts';
import { type Side, signOf } from '../domain/order/side.ts';

/** Signed lots each run holds of each instrument, added up from fills. */
export class RunPositions {
  readonly #signedLots = new Map<string, number>();

  /** Adds a fill; answers the signed lots held before it. */
  add(fill: Pick<Fill, 'runId' | 'instrument' | 'side' | 'lots'>): number {
    const key = keyOf(fill.runId, fill.instrument);
    const before = this.#signedLots.get(key) ?? 0;
    const after = before + signOf(fill.side) * fill.lots;
    if (after === 0) this.#signedLots.delete(key);
    else this.#signedLots.set(key, after);
    return before;
  }

  /** Above zero is long, below zero short, 0 is flat. */
  signedLots(runId: RunId, instrument: InstrumentId): number {
    return this.#signedLots.get(keyOf(runId, instrument)) ?? 0;
  }

  /** Most lots an order of this side could take off the position; 0 when it would enlarge or open one. */
  reducibleLots(runId: RunId, instrument: InstrumentId, side: Side): number {
    return Math.max(0, -signOf(side) * this.signedLots(runId, instrument));
  }

  /** What each run holds of an instrument, signed; runs that are flat are left out. */
  heldOf(instrument: InstrumentId): Map<RunId, number> {
    const held = new Map<RunId, number>();
    const prefix = keyOf('', instrument);
    for (const [key, signedLots] of this.#signedLots)
      if (key.startsWith(prefix)) held.set(key.slice(prefix.length), signedLots);
    return held;
  }

  /** The positions as plain entries. */
  entries(): readonly (readonly [string, number])[] {
    return [...this.#signedLots];
  }

  /** Replaces the positions by entries taken before. */
  restore(entries: readonly (readonly [string, number])[]): void {
    this.#signedLots.clear();
    for (const [key, held] of entries) this.#signedLots.set(key, held);
  }
}

const keyOf = (runId: RunId, instrument: InstrumentId): string => `${instrument}|${runId}`;
