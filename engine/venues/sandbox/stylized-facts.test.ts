import { beforeAll, describe, expect, it } from 'vitest';
import type { InstrumentId } from '../../domain/instrument/instrument.ts';
import { unixMs } from '../../domain/units/time.ts';
import { type Observation, observeSandbox } from './observation/observe-sandbox.ts';
import {
  autocorrelations,
  clusteredBands,
  correlation,
  excessKurtosis,
  ljungBox,
  mean,
  meanSquare,
  weightedQuantile,
  Z99,
} from './observation/sample-statistics.ts';
import { createSandboxMarket } from './sandbox-market.ts';

const HOURS = 16;
const SECONDS = HOURS * 3600;
const SECONDS_PER_YEAR = 365 * 86_400;
/** Chi-square with 10 degrees of freedom: 0.1 % lie above. */
const CHI_SQUARE_10 = 29.59;

const START = unixMs(1_767_571_200_000);
const OBSERVED_WITHIN_MS = 120_000;

const LEAD_HOURS = 3;
/** Correlation of the ten-level imbalance at a second with the move of the mid over the 5 s that follow. */
const leadOfImbalance = ({ imbalances, mids }: Observation): number => {
  const moves = mids.slice(5).map((mid, at) => Math.log(mid / (mids[at] ?? mid)));
  return correlation(imbalances.slice(0, moves.length), moves);
};

let observed: ReadonlyMap<InstrumentId, Observation>;
beforeAll(() => {
  observed = observeSandbox(createSandboxMarket({ seed: 7, startTime: START }), START, SECONDS * 1000);
}, OBSERVED_WITHIN_MS);

function seen(base: string): Observation {
  const found = observed.get(`sandbox:${base}/USDT:USDT`);
  if (found === undefined) throw new RangeError(`nothing was seen of ${base}`);
  return found;
}

const changes = (values: readonly number[], seconds: number): number[] => {
  const found: number[] = [];
  for (let at = seconds; at < values.length; at += seconds)
    found.push((values[at] ?? 0) - (values[at - seconds] ?? 0));
  return found;
};
const returns = (of: Observation, seconds: number): number[] =>
  changes(
    of.mids.map((mid) => Math.log(mid)),
    seconds,
  );
const variancePerSecond = (of: Observation, seconds: number): number =>
  meanSquare(returns(of, seconds)) / seconds;

describe.each(['BTC', 'ETH', 'SOL'])(`the sandbox over ${HOURS} hours, seed 7: %s`, (base) => {
  let of: Observation;
  let minutes: number[];
  beforeAll(() => {
    of = seen(base);
    minutes = returns(of, 60);
  });

  it('has one-minute returns with heavy tails', () => {
    expect(excessKurtosis(minutes)).toBeGreaterThan(1);
  });

  it('has clustered volatility: absolute one-minute returns stay correlated over ten lags', () => {
    const sizes = minutes.map(Math.abs);
    const band = Z99 / Math.sqrt(sizes.length);
    expect(ljungBox(sizes, 10)).toBeGreaterThan(CHI_SQUARE_10);
    expect(mean(autocorrelations(sizes, 10))).toBeGreaterThan(band);
    expect(autocorrelations(sizes, 5).filter((value) => value > band).length).toBe(5);
  });

  it('has one-minute returns without linear memory: eight of ten lags or more within the 99 % band', () => {
    const bands = clusteredBands(minutes, 10);
    const within = autocorrelations(minutes, 10).filter(
      (value, index) => Math.abs(value) < (bands[index] ?? 0),
    );
    expect(within.length).toBeGreaterThanOrEqual(8);
  });

  it('moves with order flow: 10 s imbalance explains more than a fifth of the 10 s change of the mid', () => {
    const r = correlation(changes(of.flow, 10), changes(of.mids, 10));
    expect(r).toBeGreaterThan(0);
    expect(r * r).toBeGreaterThan(0.2);
  });

  it('has a signature plot that falls: variance per second measured at 1 s is 1 to 3 times that at 60 s', () => {
    const ratio = variancePerSecond(of, 1) / variancePerSecond(of, 60);
    expect(ratio).toBeGreaterThan(1);
    expect(ratio).toBeLessThan(3);
  });

  it('has a yearly volatility between 35 % and 90 %', () => {
    const yearly = Math.sqrt(variancePerSecond(of, 60) * SECONDS_PER_YEAR);
    expect(yearly).toBeGreaterThan(0.35);
    expect(yearly).toBeLessThan(0.9);
  });

  it('is one to three ticks wide half of the time, and within 3 bps nearly always', () => {
    expect(weightedQuantile(of.spreads, 0.5)).toBeGreaterThanOrEqual(1);
    expect(weightedQuantile(of.spreads, 0.5)).toBeLessThanOrEqual(3);
    expect((weightedQuantile(of.spreads, 0.99) / of.book.mid) * 1e4).toBeLessThan(3);
  });

  it('rests 1,000 to 100,000 USDT at the best bid, half of the time 3,000 to 30,000', () => {
    const sorted = of.touchQuote.toSorted((a, b) => a - b);
    const quantile = (share: number) => sorted[Math.floor(share * sorted.length)] ?? 0;
    expect(quantile(0.05)).toBeGreaterThan(1000);
    expect(quantile(0.95)).toBeLessThan(100_000);
    expect(quantile(0.5)).toBeGreaterThan(3000);
    expect(quantile(0.5)).toBeLessThan(30_000);
  });

  it('is deepest some way from the touch and thins out beyond', () => {
    const touch = mean(of.profileQuote.slice(0, 2));
    const far = mean(of.profileQuote.slice(30));
    const hump = Math.max(...of.profileQuote);
    expect(hump).toBeGreaterThan(1.3 * touch);
    expect(far).toBeLessThan(0.7 * hump);
    expect(of.profileQuote.indexOf(hump)).toBeGreaterThanOrEqual(3);
    expect(of.profileQuote.indexOf(hump)).toBeLessThanOrEqual(20);
  });

  it('shows at least 50 levels on the thinner side nearly always', () => {
    const sorted = of.thinnerSide.toSorted((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length * 0.02)]).toBeGreaterThanOrEqual(50);
  });

  it('makes 8 to 30 events a second on average', () => {
    expect(of.eventCount / SECONDS).toBeGreaterThan(8);
    expect(of.eventCount / SECONDS).toBeLessThan(30);
  });
});

describe('the sandbox as a whole', () => {
  it('moves together: one-minute returns of BTC, ETH and SOL correlate above 0.4', () => {
    const bitcoin = returns(seen('BTC'), 60);
    expect(correlation(bitcoin, returns(seen('ETH'), 60))).toBeGreaterThan(0.4);
    expect(correlation(bitcoin, returns(seen('SOL'), 60))).toBeGreaterThan(0.4);
  });

  it('trades in bursts: counts per second vary more than independent arrivals would', () => {
    const { tradesPerSecond } = seen('BTC');
    const center = mean(tradesPerSecond);
    const variance = mean(tradesPerSecond.map((count) => (count - center) ** 2));
    expect(variance / center).toBeGreaterThan(1.5);
  });

  it(
    'cannot be predicted from the book without edge, and can a little with it',
    () => {
      const settings = { seed: 7, startTime: START };
      const leads = [false, true].map((noEdge) => {
        const observations = observeSandbox(
          createSandboxMarket({ ...settings, noEdge }),
          START,
          LEAD_HOURS * 3_600_000,
        );
        return mean([...observations.values()].map(leadOfImbalance));
      });
      const [withEdge = 0, without = 0] = leads;
      expect(withEdge).toBeGreaterThan(0.04);
      expect(Math.abs(without)).toBeLessThan(0.03);
    },
    OBSERVED_WITHIN_MS,
  );
});
