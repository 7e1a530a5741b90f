import type { TheoryState } from '../domain/theory/theory-reading.ts';
import { clip } from '../numerics/clip.ts';
import { InformationScore } from './information-score.ts';
import { LearnedTrust } from './learned-trust.ts';
import type { Theory, TheoryParts, TheoryRun, TheoryStep } from './theory.ts';

/** Rises and falls imagined before the first. */
const PRIOR = 100;
/** No prediction is surer than this, so that no single one can cost everything. */
const SUREST = 0.99;

interface Prediction {
  readonly close: number;
  /** Undefined where the theory was not warm. */
  readonly lean: number | undefined;
  readonly probability: number;
  readonly baseRate: number;
}

/**
 * A theory that predicts at every bar and is held to it: a prediction is scored, and learned from, only when
 * its horizon has passed. A close that is what it was is neither a rise nor a fall and is not scored.
 */
export class ScoredTheory {
  readonly #theory: Theory;
  readonly #parts: TheoryParts;
  readonly #run: TheoryRun;
  readonly #trust: LearnedTrust;
  readonly #score: InformationScore;
  readonly #waiting: Prediction[] = [];
  #next = 0;
  #bars = 0;
  #rises = PRIOR;
  #falls = PRIOR;
  #newest: Prediction | undefined;

  constructor(theory: Theory, parts: TheoryParts) {
    this.#theory = theory;
    this.#parts = parts;
    this.#run = theory.start(parts);
    this.#trust = new LearnedTrust(theory.horizonBars);
    this.#score = new InformationScore(theory.horizonBars);
  }

  push(step: TheoryStep): void {
    this.#run.push(step);
    if (step.kind !== 'bar') return;
    this.#bars += 1;
    this.#settle(step.bar.close);
    this.#predict(step.bar.close);
  }

  /** Probability of a rise over the horizon as of the last bar; undefined until warm. */
  get upProbability(): number | undefined {
    return this.#newest?.lean === undefined ? undefined : this.#newest.probability;
  }

  read(): TheoryState {
    const { horizonBars, name } = this.#theory;
    const reading = this.#run.read();
    const { upProbability } = this;
    return {
      theory: name,
      bars: this.#bars,
      warmUp: this.#theory.warmUp(this.#parts.preset),
      ...(reading && { reading }),
      ...(upProbability !== undefined && { upProbability, baseRate: this.#baseRate }),
      trust: this.#isLearned ? this.#trust.share : 1,
      horizonBars,
      score: this.#score.read(),
    };
  }

  get #isLearned(): boolean {
    return this.#parts.preset === 'corrected';
  }

  get #baseRate(): number {
    return this.#rises / (this.#rises + this.#falls);
  }

  /** Holds the prediction of one horizon ago to the close of now. */
  #settle(close: number): void {
    const { horizonBars } = this.#theory;
    if (this.#waiting.length < horizonBars) return;
    const { baseRate, close: then, lean, probability } = this.#waiting[this.#next] as Prediction;
    if (close === then) return;
    const hasRisen = close > then;
    if (lean !== undefined) {
      this.#score.push(probability, baseRate, hasRisen);
      this.#trust.learn(lean, baseRate, hasRisen);
    }
    // Overlapping horizons tell no more together than those that do not overlap.
    if (hasRisen) this.#rises += 1 / horizonBars;
    else this.#falls += 1 / horizonBars;
  }

  #predict(close: number): void {
    const { lean } = this.#run;
    const baseRate = this.#baseRate;
    const word = this.#isLearned ? this.#trust.probability(lean ?? 0, baseRate) : (1 + (lean ?? 0)) / 2;
    const probability = clip(word, 1 - SUREST, SUREST);
    this.#newest = { close, lean, probability, baseRate };
    this.#waiting[this.#next] = this.#newest;
    this.#next = (this.#next + 1) % this.#theory.horizonBars;
  }
}
