import { quantileOfSorted } from '../../numerics/quantile.ts';
import { Random } from '../../numerics/random.ts';
import type { SizingRule } from './size-request.ts';

const DRAWS = 400;
/** Which growth a size is judged by: a fifth of what is believable is worse. */
const PERCENTILE = 0.2;
/** Shares of equity tried, besides none. */
const TRIED = 50;

/** A bet as it may be: chance of a win, and what a win and a loss are, as fractions of the notional. */
interface Bet {
  readonly p: number;
  readonly win: number;
  readonly loss: number;
}

/**
 * Kelly corrected: many bets are drawn that would all agree with the trades so far, chance of a win from its
 * Beta posterior and mean win and loss by the Bayesian bootstrap. The notional is the one whose growth, at the
 * 20th percentile of the draws, is largest; nothing where none grows there. A few trades are answered with
 * nothing or next to it. The loss is never taken for less than that at the stop.
 *
 * Source: Rubin (1981), The Bayesian Bootstrap, Annals of Statistics 9(1).
 */
export const kellyPosterior: SizingRule = (request) => {
  const { equityQuote, settings, tradeReturns } = request;
  if (settings.kelly !== 'corrected') return undefined;
  const wins = tradeReturns.filter((each) => each > 0);
  const losses = tradeReturns.filter((each) => each <= 0).map(Math.abs);
  const atStop = Math.abs(request.entryTicks - request.stopTicks) / request.entryTicks;
  if (wins.length === 0 || tradeReturns.length < 2) return 0;
  const bets = drawBets(wins, losses, { atStop, seed: request.seed });
  const most = Math.min(settings.kellyCap / atStop, request.limits.leverage);
  return bestShare(bets, most) * equityQuote;
};

function drawBets(
  wins: readonly number[],
  losses: readonly number[],
  { atStop, seed }: { readonly atStop: number; readonly seed: number },
): Bet[] {
  const random = new Random(seed);
  return Array.from({ length: DRAWS }, () => {
    const forWin = gammaOfWhole(random, wins.length + 1);
    const forLoss = gammaOfWhole(random, losses.length + 1);
    return {
      p: forWin / (forWin + forLoss),
      win: weightedMean(random, wins),
      loss: losses.length === 0 ? atStop : Math.max(weightedMean(random, losses), Number.MIN_VALUE),
    };
  });
}

/** A gamma variate of a whole shape: the sum of as many exponential ones. */
function gammaOfWhole(random: Random, shape: number): number {
  let sum = 0;
  for (let i = 0; i < shape; i += 1) sum += random.exponential(1);
  return sum;
}

/** The mean under weights drawn from all that are possible. */
function weightedMean(random: Random, values: readonly number[]): number {
  let weights = 0;
  let sum = 0;
  for (const value of values) {
    const weight = random.exponential(1);
    weights += weight;
    sum += weight * value;
  }
  return sum / weights;
}

/** The share of equity, up to `most`, whose growth at the percentile is largest; 0 where none is above zero. */
function bestShare(bets: readonly Bet[], most: number): number {
  let best = 0;
  let bestGrowth = 0;
  for (let step = 1; step <= TRIED; step += 1) {
    const share = (most * step) / TRIED;
    const growths = bets.map((bet) => growthOf(bet, share)).toSorted((a, b) => a - b);
    const growth = quantileOfSorted(growths, PERCENTILE) as number;
    if (growth > bestGrowth) {
      best = share;
      bestGrowth = growth;
    }
  }
  return best;
}

/** Mean log growth of equity a bet with a share of it put in; a bet that could lose everything never grows. */
function growthOf({ loss, p, win }: Bet, share: number): number {
  const left = 1 - share * loss;
  return left > 0 ? p * Math.log1p(share * win) + (1 - p) * Math.log(left) : -Infinity;
}
