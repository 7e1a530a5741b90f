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
export interface PairCovariance {
  readonly own: number;
  readonly both: number;
  readonly other: number;
}

/** The covariance after a pair of standardized moves was seen, on its way back to `level`. */
export function nextCovariance(
  before: PairCovariance,
  level: PairCovariance,
  { own, other }: { readonly own: number; readonly other: number },
  { a, b }: Pick<CorrelationSettings, 'a' | 'b'>,
): PairCovariance {
  const rest = 1 - a - b;
  return {
    own: rest * level.own + a * own * own + b * before.own,
    both: rest * level.both + a * own * other + b * before.both,
    other: rest * level.other + a * other * other + b * before.other,
  };
}

/** Correlation of a covariance; undefined where one of the two does not vary. */
export function correlationOf({ both, other, own }: PairCovariance): number | undefined {
  const product = own * other;
  return product > LEAST_PRODUCT ? clip(both / Math.sqrt(product), -1, 1) : undefined;
}

/** The correlation of two symbols as it changes from bar to bar, in moves in units of their own volatility. */
export class ConditionalCorrelation {
  readonly #settings: CorrelationSettings;
  readonly #closes = [new CloseReturns(), new CloseReturns()] as const;
  readonly #volatilities = [new BarVolatility(), new BarVolatility()] as const;
  #sum: PairCovariance = { own: 0, both: 0, other: 0 };
  #counted = 0;
  #level: PairCovariance | undefined;
  #covariance: PairCovariance | undefined;

  constructor(settings: CorrelationSettings) {
    wholeNumber('n0', settings.n0, 2);
    this.#settings = settings;
  }

  /** -1 to 1; undefined until warm and where one of the two does not move. */
  get value(): number | undefined {
    return this.#covariance && correlationOf(this.#covariance);
  }

  push(ownClose: number, otherClose: number): void {
    const own = this.#moveOf(0, ownClose);
    const other = this.#moveOf(1, otherClose);
    if (!Number.isFinite(own) || !Number.isFinite(other)) return;
    if (this.#covariance !== undefined && this.#level !== undefined) {
      this.#covariance = nextCovariance(this.#covariance, this.#level, { own, other }, this.#settings);
    }
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
    const sum = this.#sum;
    this.#sum = { own: sum.own + own * own, both: sum.both + own * other, other: sum.other + other * other };
    this.#counted += 1;
    if (this.#counted < n0) return;
    this.#level = { own: this.#sum.own / n0, both: this.#sum.both / n0, other: this.#sum.other / n0 };
    this.#covariance ??= this.#level;
    this.#sum = { own: 0, both: 0, other: 0 };
    this.#counted = 0;
  }
}
