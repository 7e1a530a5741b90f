import type { Bar } from '../../domain/market/bar.ts';
import type { UnixMs } from '../../domain/units/time.ts';
import { Random } from '../../numerics/random.ts';

/** Draws one standard normal number after another into returns, in units of their deviation. */
type Returns = (random: Random) => () => number;

/** Nothing to find. */
export const randomWalk: Returns = (random) => () => random.normal();

/** Each return goes on with a share of the one before. */
export const autoregression =
  (share: number): Returns =>
  (random) => {
    let before = 0;
    return () => (before = share * before + random.normal());
  };

/** A drift of 0.3 deviations a bar that turns once in eighty bars. */
export const driftRegimes: Returns = (random) => {
  let side = 1;
  return () => {
    if (random.uniform() < 1 / 80) side = -side;
    return 0.3 * side + random.normal();
  };
};

/** The price itself is pulled back to a level by a share of its distance each bar. */
export const pulledPrice =
  (share: number): Returns =>
  (random) => {
    let place = 0;
    return () => {
      const before = place;
      place = (1 - share) * place + random.normal();
      return place - before;
    };
  };

/** One-minute bars of a market whose returns deviate by 10 bps. */
export function marketBars(returns: Returns, count: number, seed: number): Bar[] {
  const random = new Random(seed);
  const next = returns(random);
  let close = 100;
  return Array.from({ length: count }, (_, place) => {
    const open = close;
    close *= Math.exp(0.001 * next());
    return {
      openTime: (1_700_000_000_000 + place * 60_000) as UnixMs,
      intervalMs: 60_000,
      open,
      high: Math.max(open, close) * (1 + 0.0005 * random.uniform()),
      low: Math.min(open, close) * (1 - 0.0005 * random.uniform()),
      close,
      volumeBase: 1 + random.exponential(1),
      buyVolumeBase: 0.5,
      tradeCount: 3,
    };
  });
}
