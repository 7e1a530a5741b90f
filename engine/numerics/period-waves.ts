import { wholeNumber } from './checked-numbers.ts';

/** Rows of a period laid over each other in one walk. */
const ROWS_TOGETHER = 4;

/**
 * Power of lists of one length at every whole period from one to another: `|sum x_i exp(-2 pi j i / p)|^2`. Values a
 * whole period apart stand under the same angle and are added before any wave is looked at; those laid over each
 * other for a period need only be laid over each other once more for its half.
 */
export class PeriodWaves {
  /** Of the last list that was transformed. */
  real = 0;
  imaginary = 0;
  readonly #first: number;
  readonly #last: number;
  /** Cosine and sine in turns of the angles of each period below half a turn, the first ones of the first period. */
  readonly #waves: Float64Array;
  readonly #waveStarts: Int32Array;
  /** The values, and behind them zeros up to the end of the rows that are always laid over each other. */
  readonly #values: Float64Array;
  readonly #folded: Float64Array;
  readonly #powers: Float64Array;
  readonly #length: number;

  /** @throws {RangeError} unless the length and the periods are whole numbers, the first at least 2, the last not below it. */
  constructor(length: number, first: number, last: number) {
    this.#length = wholeNumber('a length', length);
    this.#first = wholeNumber('a period', first, 2);
    this.#last = wholeNumber('the last period', last, first);
    this.#values = new Float64Array(Math.max(length, ROWS_TOGETHER * last));
    this.#folded = new Float64Array(last);
    this.#powers = new Float64Array(last - first + 1);
    this.#waveStarts = new Int32Array(last + 1);
    const waves: number[] = [];
    for (let period = first; period <= last; period += 1) {
      this.#waveStarts[period] = waves.length;
      for (let i = 1; 2 * i < period; i += 1) {
        const angle = (2 * Math.PI * i) / period;
        waves.push(Math.cos(angle), Math.sin(angle));
      }
    }
    this.#waves = Float64Array.from(waves);
  }

  /** One for each period, the shortest first; the list is used again. */
  powersOf(values: Float64Array): Float64Array {
    for (let i = 0; i < this.#length; i += 1) this.#values[i] = values[i] as number;
    for (let longest = this.#last; longest >= this.#first && 2 * longest > this.#last; longest -= 1) {
      this.#fold(longest);
      this.#write(longest);
      for (let period = longest; period % 2 === 0 && period / 2 >= this.#first;) {
        period /= 2;
        this.#halve(period);
        this.#write(period);
      }
    }
    return this.#powers;
  }

  /** Transforms one period of values at the frequency of one cycle in it. */
  transform(folded: Float64Array, period: number): void {
    const waves = this.#waves;
    let at = this.#waveStarts[period] as number;
    let real = folded[0] as number;
    let imaginary = 0;
    let i = 1;
    let j = period - 1;
    for (; i < j; i += 1, j -= 1, at += 2) {
      const one = folded[i] as number;
      const other = folded[j] as number;
      real += (one + other) * (waves[at] as number);
      imaginary += (one - other) * (waves[at + 1] as number);
    }
    this.real = i === j ? real - (folded[i] as number) : real;
    this.imaginary = imaginary;
  }

  #write(period: number): void {
    this.transform(this.#folded, period);
    this.#powers[period - this.#first] = this.real * this.real + this.imaginary * this.imaginary;
  }

  /** Four rows of a period at once, and what is behind them row by row. */
  #fold(period: number): void {
    const values = this.#values;
    const folded = this.#folded;
    const third = 2 * period;
    const fourth = 3 * period;
    for (let i = 0; i < period; i += 1) {
      const front = (values[i] as number) + (values[period + i] as number);
      folded[i] = front + ((values[third + i] as number) + (values[fourth + i] as number));
    }
    for (let from = ROWS_TOGETHER * period; from < this.#length; from += period) {
      const end = Math.min(period, this.#length - from);
      for (let i = 0; i < end; i += 1) folded[i] = (folded[i] as number) + (values[from + i] as number);
    }
  }

  /** Lays the halves of two periods over each other. */
  #halve(period: number): void {
    const folded = this.#folded;
    for (let i = 0; i < period; i += 1) folded[i] = (folded[i] as number) + (folded[period + i] as number);
  }
}
