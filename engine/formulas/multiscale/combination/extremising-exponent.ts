import { RecentValues } from '../../../numerics/recent-values.ts';
import { goldenSection } from '../../../numerics/golden-section.ts';
import type { Fit, FitJob, FitModel } from '../../refit.ts';

const WINDOW = 500;
const EVERY = 25;
/** Outcomes that an exponent of 1 counts for. */
const PRIOR = 200;
const LEAST = 1;
const MOST = 2.5;

/** Pooled log odds at the first words after each close and whether the next bar rose; a bar without a move is no outcome. */
export class ExtremisingOutcomes {
  readonly #logOdds = new RecentValues(WINDOW);
  readonly #rises = new RecentValues(WINDOW);
  #close = NaN;
  #said = NaN;
  #saidAt = NaN;
  #sinceFit = 0;

  push(close: number): void {
    const move = close - this.#close;
    this.#close = close;
    if (Number.isFinite(this.#said) && Number.isFinite(move) && move !== 0) {
      this.#logOdds.push(this.#said);
      this.#rises.push(move > 0 ? 1 : 0);
      this.#sinceFit += 1;
    }
    this.#said = NaN;
    this.#saidAt = NaN;
  }

  /** Takes in what all say at a time. What is said later, before the next close, has seen a part of the move. */
  say(logOdds: number, time: number): void {
    if (Number.isNaN(this.#saidAt)) this.#saidAt = time;
    if (time === this.#saidAt) this.#said = logOdds;
  }

  due(): FitJob | undefined {
    if (this.#sinceFit < EVERY) return undefined;
    this.#sinceFit = 0;
    return { params: {}, data: { logOdds: this.#logOdds.toArray(), rises: this.#rises.toArray() } };
  }
}

/**
 * The exponent from 1 to 2.5 under which the pool would have had the best mean log score, drawn toward 1 as if
 * 200 more outcomes spoke for it.
 */
export const fitExponent: Fit = ({ data }): FitModel | undefined => {
  const logOdds = data['logOdds'] ?? new Float64Array();
  const rises = data['rises'] ?? new Float64Array();
  const { length } = logOdds;
  if (length === 0) return undefined;
  const loss = (exponent: number): number => {
    let sum = 0;
    for (let i = 0; i < length; i += 1) {
      const toward = (rises[i] as number) > 0 ? (logOdds[i] as number) : -(logOdds[i] as number);
      sum += Math.log1p(Math.exp(-exponent * toward));
    }
    return sum;
  };
  const best = goldenSection(loss, { from: LEAST, to: MOST, tolerance: 1e-6 });
  return [(length * best + PRIOR * LEAST) / (length + PRIOR)];
};
