import { describe, expect, it } from 'vitest';
import { barsOfReturns } from '../../contract-tests/bars-of-returns.ts';
import { cumulated, normals } from '../../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import { boundPair, peerSteps } from '../../contract-tests/peer-steps.ts';
import { readingOf } from '../../contract-tests/reading-of.ts';
import { dccaCoefficient } from './dcca-coefficient.ts';
import { detrendedCorrelation } from './detrended-cross-correlation.ts';
import { haarDetails, sumOfPairs } from './haar-details.ts';
import { modwtWaveletCrossCorrelation } from './modwt-wavelet-cross-correlation.ts';
import { strongestLag, waveletLeads } from './wavelet-lead.ts';

const feed = (own: readonly number[], leader: readonly number[]) =>
  peerSteps([barsOfReturns(own), barsOfReturns(leader)], 1);

describe('detrended correlation', () => {
  it('gives the number of the catalogue check', () => {
    const x = Float64Array.from([0.5, -0.2, 0.3, 0.8, -0.6, 0.1, 0.4, -0.9, 0.7, 0.2, -0.3, 0.6]);
    const y = Float64Array.from([0.4, 0.1, 0.2, 0.6, -0.4, -0.1, 0.5, -0.7, 0.3, 0.4, -0.5, 0.3]);
    expect(detrendedCorrelation(x, y, 4)).toBeCloseTo(0.931522646986, 10);
  });

  it('equals what taking the line out of every stretch gives', () => {
    const x = Float64Array.from(normals(1, 40));
    const y = Float64Array.from(normals(2, 40));
    const residuals = (values: Float64Array, from: number, n: number) => {
      const mean = values.reduce((sum, each) => sum + each, 0) / values.length;
      const part = cumulated([...values].map((each) => each - mean)).slice(from, from + n + 1);
      const center = part.reduce((sum, each) => sum + each, 0) / part.length;
      const times = part.map((_, t) => t - n / 2);
      const slope =
        part.reduce((sum, each, t) => sum + each * (times[t] ?? 0), 0) /
        times.reduce((sum, t) => sum + t * t, 0);
      return part.map((each, t) => each - center - slope * (times[t] ?? 0));
    };
    const sums = [0, 0, 0];
    for (let from = 0; from + 9 <= 40; from += 1) {
      const [a, b] = [residuals(x, from, 8), residuals(y, from, 8)];
      a.forEach((each, t) => {
        const other = b[t] ?? NaN;
        [each * each, other * other, each * other].forEach((product, i) => {
          sums[i] = (sums[i] ?? NaN) + product;
        });
      });
    }
    const [xx = NaN, yy = NaN, xy = NaN] = sums;
    expect(detrendedCorrelation(x, y, 8)).toBeCloseTo(xy / Math.sqrt(xx * yy), 10);
  });

  it('does not exist where one does not move', () => {
    expect(detrendedCorrelation(new Float64Array(20), Float64Array.from(normals(3, 20)), 4)).toBeNaN();
  });

  it('rises with the scale where the own price follows late', () => {
    const leader = normals(4, 400).map((z) => 0.001 * z);
    const own = leader.map((_, i) => leader[i - 2] ?? 0);
    const run = dccaCoefficient.start({ window: 399, refit: 64 });
    const value = feed(own, leader).map(run).at(-1) ?? NaN;
    expect(value).toBe(readingOf(run, 'correlation32'));
    expect(readingOf(run, 'correlation8')).toBeLessThan(value);
    expect(readingOf(run, 'correlation128')).toBeGreaterThan(value);
    expect(readingOf(run, 'correlation128')).toBeGreaterThan(0.7);
  });
});

describe('wavelet leads', () => {
  const x = Float64Array.from([1.0, 2.0, -1.0, 0.5, 3.0, -2.0, 0.0, 1.0, -1.0, 2.0]);
  const y = Float64Array.from([0.0, 1.0, 2.0, -1.0, 0.5, 3.0, -2.0, 0.0, 1.0, -1.0]);

  it('have the cross-correlations of the catalogue check', () => {
    const [wx, wy] = [haarDetails(x, 2), haarDetails(y, 2)];
    const scale = Math.sqrt(sumOfPairs(wx, wx, 0) * sumOfPairs(wy, wy, 0));
    expect(sumOfPairs(wx, wy, 0) / scale).toBeCloseTo(-0.544798085561, 11);
    expect(sumOfPairs(wx, wy, 1) / scale).toBeCloseTo(0.915260783742, 11);
    expect(sumOfPairs(wx, wy, -1) / scale).toBeCloseTo(-0.305086927914, 11);
    expect(strongestLag(wx, wy, 1).lag).toBe(1);
  });

  it('take the newer half less the older one, over all', () => {
    expect([...haarDetails([1, 2, 4, 8, 16], 4)]).toEqual([(4 + 8 - 1 - 2) / 4, (8 + 16 - 2 - 4) / 4]);
    expect([...haarDetails([1, 2], 4)]).toEqual([]);
  });

  it('are those scales only at which the other goes before', () => {
    const leader = Float64Array.from(normals(5, 300));
    const follower = leader.map((_, i) => 0.5 * (leader[i - 2] ?? 0));
    const settings = { levels: 2, most: 4, least: 0.1 };
    const leads = waveletLeads(follower, leader, settings);
    expect(leads.map(({ lag, length }) => [length, lag])).toEqual([
      [2, 2],
      [4, 2],
    ]);
    expect(leads[0]?.gain).toBeCloseTo(0.5, 1);
    expect(waveletLeads(leader, follower, settings)).toEqual([]);
  });

  it('foretell the own next bar from the leader', () => {
    const params = { max_lag: 8, window: 300, refit: 32, min_corr: 0.1 };
    const leader = normals(6, 400).map((z) => 0.001 * z);
    const own = leader.map((_, i) => leader[i - 1] ?? 0);
    const run = modwtWaveletCrossCorrelation.start(params);
    const values = feed(own, leader).map(run);
    // A forecast belongs to the bar after it: the sign is right far more often than not.
    const told = values
      .slice(301, 400)
      .map((value, i) => Math.sign(value ?? 0) === Math.sign(own[i + 301] ?? 0));
    expect(told.filter(Boolean).length / told.length).toBeGreaterThan(0.7);
    expect(readingOf(run, 'signal')).toBeCloseTo(Math.tanh(2 * (values.at(-1) ?? NaN)), 12);
    expect(readingOf(run, 'confidence')).toBeGreaterThan(0.8);
    expect(readingOf(run, 'leads')).toBeGreaterThanOrEqual(4);
  });

  it('say nothing where the own symbol goes before', () => {
    const own = normals(7, 310).map((z) => 0.001 * z);
    const leader = own.map((_, i) => own[i - 1] ?? 0);
    const run = modwtWaveletCrossCorrelation.start({ max_lag: 8, window: 300, refit: 32, min_corr: 0.1 });
    expect(feed(own, leader).map(run).at(-1)).toBe(0);
    expect(readingOf(run, 'confidence')).toBe(0);
  });
});

const pair = peerSteps(boundPair(11, 180), 1);
describeFormulaContract(dccaCoefficient, { window: 140, refit: 20 }, pair);
describeFormulaContract(
  modwtWaveletCrossCorrelation,
  { max_lag: 4, window: 60, refit: 10, min_corr: 0.01 },
  pair.slice(0, 90),
);
