import type { FitModel, FittedModel } from '../../formulas/refit.ts';

/** How far a fit on another thread is. Both threads change it, each step only from the one before. */
export const FIT_STATE = {
  /** Nobody has begun; whoever needs the model first may do the fit itself. */
  waiting: 0,
  begun: 1,
  done: 2,
  /** The thread could not do it. */
  failed: 3,
  /** Not wanted any more, or done on the spot. */
  withdrawn: 4,
} as const;

const STATE = 0;
const LENGTH = 1;
const HEADER_BYTES = 8;
/** A model of two million numbers. A slot takes what its model needs, not this. */
const MOST_BYTES = 16 * 1_048_576;
const NO_MODEL = -1;

/** A fit that two threads know of: its state, and the model once there is one. Memory that both share. */
export class FitSlot {
  readonly shared: SharedArrayBuffer;
  readonly #header: Int32Array<SharedArrayBuffer>;

  /** A new slot, or the one whose memory another thread sent. */
  constructor(shared = new SharedArrayBuffer(HEADER_BYTES, { maxByteLength: MOST_BYTES })) {
    this.shared = shared;
    this.#header = new Int32Array(shared, 0, 2);
  }

  get state(): number {
    return Atomics.load(this.#header, STATE);
  }

  /** Goes from one state to the next; false where the fit is in another state by now. */
  advance(from: number, to: number): boolean {
    if (Atomics.compareExchange(this.#header, STATE, from, to) !== from) return false;
    Atomics.notify(this.#header, STATE);
    return true;
  }

  /** Halts this thread until the fit is no longer in the state, for `mostMs` at most. */
  waitWhile(state: number, mostMs: number): void {
    Atomics.wait(this.#header, STATE, state, mostMs);
  }

  /**
   * Writes the model down; say that it is done afterwards.
   * @throws {RangeError} when the model is larger than a slot can be.
   */
  put(model: FitModel | undefined): void {
    if (model !== undefined) {
      const bytes = HEADER_BYTES + model.length * Float64Array.BYTES_PER_ELEMENT;
      if (bytes > this.shared.byteLength) this.shared.grow(bytes);
      new Float64Array(this.shared, HEADER_BYTES, model.length).set(model);
    }
    Atomics.store(this.#header, LENGTH, model?.length ?? NO_MODEL);
  }

  /** The model of a fit that is done; it stays in the memory of the slot. */
  take(): FittedModel | undefined {
    const length = Atomics.load(this.#header, LENGTH);
    return length === NO_MODEL ? undefined : new Float64Array(this.shared, HEADER_BYTES, length);
  }
}
