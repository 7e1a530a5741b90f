import { z } from 'zod';
import { type PlattScaling, plattProbability, plattScaling } from '../../numerics/platt-scaling.ts';

/** How much a vote without any record may add to one half, per unit of conviction (formula 399). */
const TILT = 0.1;

const finite = z.number().refine(Number.isFinite, 'must be finite');

/** What was learned from votes that ended, as plain data. Lists run from the oldest to the newest. */
export const voteMemory = z.strictObject({
  version: z.literal(1),
  convictions: z.array(finite).readonly(),
  /** In bps of the notional, before costs. */
  gains: z.array(finite).readonly(),
  /** Outcomes since the line was fitted. */
  sinceFit: z.number().int().min(0),
  line: z.strictObject({ slope: finite, offset: finite }).readonly().optional(),
});

export type VoteMemory = Readonly<z.output<typeof voteMemory>>;

/** How many outcomes are looked back on, from how many on, and after how many the line is fitted again. */
export interface CalibrationTerms {
  readonly window: number;
  readonly refit: number;
  readonly fewest: number;
}

/** What votes came to, in bps of their notional before costs, over the window. */
export interface VoteWorth {
  readonly count: number;
  /** How many ended above zero. */
  readonly wins: number;
  /** Undefined before the first. */
  readonly meanBps: number | undefined;
  /** Standard error of the mean; undefined below two. */
  readonly errorBps: number | undefined;
}

/** What is taken for the win probability of a vote while too few outcomes are known. */
export const assumedWinProbability = (conviction: number): number => 0.5 + TILT * conviction;

/**
 * How often votes of a conviction, the size of the signal times the confidence, ended in a gain: formula 399
 * on the outcomes of the three barriers, of votes nobody traded too.
 *
 * Source: Platt (1999), Probabilistic Outputs for Support Vector Machines.
 */
export class VoteCalibration {
  readonly #terms: CalibrationTerms;
  #convictions: number[] = [];
  #gains: number[] = [];
  #sinceFit = 0;
  #line: PlattScaling | undefined;
  #base = NaN;
  #worth: VoteWorth | undefined;
  #written: VoteMemory | undefined;

  /** @throws {z.ZodError} when `memory` is not one of a calibration. */
  constructor(terms: CalibrationTerms, memory?: unknown) {
    this.#terms = terms;
    if (memory === undefined) return;
    const { convictions, gains, line, sinceFit } = voteMemory.parse(memory);
    const from = Math.max(0, convictions.length - terms.window);
    this.#convictions = convictions.slice(from);
    this.#gains = gains.slice(from);
    this.#sinceFit = sinceFit;
    this.#line = line;
  }

  get worth(): VoteWorth {
    this.#worth ??= worthOf(this.#gains);
    return this.#worth;
  }

  /** Probability of a gain averaged over the outcomes of the window; undefined before there is a line. */
  get base(): number | undefined {
    const line = this.#line;
    if (line === undefined) return undefined;
    if (Number.isNaN(this.#base)) {
      const sum = this.#convictions.reduce((total, each) => total + plattProbability(line, each), 0);
      this.#base = sum / this.#convictions.length;
    }
    return this.#base;
  }

  /** Takes in the outcome of a vote. */
  push(conviction: number, gainBps: number): void {
    const { fewest, refit, window } = this.#terms;
    this.#convictions.push(conviction);
    this.#gains.push(gainBps);
    if (this.#gains.length > window) {
      this.#convictions.shift();
      this.#gains.shift();
    }
    this.#sinceFit += 1;
    this.#worth = this.#written = undefined;
    this.#base = NaN;
    if (this.#gains.length < fewest || (this.#line !== undefined && this.#sinceFit < refit)) return;
    this.#line = plattScaling(
      this.#convictions,
      this.#gains.map((gain) => (gain > 0 ? 1 : 0)),
    );
    this.#sinceFit = 0;
  }

  /** Probability that a vote of this conviction ends in a gain; undefined before there is a line. */
  probability(conviction: number): number | undefined {
    return this.#line && plattProbability(this.#line, conviction);
  }

  /** The same object until another outcome comes; undefined before the first. */
  memory(): VoteMemory | undefined {
    if (this.#gains.length === 0) return undefined;
    this.#written ??= Object.freeze({
      version: 1,
      convictions: Object.freeze([...this.#convictions]),
      gains: Object.freeze([...this.#gains]),
      sinceFit: this.#sinceFit,
      ...(this.#line && { line: this.#line }),
    });
    return this.#written;
  }
}

function worthOf(gains: readonly number[]): VoteWorth {
  const count = gains.length;
  const wins = gains.filter((gain) => gain > 0).length;
  if (count === 0) return { count, wins, meanBps: undefined, errorBps: undefined };
  const meanBps = gains.reduce((sum, gain) => sum + gain, 0) / count;
  const squares = gains.reduce((sum, gain) => sum + (gain - meanBps) ** 2, 0);
  return { count, wins, meanBps, errorBps: count > 1 ? Math.sqrt(squares / (count - 1) / count) : undefined };
}
