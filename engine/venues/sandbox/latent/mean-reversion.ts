import type { Random } from '../../../numerics/random.ts';

/**
 * An Ornstein-Uhlenbeck process stepped exactly: it wanders with standard deviation `deviation` around
 * zero and forgets half of where it was in `halfLifeMs`.
 */
export class MeanRevertingValue {
  value: number;
  readonly #keep: number;
  readonly #kick: number;

  constructor(deviation: number, halfLifeMs: number, stepMs: number) {
    this.#keep = 2 ** (-stepMs / halfLifeMs);
    this.#kick = deviation * Math.sqrt(1 - this.#keep * this.#keep);
    this.value = 0;
  }

  step(random: Random): void {
    this.value = this.value * this.#keep + this.#kick * random.normal();
  }
}
