import { wholeNumber } from '../../numerics/checked-numbers.ts';
import { deflatedSharpe, expectedMaximumSharpe } from '../../numerics/deflated-sharpe.ts';
import type { MeasuredSharpe } from '../../numerics/probabilistic-sharpe.ts';
import { sampleShape } from '../../numerics/sample-shape.ts';
import { defineFormula, type MarketStep } from '../formula.ts';
import { FILTER, withReadings } from '../readings.ts';
import type { StrategyReturns } from '../step-contents.ts';

const DAY_MS = 86_400_000;
const NOTHING = 1e-12;

/**
 * Probability that the strategy with the best Sharpe ratio has more behind it than the luck of having been
 * chosen. Returns are simple ones of UTC days. The trials are at least the strategies that ever ran; with more
 * than one of them two must have returns that vary, so that the ratios have a variance. Warm with two days.
 */
export const deflatedSharpeRatio = defineFormula({
  id: 'F310',
  key: 'deflated-sharpe-ratio',
  title: 'Deflated Sharpe ratio',
  family: 'edge',
  output: { unit: 'probability', min: 0, max: 1 },
  role: 'filter',
  source:
    "Bailey, D. H. & Lopez de Prado, M., 'The Deflated Sharpe Ratio: Correcting for Selection Bias, Backtest Overfitting and Non-Normality', Journal of Portfolio Management 40(5), 2014",
  catalogue: {
    inputs: ['external', 'returns'],
    params: {
      trials: { unit: 'count', meaning: 'number of independent configurations tried, kept by the optimiser' },
      window: { unit: 'returns', meaning: '0 = the whole paper-trading record' },
      pass: { unit: 'probability', meaning: 'threshold' },
    },
    definition: `
      Per-period (not annualised) Sharpe SR = mean/std (ddof 1) of T strategy returns, skewness g3 and
      kurtosis g4 (ddof 0, g4 = 3 for normal). V = variance (ddof 1) of the Sharpe ratios of the trials.
      SR0 = sqrt(V)*((1-g)*PhiInv(1-1/N) + g*PhiInv(1-1/(N*e))), g = 0.5772156649015329, N = trials (N = 1
      -> SR0 = 0). DSR = Phi( (SR-SR0)*sqrt(T-1) / sqrt(1 - g3*SR + (g4-1)/4*SR^2) ). Radicand floored at
      1e-12.
    `,
    update: 'Running moments O(1).',
    signal: `
      filter: strategy may leave paper trading only if DSR >= pass; confidence of its votes is multiplied
      by DSR.
    `,
    range: '[0,1]',
  },
  defaults: { trials: 1, window: 0, pass: 0.95 },
  input: 'step',
  reads: ['strategy-returns'],
  barMs: DAY_MS,
  readings: {
    ...FILTER,
    /** 1 where the best strategy may leave paper trading. */
    passes: { unit: '1', min: 0, max: 1, neutral: 0 },
    /** Sharpe ratio a day of the best strategy. */
    sharpe: { unit: 'per day' },
    /** The largest one to expect without any skill. */
    expectedMaximum: { unit: 'per day', min: 0 },
  },
  warmUp: () => 2,

  start({ pass, trials, window }) {
    wholeNumber('trials', trials);
    wholeNumber('window', window, 0);
    if (!(pass >= 0 && pass <= 1)) throw new RangeError(`pass must lie in 0 to 1, was ${pass}`);
    const records = new StrategyRecords(window);
    let best: DeflatedBest | undefined;

    return withReadings(
      (step: MarketStep) => {
        if (step.kind !== 'strategy-returns') return undefined;
        if (records.push(step.time, step.strategies)) {
          const { all } = records;
          const isRunning = (place: number) => all[place]?.isRunning === true;
          best = deflatedBest(
            all.map(({ days }) => days),
            trials,
            isRunning,
          );
        }
        return best?.probability;
      },
      {
        gate: () => best?.probability,
        passes: () => ((best?.probability ?? 0) >= pass ? 1 : 0),
        sharpe: () => best?.sharpe,
        expectedMaximum: () => best?.expectedMaximum,
      },
    );
  },
});

/** The best of some strategies and how far to believe it. */
export interface DeflatedBest {
  readonly place: number;
  readonly sharpe: number;
  readonly sharpes: readonly number[];
  /** Variance of the Sharpe ratios. */
  readonly variance: number;
  readonly expectedMaximum: number;
  readonly probability: number;
}

/**
 * Chosen among the candidates of some strategies with these returns, of at least `trials` that were tried;
 * undefined where none can be measured.
 */
export function deflatedBest(
  returns: readonly ArrayLike<number>[],
  trials: number,
  isCandidate: (place: number) => boolean = () => true,
): DeflatedBest | undefined {
  const measured = returns.map(measuredSharpe);
  const sharpes = measured.map((each) => each?.sharpe ?? NaN);
  const known = sharpes.filter(Number.isFinite);
  const place = sharpes.indexOf(
    Math.max(...sharpes.filter((each, i) => isCandidate(i) && !Number.isNaN(each))),
  );
  const best = measured[place];
  const tried = Math.max(trials, returns.length);
  const variance = sampleVariance(known);
  if (best === undefined || (tried > 1 && Number.isNaN(variance))) return undefined;
  const all = { trials: tried, variance: tried > 1 ? variance : 0 };
  const expectedMaximum = expectedMaximumSharpe(all);
  const probability = deflatedSharpe(best, all);
  if (probability === undefined) return undefined;
  return { place, sharpe: best.sharpe, sharpes, variance, expectedMaximum, probability };
}

/** Undefined below two returns and where they do not vary. */
function measuredSharpe(returns: ArrayLike<number>): MeasuredSharpe | undefined {
  const { count, kurtosis, mean, skewness, variance } = sampleShape(returns);
  const deviation = Math.sqrt((variance * count) / (count - 1));
  return deviation > NOTHING ? { sharpe: mean / deviation, count, skewness, kurtosis } : undefined;
}

/** NaN of fewer than two. */
function sampleVariance(values: readonly number[]): number {
  const { count, variance } = sampleShape(values);
  return count < 2 ? NaN : (variance * count) / (count - 1);
}

/** The record of one strategy: simple returns of UTC days. */
interface StrategyRecord {
  readonly days: number[];
  /** Log return of the day so far; undefined where it has not run on it. */
  today: number | undefined;
  isRunning: boolean;
}

/** Records of all strategies that ever ran; one that was stopped stays a trial. */
class StrategyRecords {
  readonly #window: number;
  readonly #records = new Map<string, StrategyRecord>();
  #day = NaN;

  /** Remembers the last `window` days; all of them where it is 0. */
  constructor(window: number) {
    this.#window = window;
  }

  get all(): readonly StrategyRecord[] {
    return [...this.#records.values()];
  }

  /** Takes in log returns over a bar that closed at `time`; whether a day is complete. */
  push(time: number, { names, returns }: StrategyReturns): boolean {
    const day = Math.ceil(time / DAY_MS);
    const wasOpen = day !== this.#day && this.#endDay();
    this.#day = day;
    for (const record of this.#records.values()) record.isRunning = false;
    names.forEach((name, i) => {
      const record = this.#recordOf(name);
      record.isRunning = true;
      record.today = (record.today ?? 0) + (returns[i] as number);
    });
    const isComplete = time % DAY_MS === 0 && this.#endDay();
    if (isComplete) this.#day = NaN;
    return wasOpen || isComplete;
  }

  #recordOf(name: string): StrategyRecord {
    const known = this.#records.get(name);
    if (known !== undefined) return known;
    const record = { days: [], today: undefined, isRunning: true };
    this.#records.set(name, record);
    return record;
  }

  /** Puts the day to the others; whether there was one. */
  #endDay(): boolean {
    if (Number.isNaN(this.#day)) return false;
    for (const record of this.#records.values()) {
      if (record.today === undefined) continue;
      record.days.push(Math.expm1(record.today));
      record.today = undefined;
      if (this.#window > 0 && record.days.length > this.#window) record.days.shift();
    }
    return true;
  }
}
