import { BarVolatility } from '../../numerics/bar-volatility.ts';
import { clip } from '../../numerics/clip.ts';
import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { CloseReturns } from '../close-returns.ts';

const LEAST_PRODUCT = 1e-12;

/** How fast a correlation follows, and how many bars its level is taken from. */
export interface CorrelationSettings {
  readonly a: number;
  readonly b: number;
  readonly n0: number;
}

/** Variances and covariance of two numbers. */
export class PairCovariance {
  own = 0;
  both = 0;
  other = 0;

  /** Makes it that of `count` pairs of moves from the sums of their products. */
  takeMean({ both, other, own }: PairCovariance, count: number): void {
    this.own = own / count;
    this.both = both / count;
    this.other = other / count;
  }

  clear(): void {
    this.own = 0;
    this.both = 0;
    this.other = 0;
  }

  /** Adds the products of a pair of moves. */
  add(own: number, other: number): void {
    this.own += own * own;
    this.both += own * other;
    this.other += other * other;
  }

  /** Takes in a pair of standardized moves, on the way back to `level`. */
  follow(
    own: number,
    other: number,
    level: PairCovariance,
    { a, b }: Pick<CorrelationSettings, 'a' | 'b'>,
  ): void {
    const rest = 1 - a - b;
    this.own = rest * level.own + a * own * own + b * this.own;
    this.both = rest * level.both + a * own * other + b * this.both;
    this.other = rest * level.other + a * other * other + b * this.other;
  }

  /** -1 to 1; undefined where one of the two does not vary. */
  get correlation(): number | undefined {
    const product = this.own * this.other;
    return product > LEAST_PRODUCT ? clip(this.both / Math.sqrt(product), -1, 1) : undefined;
  }
}

/** The correlation of two symbols as it changes from bar to bar, in moves in units of their own volatility. */
export class ConditionalCorrelation {
  readonly #settings: CorrelationSettings;
  readonly #closes = [new CloseReturns(), new CloseReturns()] as const;
  readonly #volatilities = [new BarVolatility(), new BarVolatility()] as const;
  readonly #sum = new PairCovariance();
  readonly #level = new PairCovariance();
  readonly #covariance = new PairCovariance();
  #counted = 0;
  #isWarm = false;

  constructor(settings: CorrelationSettings) {
    wholeNumber('n0', settings.n0, 2);
    this.#settings = settings;
  }

  /** -1 to 1; undefined until warm and where one of the two does not move. */
  get value(): number | undefined {
    return this.#isWarm ? this.#covariance.correlation : undefined;
  }

  push(ownClose: number, otherClose: number): void {
    const own = this.#moveOf(0, ownClose);
    const other = this.#moveOf(1, otherClose);
    if (!Number.isFinite(own) || !Number.isFinite(other)) return;
    if (this.#isWarm) this.#covariance.follow(own, other, this.#level, this.#settings);
    this.#count(own, other);
  }

  /** The return of a symbol in units of its volatility before it; NaN until that is known. */
  #moveOf(place: 0 | 1, close: number): number {
    const logReturn = this.#closes[place].next(close);
    const before = this.#volatilities[place].value;
    if (Number.isFinite(logReturn)) this.#volatilities[place].push(logReturn);
    return logReturn / before;
  }

  /** Takes the level afresh from every `n0` pairs. */
  #count(own: number, other: number): void {
    const { n0 } = this.#settings;
    this.#sum.add(own, other);
    this.#counted += 1;
    if (this.#counted < n0) return;
    this.#level.takeMean(this.#sum, n0);
    if (!this.#isWarm) this.#covariance.takeMean(this.#sum, n0);
    this.#isWarm = true;
    this.#sum.clear();
    this.#counted = 0;
  }
}
