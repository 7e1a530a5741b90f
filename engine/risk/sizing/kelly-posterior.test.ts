import { describe, expect, it } from 'vitest';
import { kellyPosterior } from './kelly-posterior.ts';
import { repeat, sizeRequest, wideLimits } from './size-request.fixture.ts';

/** Shares of equity for trades of an account without a limit, with a stop that loses `atStop` and a stake of at most all. */
function shareOf(tradeReturns: readonly number[], atStop = 0.01, seed = 7, leverage = 1000): number {
  const request = sizeRequest({
    stopTicks: 1000 * (1 - atStop),
    limits: { ...wideLimits, leverage },
    tradeReturns,
    seed,
    settings: { kelly: 'corrected', kellyCap: 1 },
  });
  return (kellyPosterior(request) ?? Number.NaN) / request.equityQuote;
}

describe('Kelly corrected', () => {
  it('tries shares of the most there may be by fiftieths', () => {
    // The most is 1 / 0.01 = 100 times equity: shares are whole pairs of it.
    const share = shareOf([...repeat(0.011, 600), ...repeat(-0.01, 400)]);
    expect(share).toBeGreaterThan(10);
    expect((share / 2) % 1).toBeCloseTo(0, 9);
    expect(shareOf(repeat(0.01, 400), 0.01, 7, 3)).toBe(3);
  });

  it('believes in a loss that has never come: two wins are nothing where the stop costs half', () => {
    // Beta(3, 1): a fifth of what is believable wins less than 0.2^(1/3) = 58 % of 1 % and loses the rest of 50 %.
    expect(shareOf(repeat(0.01, 2), 0.5)).toBe(0);
    // Beta(4001, 1): less than one loss of 50 % in 2,400 trades that win 1 %.
    expect(shareOf(repeat(0.01, 4000), 0.5)).toBeGreaterThan(1);
  });

  it('believes in a win that came once: half as much again against one loss of 1 % is worth something', () => {
    // Beta(2, 2): a fifth of what is believable wins less than 28.7 %; 14.4 % gained against 0.7 % lost.
    expect(shareOf([0.5, -0.01])).toBeGreaterThan(0);
    expect(shareOf([0.01, -0.5])).toBe(0);
  });

  it.each([
    // A share of Beta(3, 1) is below p with p^3; of Beta(3, 2) with 4 p^3 - 3 p^4; of Beta(4, 2) with 5 p^4 - 4 p^5.
    ['two wins', [1, 1], (p: number) => p ** 3],
    ['two wins and a loss', [1, 1, -0.5], (p: number) => 4 * p ** 3 - 3 * p ** 4],
    ['three wins and a loss', [1, 1, 1, -0.5], (p: number) => 5 * p ** 4 - 4 * p ** 5],
  ])(
    'is the formula for the chance that four fifths of the belief lie above, of %s',
    (_name, trades, below) => {
      let [low, high] = [0, 1];
      for (let step = 0; step < 50; step += 1) {
        const middle = (low + high) / 2;
        if (below(middle) < 0.2) low = middle;
        else high = middle;
      }
      // Twice as much or half of it lost: growth is largest with a share of p / 0.5 - (1 - p) / 1 in it.
      const formula = low / 0.5 - (1 - low);
      const shares = Array.from({ length: 60 }, (_each, seed) => shareOf(trades, 0.5, seed + 1));
      const mean = shares.reduce((sum, each) => sum + each, 0) / shares.length;
      // Of 400 draws a fifth lies 0.02 of all to either side, less than 0.06 of a share; of sixty seeds an eighth of it.
      expect(Math.abs(mean - formula)).toBeLessThan(0.02);
    },
  );

  it('is the same of a short as of a long', () => {
    const trades = [...repeat(0.02, 30), ...repeat(-0.01, 20)];
    const of = (side: 'buy' | 'sell', stopTicks: number) =>
      kellyPosterior(
        sizeRequest({ side, stopTicks, tradeReturns: trades, settings: { kelly: 'corrected' } }),
      );
    expect(of('sell', 1010)).toBeGreaterThan(0);
    expect(of('sell', 1010)).toBe(of('buy', 990));
  });

  it('counts a trade that made nothing as one that lost next to nothing', () => {
    expect(shareOf([1, 1, 0, -0.5], 0.5)).toBe(shareOf([1, 1, -1e-12, -0.5], 0.5));
  });

  it('counts a trade that made nothing as a loss of nothing, not as none', () => {
    // As none, a fifth of what is believable of 20 wins loses 50 % in one of 14 trades that win 1 %: that never grows.
    expect(shareOf(repeat(0.01, 20), 0.5)).toBe(0);
    expect(shareOf([...repeat(0.01, 20), ...repeat(0, 20)], 0.5)).toBe(2);
  });

  it('scales as the bets do: twice the gains and losses are worth half the share', () => {
    const trades = (scale: number) => [...repeat(0.011 * scale, 300), ...repeat(-0.01 * scale, 200)];
    expect(shareOf(trades(2), 0.02)).toBeCloseTo(shareOf(trades(1), 0.01) / 2, 9);
  });

  it('draws other bets from another seed, and trusts a long record more than a short one of the same', () => {
    const trades = (times: number) => [...repeat(0.02, 6 * times), ...repeat(-0.01, 4 * times)];
    const shares = Array.from({ length: 12 }, (_each, seed) => shareOf(trades(3), 0.01, seed + 1));
    expect(new Set(shares).size).toBeGreaterThan(1);
    expect(shareOf(trades(1))).toBeLessThan(shareOf(trades(30)));
    // p 0.6, b 2: the formula itself says 0.6 - 0.4 / 2 = 40 % of the stake, 40 times equity.
    expect(shareOf(trades(30))).toBeLessThan(40);
    expect(shareOf(trades(300))).toBeGreaterThan(34);
  });
});
