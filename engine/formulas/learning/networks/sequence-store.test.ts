import { describe, expect, it } from 'vitest';
import { risenOrFallen, scaledMove } from '../protocol/labels.ts';
import { SequenceStore } from './sequence-store.ts';
import { sequenceSamplesOf, splitSequences } from './sequence-samples.ts';

/** A store fed with bars numbered from 1, whose only feature is their number. */
function fed(closes: readonly number[], params: { N: number; k: number }, label = scaledMove) {
  const store = new SequenceStore(params, { columns: [2], length: 3, label, horizons: [1, 2] });
  return closes.map((close, i) => {
    store.push(Float64Array.of(0, 0, i + 1), close, 0.01);
    return store.takeJob();
  });
}

describe('the store of sequences', () => {
  it('hands out every sample that has all its bars and all its labels', () => {
    const closes = [1, 2, 3, 4, 5].map((each) => Math.exp(0.01 * each));
    const jobs = fed(closes, { N: 2, k: 10 });
    // Bar 3 is the first with two before it; what came two bars later is known with bar 5.
    expect(jobs.map((job) => job !== undefined)).toEqual([false, false, false, false, true]);
    const { bars, ends, labels } = jobs[4]?.data ?? {};
    expect([...(bars ?? [])]).toEqual([1, 2, 3, 4, 5]);
    expect([...(ends ?? [])]).toEqual([2]);
    expect([...(labels ?? [])]).toEqual([expect.closeTo(1, 9), expect.closeTo(2 / Math.SQRT2, 9)]);
  });

  it('asks for the next fit k bars later', () => {
    const jobs = fed(
      Array.from({ length: 12 }, (_, i) => Math.exp(0.01 * i)),
      { N: 2, k: 3 },
    );
    expect(jobs.flatMap((job, i) => (job ? [i + 1] : []))).toEqual([5, 8, 11]);
  });

  it('leaves out samples without a label', () => {
    const closes = [0, 1, 2, 3, 4, 4, 4, 5, 6].map((each) => Math.exp(0.01 * each));
    const jobs = fed(closes, { N: 2, k: 1 }, risenOrFallen);
    // From bar 5 on it stood still for two bars, from bar 6 for one.
    const last = jobs.at(-1)?.data['ends'] ?? new Float64Array();
    const shift = 9 - (jobs.at(-1)?.data['bars']?.length ?? 0);
    expect([...last].map((end) => end + shift + 1)).toEqual([4, 7].slice(-last.length));
  });

  it('drops samples whose bars are no longer kept', () => {
    // Two labeled samples, then a market that stands still for long.
    const closes = Array.from({ length: 40 }, (_, i) => Math.exp(0.01 * Math.min(i, 5)));
    const jobs = fed(closes, { N: 2, k: 1 }, risenOrFallen);
    expect(jobs[8]?.data['ends']?.length).toBe(2);
    const { bars, ends, labels } = jobs.at(-1)?.data ?? {};
    expect([bars?.length, ends?.length, labels?.length]).toEqual([9, 0, 0]);
  });
});

describe('the split of sequences', () => {
  it('keeps what reaches into the last fifth out of the training', () => {
    const ends = Float64Array.from({ length: 10 }, (_, i) => 2 * i);
    const data = { bars: new Float64Array(19), ends, labels: new Float64Array(10) };
    const { training, validation } = splitSequences(sequenceSamplesOf({ params: {}, data }, 1, 1), 5);
    expect([...validation]).toEqual([8, 9]);
    // The first of them ends at bar 16: labels known before it end at bar 10 at the latest.
    expect([...training]).toEqual([0, 1, 2, 3, 4, 5]);
  });
});
