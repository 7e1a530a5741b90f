import { positive, wholeNumber } from '../../../numerics/checked-numbers.ts';
import { clip } from '../../../numerics/clip.ts';
import { begunRing, grownRing } from '../../../numerics/growing-ring.ts';
import { CompensatedSum } from '../../../numerics/compensated-sum.ts';
import { defineFormula, noValue } from '../../formula.ts';
import { withReadings } from '../../readings.ts';

const SCALES = [1, 5, 15, 60, 300];
const LONGEST = 300;
const SECOND_MS = 1000;
const HOUR_SEC = 3600;
const RELAXED = 0.9;

const ofScales = <Value>(value: (place: number) => Value): Record<string, Value> =>
  Object.fromEntries(SCALES.map((scale, place) => [`correlation${scale}`, value(place)]));

/**
 * Correlation of own trade prices with the leader's over five minutes, and how much of it is left when they
 * are sampled faster, where one has not yet heard of the other. Prices are sampled every second, the last
 * before it; blocks follow each other from the first second both are known. Warm after `window` hours.
 */
export const eppsCorrelationScale = defineFormula({
  id: 'F357',
  key: 'epps-correlation-scale',
  title: 'Epps effect: correlation against sampling scale',
  family: 'multiscale',
  output: { unit: 'correlation', min: -1, max: 1 },
  role: 'context',
  source:
    "Epps, T. W., 'Comovements in Stock Prices in the Very Short Run', Journal of the American Statistical Association 74, 1979",
  catalogue: {
    inputs: ['bars', 'external'],
    params: {
      scales: { fixed: [1, 5, 15, 60, 300], unit: 's or base bars', meaning: 'aggregation' },
      window: { unit: 'h', meaning: 'sample' },
    },
    definition: `
      Two synchronised base log-return series (previous-tick sampling). Scale k: non-overlapping sums of k
      returns; realised correlation rho_k = sum A B/sqrt(sum A^2 sum B^2). Epps ratio =
      rho_{k1}/rho_{kmax}. Relaxation scale = smallest k with rho_k >= 0.9*rho_kmax (sign-adjusted).
    `,
    update: 'Rolling block sums O(number of scales) per base bar.',
    signal: `
      context: pair, lead-lag and hedge formulas are evaluated at or above the relaxation scale; hedge
      ratio uses rho_kmax.
    `,
    range: '[-1,1]',
  },
  defaults: { window: 6 },
  input: 'step',
  reads: ['trade', 'peer-trade'],
  readings: {
    /** Correlation of returns over so many seconds; none where one of the two did not move. */
    ...ofScales(() => ({ unit: 'correlation', min: -1, max: 1 })),
    /** Correlation over one second in units of that over five minutes. */
    eppsRatio: { unit: 'ratio' },
    /** Shortest of the five scales at which nine tenths of the correlation are there. */
    relaxation: { unit: 's', min: 1, max: LONGEST },
  },
  warmUp: () => 3,
  warmUpMs: ({ window }) => SECOND_MS * (HOUR_SEC * window + 1),

  start({ window }) {
    const seconds = Math.round(HOUR_SEC * positive('a window', window));
    if (seconds < 2 * LONGEST) {
      throw new RangeError(`a window must hold two blocks of ${LONGEST} s, was ${seconds} s`);
    }
    const scales = SCALES.map((scale) => new BlockCorrelation(scale, Math.floor(seconds / scale)));
    const slowest = scales.at(-1) as BlockCorrelation;
    const own = new SecondlyReturns();
    const leader = new SecondlyReturns();
    let second = -1;

    const sample = () => {
      const ownReturn = own.sample();
      const leaderReturn = leader.sample();
      for (let i = 0; i < scales.length; i += 1)
        (scales[i] as BlockCorrelation).push(ownReturn, leaderReturn);
    };
    return withReadings(
      (step) => {
        if (step.kind !== 'trade' && step.kind !== 'peer-trade') return noValue();
        if (step.kind === 'peer-trade' && !step.trade.isLeader) return slowest.value;
        const current = Math.floor(step.time / SECOND_MS);
        if (own.isKnown && leader.isKnown) {
          // After a silence longer than the window every second in it is still anyway.
          const missed = Math.min(current - second, seconds + LONGEST);
          for (let i = 0; i < missed; i += 1) sample();
        }
        second = current;
        (step.kind === 'trade' ? own : leader).price = step.trade.price;
        return slowest.value;
      },
      {
        ...ofScales((place) => () => scales[place]?.value),
        eppsRatio: () => eppsRatio(scales.map(({ value }) => value ?? NaN)),
        relaxation: () => SCALES[relaxedAt(scales.map(({ value }) => value ?? NaN))],
      },
    );
  },
});

/** Correlation at the fastest scale in units of that at the slowest. */
export function eppsRatio(correlations: readonly number[]): number {
  return (correlations[0] as number) / (correlations.at(-1) as number);
}

/** Place of the fastest scale at which nine tenths of the correlation at the slowest are there, with its sign. */
export function relaxedAt(correlations: readonly number[]): number {
  const slowest = correlations.at(-1) as number;
  return correlations.findIndex((each) => each * Math.sign(slowest) >= RELAXED * Math.abs(slowest));
}

/** The last price, second by second. */
class SecondlyReturns {
  price = NaN;
  #sampled = NaN;

  get isKnown(): boolean {
    return !Number.isNaN(this.price);
  }

  /** Log return since the last sample; NaN at the first. */
  sample(): number {
    const logReturn = Math.log(this.price / this.#sampled);
    this.#sampled = this.price;
    return logReturn;
  }
}

/** Correlation around 0 of two series summed up in blocks that follow each other, over the last `blocks`. */
export class BlockCorrelation {
  readonly #length: number;
  readonly #most: number;
  /** Sums of the blocks in the window, in the order of time from the oldest at `next` on. */
  #blocksX: Float64Array;
  #blocksY: Float64Array;
  readonly #xx = new CompensatedSum();
  readonly #yy = new CompensatedSum();
  readonly #xy = new CompensatedSum();
  #next = 0;
  #blocks = 0;
  #count = 0;
  #sumX = 0;
  #sumY = 0;
  #correlation = NaN;

  constructor(length: number, blocks: number) {
    this.#length = length;
    this.#most = wholeNumber('a window', blocks);
    this.#blocksX = begunRing(blocks);
    this.#blocksY = begunRing(blocks);
  }

  /** As of the last whole block; undefined before there are enough and where one does not move. */
  get value(): number | undefined {
    return Number.isNaN(this.#correlation) ? undefined : this.#correlation;
  }

  /** Takes in one return of each; what is NaN is left out. */
  push(x: number, y: number): void {
    if (Number.isNaN(x)) return;
    this.#sumX += x;
    this.#sumY += y;
    this.#count += 1;
    if (this.#count < this.#length) return;
    this.#turn(this.#sumX, this.#sumY);
    this.#count = 0;
    this.#sumX = 0;
    this.#sumY = 0;
    if (this.#blocks < this.#most) return;
    const xx = this.#xx.value;
    const yy = this.#yy.value;
    const xy = this.#xy.value;
    const scale = Math.sqrt(Math.max(0, xx)) * Math.sqrt(Math.max(0, yy));
    this.#correlation = scale > 1e-24 ? clip(xy / scale, -1, 1) : NaN;
  }

  /** Takes in a block and lets the oldest go where the window is full. */
  #turn(x: number, y: number): void {
    if (this.#next === this.#blocksX.length) {
      this.#blocksX = grownRing(this.#blocksX, this.#most);
      this.#blocksY = grownRing(this.#blocksY, this.#most);
    }
    this.#xx.add(x * x);
    this.#yy.add(y * y);
    this.#xy.add(x * y);
    const oldX = this.#blocksX[this.#next] as number;
    const oldY = this.#blocksY[this.#next] as number;
    if (this.#blocks === this.#most) {
      this.#xx.add(-(oldX * oldX));
      this.#yy.add(-(oldY * oldY));
      this.#xy.add(-(oldX * oldY));
    } else this.#blocks += 1;
    this.#blocksX[this.#next] = x;
    this.#blocksY[this.#next] = y;
    this.#next = this.#next + 1 === this.#most ? 0 : this.#next + 1;
  }
}
