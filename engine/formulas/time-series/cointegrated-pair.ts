import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { EngleGranger, type EngleGrangerTest } from '../../numerics/engle-granger.ts';
import { RecentValues } from '../../numerics/recent-values.ts';

const LEAST_DEVIATION = 1e-12;

/** How many bars the line of a pair is fitted to, how often, and with how many lags it is tested. */
export interface PairSettings {
  readonly n: number;
  readonly k: number;
  readonly p: number;
  /** Bars from the first fit to the second, see `secondTurn`. */
  readonly second: number;
}

/**
 * Own log price on that of another symbol, fitted again every `k` bars to the last `n`, and the distance
 * from that line in between.
 */
export class CointegratedPair {
  readonly #own: RecentValues;
  readonly #other: RecentValues;
  readonly #ownWindow: Float64Array;
  readonly #otherWindow: Float64Array;
  readonly #every: number;
  #next: number;
  readonly #engleGranger: EngleGranger;
  #barsToFit = 0;
  #found: EngleGrangerTest | undefined;

  constructor({ k, n, p, second }: PairSettings) {
    this.#own = new RecentValues(wholeNumber('a window', n, 4));
    this.#other = new RecentValues(n);
    this.#ownWindow = new Float64Array(n);
    this.#otherWindow = new Float64Array(n);
    this.#every = wholeNumber('a refit interval', k);
    this.#next = second;
    this.#engleGranger = new EngleGranger(n, p);
  }

  /**
   * The line and its test as of the last fit, valid until the next; none while the window is not full or has no
   * line.
   */
  get found(): EngleGrangerTest | undefined {
    return this.#found;
  }

  /** Distance of the newest own log price from the line; above zero it stands too high. NaN without a line. */
  get residual(): number {
    if (this.#found === undefined) return NaN;
    return this.#own.at(0) - this.#found.intercept - this.#found.slope * this.#other.at(0);
  }

  /** The same in deviations of the window of the fit. NaN without a line. */
  get z(): number {
    return this.residual / (this.#found?.deviation ?? NaN);
  }

  /** Takes in the closes of one time. Says whether the line was just fitted. */
  push(ownClose: number, otherClose: number): boolean {
    this.#own.push(Math.log(ownClose));
    this.#other.push(Math.log(otherClose));
    if (!this.#own.isFull) return false;
    const isDue = this.#barsToFit === 0;
    if (isDue) this.#fit();
    this.#barsToFit -= 1;
    return isDue;
  }

  #fit(): void {
    this.#barsToFit = this.#next;
    this.#next = this.#every;
    this.#own.copyTo(this.#ownWindow);
    this.#other.copyTo(this.#otherWindow);
    const found = this.#engleGranger.test(this.#ownWindow, this.#otherWindow);
    this.#found = found !== undefined && found.deviation > LEAST_DEVIATION ? found : undefined;
  }
}
