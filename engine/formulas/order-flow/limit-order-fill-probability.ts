import type { Quote } from '../../domain/market/quote.ts';
import { clip } from '../../numerics/clip.ts';
import { notNegative, positive, wholeNumber } from '../../numerics/checked-numbers.ts';
import { GridPoints } from '../../numerics/grid-points.ts';
import { normalCdf } from '../../numerics/normal-distribution.ts';
import { RollingMoments } from '../../numerics/rolling-moments.ts';
import { defineFormula } from '../formula.ts';
import { COST, withReadings } from '../readings.ts';
import { ObservedTick } from './observed-tick.ts';

const SECOND_MS = 1000;
const BPS = 10_000;

/**
 * Probability that an order to buy at the best bid is filled within `horizon` seconds: that the mid, which
 * wanders with the volatility of the last `sigma_window` seconds and the drift `mu` (log per second), gets as
 * low as the bid and `queue_ticks` below, for those who queue before us. A tick of 0 is the smallest
 * difference of prices seen so far; `maker` and `taker` are the fees, as fractions. Warm after
 * `sigma_window` seconds.
 */
export const limitOrderFillProbability = defineFormula({
  id: 'F255',
  key: 'limit-order-fill-probability',
  title: 'Limit-order fill probability (first passage)',
  family: 'order-flow',
  output: { unit: 'probability', min: 0, max: 1 },
  role: 'cost',
  source:
    "Lo, A. W., MacKinlay, A. C. & Zhang, J., 'Econometric models of limit-order executions', Journal of Financial Economics 65(1), 2002 (first-passage benchmark)",
  catalogue: {
    inputs: ['bars', 'book'],
    params: {
      horizon: { unit: 's', meaning: 'order life T' },
      queue_ticks: {
        unit: 'ticks',
        meaning: 'extra distance the price must trade through to represent queue position',
      },
      sigma_window: { unit: 's', meaning: 'window of the volatility estimate' },
    },
    definition: `
      Buy limit at P_l below mid M: d = ln(M/P_l) + queue_ticks*tick/M; sigma = per-sqrt-second std of log
      mid changes (zero mean, sampled every second over sigma_window), drift mu (default 0) in log per
      second. P(fill by T) = Phi((-d - mu*T)/(sigma*sqrt(T))) + exp(-2*mu*d/sigma^2)*Phi((-d +
      mu*T)/(sigma*sqrt(T))). For mu = 0: 2*Phi(-d/(sigma*sqrt T)). Sell side: mirror (mu -> -mu). sigma <
      1e-12 -> 0 if d > 0 else 1.
    `,
    update: 'O(1).',
    signal: `
      cost: expected entry cost of a passive order = p*(maker fee) + (1-p)*(taker fee + half spread +
      expected adverse move d); the router picks passive when lower.
    `,
    range: '[0,1]',
  },
  defaults: { horizon: 60, queue_ticks: 1, sigma_window: 300, tick: 0, mu: 0, maker: 0.0002, taker: 0.0004 },
  input: 'quote',
  readings: {
    /** Of resting at the best bid: the fee where it is filled, else crossing after the price has gone. */
    cost: COST,
    /** Of crossing now: fee and half the spread. Resting is better while it costs less. */
    takerCost: COST,
    /** The probability of an order to sell at the best ask. */
    sellProbability: { unit: 'probability', min: 0, max: 1 },
  },
  warmUp: () => 2,
  warmUpMs: ({ sigma_window }) => sigma_window * SECOND_MS,

  start({ horizon, maker, mu, queue_ticks, sigma_window, taker, tick }) {
    positive('horizon', horizon);
    notNegative('queue_ticks', queue_ticks);
    const ticks = new ObservedTick(tick);
    const squares = new RollingMoments(wholeNumber('sigma_window', sigma_window));
    const seconds = new GridPoints(SECOND_MS, sigma_window + 1);
    const last = { bid: NaN, ask: NaN, mid: NaN, sampled: NaN };
    let probability = 0;

    const sample = (): void => {
      const change = Math.log(last.mid / last.sampled);
      if (Number.isFinite(change)) squares.push(change * change);
      last.sampled = last.mid;
    };
    const sigma = () => Math.sqrt(Math.max(0, squares.mean));
    /** Log distance to a price beyond which the order is filled. */
    const distance = (log: number) => log + (queue_ticks * ticks.size) / last.mid;
    const missed = () =>
      taker + (last.ask - last.bid) / 2 / last.mid + distance(Math.log(last.mid / last.bid));

    return withReadings(
      ({ ask, bid, time }: Quote) => {
        if (bid >= ask) return undefined;
        // Seconds that have passed end with what stood before this quote.
        const passed = seconds.passed(time);
        if (Number.isNaN(last.sampled)) last.sampled = (bid + ask) / 2;
        else for (let i = passed; i > 0; i -= 1) sample();
        ticks.push(bid, ask);
        last.bid = bid;
        last.ask = ask;
        last.mid = (bid + ask) / 2;
        if (!squares.isFull) return undefined;
        probability = touchProbability(distance(Math.log(last.mid / bid)), {
          mu: -mu,
          sigma: sigma(),
          horizon,
        });
        return probability;
      },
      {
        cost: () => BPS * (probability * maker + (1 - probability) * missed()),
        takerCost: () => BPS * (taker + (last.ask - last.bid) / 2 / last.mid),
        sellProbability: () =>
          touchProbability(distance(Math.log(last.ask / last.mid)), { mu, sigma: sigma(), horizon }),
      },
    );
  },
});

/** A log price that wanders, per second and its root. */
interface Wandering {
  /** Towards what is to be touched. */
  readonly mu: number;
  readonly sigma: number;
  /** Seconds it has. */
  readonly horizon: number;
}

/** Probability that it comes to touch what lies `distance` away. */
export function touchProbability(distance: number, { horizon, mu, sigma }: Wandering): number {
  if (sigma < 1e-12) return distance > 0 ? 0 : 1;
  const width = sigma * Math.sqrt(horizon);
  const reached = normalCdf((mu * horizon - distance) / width);
  // Of the paths that ended short of it, those that had been there are as many as mirror images of ends beyond.
  const returned =
    normalCdf((-distance - mu * horizon) / width) * Math.exp((2 * mu * distance) / (sigma * sigma));
  return clip(reached + (Number.isFinite(returned) ? returned : 0), 0, 1);
}
