import { describe, expect, it } from 'vitest';
import { lombScarglePower, strongestCycle } from './lomb-scargle.ts';
import { Mulberry32 } from './mulberry32.ts';

describe('the power of unevenly timed values', () => {
  it('is that of the formula catalogue', () => {
    // scipy.signal.lombscargle(t, x - mean, [1.7]), as the catalogue states.
    const times = [0, 1.3, 2.1, 3.7, 4.4, 6, 7.2];
    const values = [1, -0.5, 0.3, -1.2, 0.8, 0.9, -1.1];
    const mean = values.reduce((sum, each) => sum + each, 0) / 7;
    expect(
      lombScarglePower(
        times,
        values.map((each) => each - mean),
        1.7,
      ),
    ).toBeCloseTo(0.271609812761, 9);
  });

  it('is largest at the frequency of a hidden cycle', () => {
    const random = new Mulberry32(3);
    let time = 1e6;
    const times = Float64Array.from({ length: 300 }, () => (time += 2 * random.uniform()));
    const values = times.map((each) => Math.sin(2 * Math.PI * 0.1 * each) + random.normal());
    const found = strongestCycle(times, values, { low: 0.01, high: 0.25, count: 241 });
    expect(found.frequency).toBeCloseTo(0.1, 6);
    expect(found.power).toBeCloseTo(lombScarglePower(times, values, 2 * Math.PI * found.frequency), 3);
  });
});
