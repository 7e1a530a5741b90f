import { BarVolatility } from '../../numerics/bar-volatility.ts';
import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { CompensatedSum } from '../../numerics/compensated-sum.ts';
import { confidenceOfZ } from '../../numerics/confidence.ts';
import { CloseReturns } from '../close-returns.ts';
import { defineFormula } from '../formula.ts';
import { DIRECTION, withReadings } from '../readings.ts';

/** Bars without effect that every class begins with, so that few bars say little. */
const SHRINKAGE = 30;

/**
 * What followed bars that closed where this one did: mean return of the next bar in units of its
 * volatility, by the place of the close between low and high, shrunk toward 0. Warm after `n` bars.
 */
export const internalBarStrength = defineFormula({
  id: 'F149',
  key: 'internal-bar-strength',
  title: 'Internal bar strength',
  family: 'mean-reversion',
  output: { unit: 'sig units' },
  role: 'direction',
  source: "Pagonidis, A. S., 'The IBS Effect: Mean Reversion in Equity ETFs', NAAIM, 2013",
  catalogue: {
    inputs: ['bars'],
    params: {
      n: { unit: 'bars', meaning: 'history of the conditional mean' },
      q: { unit: 'classes', meaning: 'IBS classes' },
    },
    definition: `
      IBS=(c-l)/(h-l); 0.5 if h=l. Class j=min(q-1,floor(IBS*q)). For each class the mean of the next
      bar's r/sig over the last n labelled bars of all classes (ring buffer), shrunk: m_j=sum/(count+30).
      Value m of the current class. Warm-up n.
    `,
    update: 'O(1) per bar.',
    signal: 'signal = tanh(5*m_j); confidence = zc(m_j*sqrt(count_j)).',
    range: '(-inf,inf)',
  },
  defaults: { n: 500, q: 5 },
  input: 'bar',
  readings: {
    ...DIRECTION,
    /** Place of the close between low (0) and high (1). */
    strength: { unit: 'share', min: 0, max: 1 },
  },
  warmUp: ({ n }) => n,

  start({ n, q }) {
    const classes = new ClassMeans(wholeNumber('a history', n), wholeNumber('q', q));
    const returns = new CloseReturns();
    const volatility = new BarVolatility();
    let bars = 0;
    let strength = 0.5;
    let place = -1;

    return withReadings(
      ({ close, high, low }) => {
        bars += 1;
        const logReturn = returns.next(close);
        if (Number.isFinite(logReturn)) {
          if (volatility.isWarm) classes.push(place, logReturn / volatility.value);
          volatility.push(logReturn);
        }
        strength = high > low ? (close - low) / (high - low) : 0.5;
        place = Math.min(q - 1, Math.floor(strength * q));
        return bars < n ? undefined : classes.mean(place);
      },
      {
        signal: () => Math.tanh(5 * classes.mean(place)),
        confidence: () => confidenceOfZ(classes.mean(place) * Math.sqrt(classes.count(place))),
        strength: () => strength,
      },
    );
  },
});

/** Shrunk means by class over the last labelled values of all classes together. */
export class ClassMeans {
  readonly #places: Int32Array;
  readonly #values: Float64Array;
  readonly #sums: readonly CompensatedSum[];
  readonly #counts: Int32Array;
  #next = 0;
  #held = 0;

  constructor(length: number, classes: number) {
    this.#places = new Int32Array(length);
    this.#values = new Float64Array(length);
    this.#sums = Array.from({ length: classes }, () => new CompensatedSum());
    this.#counts = new Int32Array(classes);
  }

  count(place: number): number {
    return this.#counts[place] ?? 0;
  }

  mean(place: number): number {
    return (this.#sums[place]?.value ?? 0) / (this.count(place) + SHRINKAGE);
  }

  push(place: number, value: number): void {
    if (this.#held === this.#places.length) {
      this.#add(this.#places[this.#next] as number, -(this.#values[this.#next] as number), -1);
    } else this.#held += 1;
    this.#places[this.#next] = place;
    this.#values[this.#next] = value;
    this.#next = this.#next + 1 === this.#places.length ? 0 : this.#next + 1;
    this.#add(place, value, 1);
  }

  #add(place: number, value: number, count: number): void {
    this.#sums[place]?.add(value);
    this.#counts[place] = this.count(place) + count;
  }
}
