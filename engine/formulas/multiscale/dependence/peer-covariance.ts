import { wholeNumber } from '../../../numerics/checked-numbers.ts';
import { RollingCovariance } from '../../../numerics/rolling-covariance.ts';
import { PeerReturns } from '../../peer-returns.ts';
import type { PeerBars } from '../../step-contents.ts';

/** Symbols that are followed at the most. */
export const MOST_SYMBOLS = 20;

/** Covariances of the returns of all followed symbols over the last bars; begun anew with other symbols. */
export class PeerCovariance {
  readonly #returns = new PeerReturns(MOST_SYMBOLS);
  readonly #window: number;
  #covariance: RollingCovariance | undefined;
  #generation = 0;

  constructor(window: number) {
    this.#window = wholeNumber('a window', window, 3);
  }

  /** The newest return of each symbol. */
  get returns(): Readonly<Float64Array> {
    return this.#returns.values;
  }

  /** Over a whole window; undefined before. */
  get covariance(): RollingCovariance | undefined {
    return this.#covariance?.isFull === true ? this.#covariance : undefined;
  }

  /** Takes in the bars of a time without counting them yet; whether all symbols have a return. */
  read(peers: PeerBars): boolean {
    const hasReturns = this.#returns.push(peers);
    if (this.#returns.generation !== this.#generation) {
      this.#generation = this.#returns.generation;
      this.#covariance = undefined;
    }
    return hasReturns;
  }

  /** Counts the returns just read; whether the covariances were begun anew with them. */
  count(): boolean {
    const isNew = this.#covariance === undefined;
    this.#covariance ??= new RollingCovariance(this.returns.length, this.#window);
    this.#covariance.push(this.returns);
    return isNew;
  }
}
