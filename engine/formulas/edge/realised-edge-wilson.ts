import { wholeNumber, positive } from '../../numerics/checked-numbers.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { defineFormula, type MarketStep } from '../formula.ts';
import { FILTER, withReadings } from '../readings.ts';

/** What is let through of a strategy too young to judge, and of one whose edge may be chance. */
const YOUNG = 0.25;
const UNSURE = 0.5;

/**
 * What a trade of the last ones would earn on average, as a fraction of its notional, if the win rate were
 * as low as the trades still allow. Closed trades of all strategies of the instrument count. Warm with the
 * first.
 */
export const realisedEdgeWilson = defineFormula({
  id: 'F331',
  key: 'realised-edge-wilson',
  title: 'Realised edge per trade with Wilson lower bound',
  family: 'edge',
  output: { unit: 'fraction per trade' },
  role: 'filter',
  source:
    "Wilson, E. B., 'Probable Inference, the Law of Succession, and Statistical Inference', Journal of the American Statistical Association 22, 1927; thresholds: source document 003",
  catalogue: {
    inputs: ['external'],
    params: {
      window: { unit: 'closed trades', meaning: 'sample per strategy' },
      z: { unit: '1', meaning: 'one-sided 95%' },
      min_trades: { unit: 'closed trades', meaning: 'warm-up' },
      min_edge: { unit: 'fraction', meaning: "seed's validation threshold" },
    },
    definition: `
      Net returns R of the strategy's last n closed trades. p = share of R > 0 (R = 0 counts as a loss),
      W, L = mean win and mean absolute loss (no wins or no losses: W or L = 0). Wilson lower bound p_lo =
      ( p + z^2/(2n) - z*sqrt(p(1-p)/n + z^2/(4n^2)) )/(1+z^2/n). Edge = p*W - (1-p)*L; lower edge =
      p_lo*W - (1-p_lo)*L. Value = lower edge.
    `,
    update: 'O(1) per closed trade.',
    signal: `
      filter: n < min_trades -> size x0.25; lower edge > min_edge -> x1; edge > 0 >= lower edge -> x0.5;
      edge <= 0 -> strategy paused (paper only).
    `,
    range: 'real',
  },
  defaults: { window: 200, z: 1.645, min_trades: 30, min_edge: 0.0005 },
  input: 'step',
  reads: ['closed-trade'],
  readings: {
    ...FILTER,
    /** The same with the win rate as it was. */
    edge: { unit: 'fraction per trade' },
    winRate: { unit: 'probability', min: 0, max: 1 },
    lowestWinRate: { unit: 'probability', min: 0, max: 1 },
  },
  warmUp: () => 1,

  start({ min_edge: leastEdge, min_trades: fewest, window, z }) {
    const returns = new RecentValues(wholeNumber('window', window));
    positive('z', z);
    let found: RealisedEdge = { winRate: 0, lowestWinRate: 0, edge: 0, lowestEdge: 0 };
    const gate = (): number => {
      if (returns.count < fewest) return YOUNG;
      if (found.edge <= 0) return 0;
      return found.lowestEdge > leastEdge ? 1 : UNSURE;
    };

    return withReadings(
      (step: MarketStep) => {
        if (step.kind !== 'closed-trade') return undefined;
        returns.push(step.trade.netReturn);
        found = realisedEdge(outcomesOf(returns), z);
        return found.lowestEdge;
      },
      {
        gate,
        edge: () => found.edge,
        winRate: () => found.winRate,
        lowestWinRate: () => found.lowestWinRate,
      },
    );
  },
});

/** How many of some trades won, and what wins and losses were on average, both not below zero. */
export interface TradeOutcomes {
  readonly count: number;
  readonly wins: number;
  readonly meanWin: number;
  readonly meanLoss: number;
}

/** Win rate and edge as they were, and the lowest the trades still allow. */
export interface RealisedEdge {
  readonly winRate: number;
  readonly lowestWinRate: number;
  readonly edge: number;
  readonly lowestEdge: number;
}

/** Judges trades at `z` standard errors of the score interval (Wilson 1927). */
export function realisedEdge({ count, meanLoss, meanWin, wins }: TradeOutcomes, z: number): RealisedEdge {
  const p = wins / count;
  const square = z * z;
  const spread = z * Math.sqrt((p * (1 - p)) / count + square / (4 * count * count));
  // At no win at all rounding may leave the bound a little below zero.
  const low = Math.max(0, (p + square / (2 * count) - spread) / (1 + square / count));
  const edgeAt = (rate: number): number => rate * meanWin - (1 - rate) * meanLoss;
  return { winRate: p, lowestWinRate: low, edge: edgeAt(p), lowestEdge: edgeAt(low) };
}

/** A return of exactly zero is a loss. */
function outcomesOf(returns: RecentValues): TradeOutcomes {
  let wins = 0;
  let won = 0;
  let lost = 0;
  for (let age = 0; age < returns.count; age += 1) {
    const each = returns.at(age);
    if (each > 0) {
      wins += 1;
      won += each;
    } else lost -= each;
  }
  const losses = returns.count - wins;
  return {
    count: returns.count,
    wins,
    meanWin: wins > 0 ? won / wins : 0,
    meanLoss: losses > 0 ? lost / losses : 0,
  };
}
