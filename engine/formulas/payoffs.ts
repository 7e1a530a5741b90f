import { clip } from '../numerics/clip.ts';

/** Mean gain of the trades won and mean loss of the others. */
export class Payoffs {
  #wins = 0;
  #losses = 0;
  #meanGain = 0;
  #meanLoss = 0;

  /** The win rate at which they cancel; undefined while there are no wins or no losses. */
  get breakEven(): number | undefined {
    const isKnown = this.#wins > 0 && this.#losses > 0;
    return isKnown ? clip(this.#meanLoss / (this.#meanGain + this.#meanLoss), 0, 1) : undefined;
  }

  /** Takes in what a trade gained after fees; 0 counts as lost. */
  push(gain: number): void {
    if (gain > 0) {
      this.#wins += 1;
      this.#meanGain += (gain - this.#meanGain) / this.#wins;
    } else {
      this.#losses += 1;
      this.#meanLoss += (-gain - this.#meanLoss) / this.#losses;
    }
  }
}
