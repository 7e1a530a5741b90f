import { Random } from '../../../numerics/random.ts';
import type { RequestPurpose } from './trading-words.ts';

/** What becomes of one request in place of an honest answer. */
export type TradingFault =
  /** Never reaches the venue; the connection breaks. */
  | { readonly kind: 'request-lost' }
  /** Never reaches the venue, and nobody is told. */
  | { readonly kind: 'request-stalled' }
  /** Reaches the venue this much later, and is judged by its age then. */
  | { readonly kind: 'request-late'; readonly ms: number }
  /** Done; the connection breaks before the answer. */
  | { readonly kind: 'reply-lost' }
  /** Done; the answer never comes. */
  | { readonly kind: 'reply-stalled' }
  /** Done; the answer comes this much later. */
  | { readonly kind: 'reply-late'; readonly ms: number }
  /** Done, and answered with a server's error. */
  | { readonly kind: 'done-but'; readonly status: number }
  /** Not done, and answered with a server's error. */
  | { readonly kind: 'refused-but'; readonly status: number }
  /** Not looked at, for a limit. */
  | { readonly kind: 'limited'; readonly status: number; readonly retryAfterS?: number }
  /** Done, and answered with a page for people. */
  | { readonly kind: 'html' }
  /** Done, and the answer breaks off. */
  | { readonly kind: 'cut' }
  /** Answered with a code of the venue, done or not. */
  | { readonly kind: 'code'; readonly code: string; readonly isDone?: boolean };

/** How likely a request of a kind meets a fault. */
export interface FaultChance {
  readonly purpose: RequestPurpose | 'any';
  readonly fault: TradingFault;
  readonly probability: number;
}

/** Decides by a script or from one seed what becomes of each request to the private side. */
export class TradingFaults {
  chances: readonly FaultChance[] = [];
  readonly #random: Random;
  readonly #scripted: { readonly purpose: RequestPurpose; readonly fault: TradingFault }[] = [];

  constructor(seed: number) {
    this.#random = new Random(seed);
  }

  /** The next requests for this purpose meet these faults, one each. */
  next(purpose: RequestPurpose, ...faults: readonly TradingFault[]): void {
    for (const fault of faults) this.#scripted.push({ purpose, fault });
  }

  take(purpose: RequestPurpose): TradingFault | undefined {
    const index = this.#scripted.findIndex((entry) => entry.purpose === purpose);
    if (index !== -1) return this.#scripted.splice(index, 1)[0]?.fault;
    // Every chance draws, so that the draws of a seed do not depend on which one happens.
    const met = this.chances.filter(
      (chance) =>
        this.#random.uniform() < chance.probability &&
        (chance.purpose === 'any' || chance.purpose === purpose),
    );
    return met[0]?.fault;
  }
}
