/** Slope of the log odds at which a lean is taken at its word: a probability `p` leans `2 p - 1`, about half its log odds. */
const AT_ITS_WORD = 2;
/** Prior precision of the slope: a tenth of the word is one standard deviation. */
const DOUBT = 25;

/**
 * How far the word of a theory is taken, learned from what came of it: a slope between its leans and the log
 * odds beyond the base rate. It begins at nothing and stays between nothing and the full word, so a theory
 * that is wrong is ignored, not turned round. One Newton step a prediction.
 *
 * Source: Spiegelhalter & Lauritzen (1990), Sequential updating of conditional probabilities on directed
 * graphical structures, Networks 20 (one-step updating of logistic weights).
 */
export class LearnedTrust {
  #slope = 0;
  #precision = DOUBT;
  readonly #weight: number;

  /** Outcomes of overlapping horizons of `horizon` bars count as one. */
  constructor(horizon: number) {
    this.#weight = 1 / horizon;
  }

  /** From 0 (not at all) to 1 (in full). */
  get share(): number {
    return Math.min(1, Math.max(0, this.#slope / AT_ITS_WORD));
  }

  /** Probability of a rise from a lean where rises make up `baseRate`. */
  probability(lean: number, baseRate: number): number {
    return logistic(logOdds(baseRate) + this.share * AT_ITS_WORD * lean);
  }

  /** Takes in what came of a lean. */
  learn(lean: number, baseRate: number, hasRisen: boolean): void {
    const believed = logistic(logOdds(baseRate) + this.#slope * lean);
    this.#precision += this.#weight * lean * lean * believed * (1 - believed);
    this.#slope += (this.#weight * lean * ((hasRisen ? 1 : 0) - believed)) / this.#precision;
  }
}

const logOdds = (p: number): number => Math.log(p / (1 - p));
const logistic = (x: number): number => 1 / (1 + Math.exp(-x));
