import { describe, expect, it } from 'vitest';
import type { MarketStep } from '../../formula.ts';
import { normals } from '../../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import { ownQuote, peerQuote } from '../../contract-tests/peer-quotes.ts';
import { gonzaloGrangerComponentShare, ownShare, shareOfPulls } from './gonzalo-granger-component-share.ts';

const { defaults } = gonzaloGrangerComponentShare;

/** Log prices of which each moves by its pull times the gap before, plus noise of its own. */
const pulled = (count: number, ownPull: number, peerPull: number) => {
  const noise = normals(11, 2 * count);
  const own = new Float64Array(count);
  const peer = new Float64Array(count);
  for (let t = 1; t < count; t += 1) {
    const gap = (own[t - 1] ?? 0) - (peer[t - 1] ?? 0);
    own[t] = (own[t - 1] ?? 0) + ownPull * gap + 0.001 * (noise[2 * t] ?? 0);
    peer[t] = (peer[t - 1] ?? 0) + peerPull * gap + 0.001 * (noise[2 * t + 1] ?? 0);
  }
  return [own, peer] as const;
};
/** Both prices once a second, just before the second is sampled. */
const quotes = ([own, peer]: readonly [Float64Array, Float64Array]): MarketStep[] =>
  [...own].flatMap((level, t) => [
    ownQuote(1000 * t + 999, 100 * Math.exp(level)),
    peerQuote(1000 * t + 999, 100 * Math.exp(peer[t] ?? 0)),
  ]);

describe('the share in the common price', () => {
  it('is that of the catalogue check', () => {
    const share = shareOfPulls(-0.02, 0.08) ?? NaN;
    expect(share).toBeCloseTo(0.8, 12);
    expect(1 - share).toBeCloseTo(0.2, 12);
    expect(shareOfPulls(0.05, 0.05)).toBeUndefined();
  });

  it('finds the pulls that made the prices', () => {
    // Ours is pulled a quarter as strongly: it leads with a share of 0.2 / 0.25.
    expect(ownShare(...pulled(4000, -0.05, 0.2), 2)).toBeCloseTo(0.8, 1);
    expect(ownShare(...pulled(4000, -0.2, 0.05), 2)).toBeCloseTo(0.2, 1);
  });

  it('does not exist for prices that never moved', () => {
    expect(ownShare(new Float64Array(50), new Float64Array(50), 2)).toBeUndefined();
  });

  it('samples once a second, and trusts a venue that follows less', () => {
    const run = gonzaloGrangerComponentShare.start({ ...defaults, window: 2000, lags: 2, refit: 10 });
    const paths = pulled(2010, -0.2, 0.02);
    const values = quotes(paths).map(run);
    const [own, peer] = paths.map((path) => path.subarray(0, 2003)) as [Float64Array, Float64Array];
    const known = values.findIndex((each) => each !== undefined);
    // The first quote after the second that ends the 2003 samples.
    expect(known).toBe(2 * 2003);
    expect(values[known]).toBeCloseTo(ownShare(own, peer, 2) ?? NaN, 6);
    expect(run.readings?.['confidenceFactor']?.()).toBe(0.8);
    expect(run.readings?.['peerShare']?.()).toBeCloseTo(1 - (values.at(-1) ?? NaN), 12);
  });
});

describeFormulaContract(
  gonzaloGrangerComponentShare,
  { ...defaults, window: 20, lags: 1, refit: 5 },
  // From the second on at the very end of a second, so that the samples span what they have to and no more.
  quotes(pulled(60, -0.1, 0.1)).map((step) => (step.time < 1000 ? step : { ...step, time: step.time + 1 })),
);
