import type { HeldPosition } from '../step-contents.ts';
import { signOf } from './held-direction.ts';

/** The best price of a position since its trail started, and whether it was left too far behind. */
export class Trail {
  readonly #activation: number;
  #sign: 1 | 0 | -1 = 0;
  #entry = NaN;
  #peak = NaN;
  #isHit = false;

  constructor(activation: number) {
    this.#activation = activation;
  }

  /** 1 long, -1 short, 0 without a position. */
  get sign(): 1 | 0 | -1 {
    return this.#sign;
  }

  /** Whether the position made the profit its trail waits for. */
  get hasStarted(): boolean {
    return !Number.isNaN(this.#peak);
  }

  /** Best price since the start of the trail; NaN before. */
  get peak(): number {
    return this.#peak;
  }

  /** Whether it was left that far behind; stays so until the position is another one. */
  get isHit(): boolean {
    return this.#isHit;
  }

  /** A position in the other direction is another one; more of the same keeps its trail. */
  onPosition(position: HeldPosition): void {
    const sign = signOf(position);
    if (sign !== this.#sign) {
      this.#peak = NaN;
      this.#isHit = false;
    }
    this.#sign = sign;
    this.#entry = position.entryPrice;
  }

  /** Takes in a price while the trail is `distance` behind, as a log return. */
  onTrade(price: number, distance: number): void {
    const sign = this.#sign;
    if (sign === 0 || this.#isHit) return;
    if (!this.hasStarted) {
      if (sign * (price / this.#entry - 1) < this.#activation) return;
      this.#peak = price;
    }
    if (sign * (price - this.#peak) > 0) this.#peak = price;
    this.#isHit = sign * Math.log(this.#peak / price) >= distance;
  }
}
