import { notNegative, positive, wholeNumber } from '../../numerics/checked-numbers.ts';
import { clip } from '../../numerics/clip.ts';
import { lineSlope } from '../../numerics/line-slope.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { defineFormula, type MarketStep } from '../formula.ts';
import { FILTER, withReadings } from '../readings.ts';

const MINUTE_S = 60;
const DAY_S = 86_400;
/** Horizons in bars of a minute: 60 to 14400 s. */
const HORIZONS = [1, 5, 15, 60, 240] as const;
const LONGEST = 240;
const FEWEST_POINTS = 3;
const EXPONENTS = { least: 0.2, most: 0.9 } as const;
/** A move that dies out at once, and one that lasts for ever, as far as a number can tell. */
const SHORTEST_S = 1e-9;

/**
 * How many seconds to hold what a vote opens so that profit over time is greatest: the move after a vote
 * is taken to grow with a power of time, and the costs of a round trip are paid once. The first vote after a
 * close is followed over 1 to 240 minutes of closed bars where it is for a side; later ones have seen a part. `cost` is that of a round trip as a fraction of the price.
 * First value with the first fit, after `refit` votes for a side, each bar being followed by a vote.
 */
export const optimalHoldingPeriod = defineFormula({
  id: 'F333',
  key: 'optimal-holding-period',
  title: 'Optimal holding period from signal strength and cost',
  family: 'edge',
  output: { unit: 'seconds', min: 0 },
  role: 'filter',
  source:
    "Grinold, R. C. & Kahn, R. N., 'Active Portfolio Management', 2nd ed., McGraw-Hill, 2000 (information horizon against transaction cost); first-order condition worked out for this catalogue",
  catalogue: {
    inputs: ['external', 'bars'],
    params: {
      gamma: { unit: '1', meaning: 'growth exponent of the expected move with horizon; fitted in (0.2,0.9)' },
      refit: { unit: 'signals', meaning: 'refit' },
    },
    definition: `
      Expected signed move after a signal grows as m(h) = a*h^gamma (h in seconds; fit ln m on ln h over
      horizons 60, 300, 900, 3600, 14400 s with mean signed outcomes > 0; fewer than 3 positive means ->
      no trade). Round-trip cost c (id 318 plus impact 316). Profit rate (a*h^gamma - c)/h is maximal at
      h* = ( c/(a*(1-gamma)) )^(1/gamma); for gamma = 1/2: (2c/a)^2. Trades per day f* = 86400/h*. Best
      rate = a*gamma*h*^(gamma-1).
    `,
    update: 'Running means per horizon O(1) per signal; refit batch.',
    signal: `
      filter: minimum hold = h*; maximum frequency f* feeds id 334; h* > 86400 -> the signal is not
      traded.
    `,
    range: '(0,inf)',
  },
  defaults: { gamma: 0.5, refit: 100, cost: 0.001, group: 1 },
  input: 'step',
  reads: ['bar', 'vote'],
  readings: {
    ...FILTER,
    /** Trades a day at that holding period. */
    perDay: { unit: 'trades per day', min: 0 },
    /** Expected profit a second at that holding period. */
    rate: { unit: 'log return per second' },
    /** Growth exponent of the expected move. */
    exponent: { unit: '1', min: EXPONENTS.least, max: EXPONENTS.most },
  },
  warmUp: ({ refit }) => 2 * refit,

  start({ cost, gamma, refit }) {
    positive('cost', cost);
    wholeNumber('refit', refit);
    const moves = new MovesAfterVotes();
    let votes = 0;
    let hasFit = false;
    let growth: MoveGrowth | undefined;
    const holding = (): number | undefined => growth && holdingPeriod(growth, cost);
    let isAtClose = false;
    const onVote = (winner: -1 | 0 | 1): void => {
      if (!isAtClose) return;
      isAtClose = false;
      moves.vote(winner);
      if (winner === 0) return;
      votes += 1;
      if (votes % refit !== 0) return;
      growth = fitGrowth(moves.means(), gamma);
      hasFit = true;
    };

    return withReadings(
      (step: MarketStep) => {
        if (step.kind === 'bar') {
          moves.push(step.bar.close);
          isAtClose = true;
        }
        if (step.kind === 'vote') onVote(step.vote.winner);
        // Without a growth of moves nothing is worth holding, which is said by an endless period.
        return hasFit ? (holding() ?? Number.MAX_VALUE) : undefined;
      },
      {
        gate: () => ((holding() ?? Infinity) <= DAY_S ? 1 : 0),
        perDay: () => DAY_S / (holding() ?? Infinity),
        rate: () => growth && bestRate(growth, cost),
        exponent: () => growth?.exponent,
      },
    );
  },
});

/** Mean log moves in the direction of earlier votes, over several horizons. */
class MovesAfterVotes {
  readonly #logs = new RecentValues(LONGEST + 1);
  readonly #sides = new RecentValues(LONGEST + 1);
  readonly #sums = new Float64Array(HORIZONS.length);
  readonly #counts = new Float64Array(HORIZONS.length);

  /** Takes in the close of a minute, before the vote at that close. */
  push(close: number): void {
    this.#logs.push(Math.log(close));
    this.#sides.push(0);
    for (const [i, horizon] of HORIZONS.entries()) {
      const side = this.#sides.at(horizon);
      if (!(Math.abs(side) === 1)) continue;
      this.#sums[i] = (this.#sums[i] as number) + side * (this.#logs.at(0) - this.#logs.at(horizon));
      this.#counts[i] = (this.#counts[i] as number) + 1;
    }
  }

  vote(side: -1 | 0 | 1): void {
    this.#sides.replaceNewest(side);
  }

  /** Horizon in seconds and mean move; NaN where no vote was that long ago. */
  means(): readonly (readonly [seconds: number, mean: number])[] {
    return HORIZONS.map((bars, i) => [
      bars * MINUTE_S,
      (this.#sums[i] as number) / (this.#counts[i] as number),
    ]);
  }
}

/** The expected move after h seconds: `scale * h ** exponent`. */
export interface MoveGrowth {
  readonly scale: number;
  readonly exponent: number;
}

/**
 * Fits a power of time to mean moves above zero; undefined with fewer than three of them. The exponent is
 * fitted where they span one, `usual` otherwise.
 */
export function fitGrowth(
  means: readonly (readonly [seconds: number, mean: number])[],
  usual: number,
): MoveGrowth | undefined {
  const points = means.filter(([, mean]) => mean > 0 && Number.isFinite(mean));
  if (points.length < FEWEST_POINTS) return undefined;
  const x = points.map(([seconds]) => Math.log(seconds));
  const y = points.map(([, mean]) => Math.log(mean));
  const slope = lineSlope(x, y);
  const exponent = clip(Number.isFinite(slope) ? slope : usual, EXPONENTS.least, EXPONENTS.most);
  const level = y.reduce((sum, each, i) => sum + each - exponent * (x[i] as number), 0) / points.length;
  return { scale: Math.exp(level), exponent };
}

/** Seconds after which a move has earned most a second, the cost paid once; at most the largest number there is. */
export function holdingPeriod({ exponent, scale }: MoveGrowth, cost: number): number {
  const seconds = (notNegative('cost', cost) / (scale * (1 - exponent))) ** (1 / exponent);
  return clip(seconds, SHORTEST_S, Number.MAX_VALUE);
}

/** What is earned a second at the best holding period. */
export const bestRate = (growth: MoveGrowth, cost: number): number =>
  growth.scale * growth.exponent * holdingPeriod(growth, cost) ** (growth.exponent - 1);
