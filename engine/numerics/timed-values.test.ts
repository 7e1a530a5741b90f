import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TimedMean } from './timed-mean.ts';
import { TimedSum } from './timed-sum.ts';
import { TimedValues } from './timed-values.ts';

describe('timed values', () => {
  it('stay in order however they grow and shrink', () => {
    const values = new TimedValues();
    for (let i = 0; i < 50; i += 1) values.append(i, 10 * i);
    for (let i = 0; i < 30; i += 1) values.dropOldest();
    for (let i = 50; i < 200; i += 1) values.append(i, 10 * i);
    expect(values.count).toBe(170);
    expect(Array.from({ length: 170 }, (_, i) => values.timeAt(i))).toEqual(
      Array.from({ length: 170 }, (_, i) => i + 30),
    );
    expect(values.valueAt(169)).toBe(1990);
    expect(values.valueAt(170)).toBeNaN();
  });
});

describe('a timed sum', () => {
  it('counts what came after the start of its window, and what came exactly then no more', () => {
    const sum = new TimedSum(10);
    expect([0, 5, 10, 15, 100].map((time) => sum.push(time, 1))).toEqual([1, 2, 2, 2, 1]);
  });

  it('equals the plain sum over any times', () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: -99, max: 99 })), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(steps, (gaps) => {
        let time = 0;
        const events = gaps.map(([gap, value]) => ({ time: (time += gap), value }));
        const sum = new TimedSum(20);
        events.forEach((event, index) => {
          const inside = events.slice(0, index + 1).filter((each) => each.time > event.time - 20);
          expect(sum.push(event.time, event.value)).toBe(
            inside.reduce((total, each) => total + each.value, 0),
          );
        });
      }),
    );
  });

  it.each([0, -1, NaN])('has no window of %d ms', (windowMs) => {
    expect(() => new TimedSum(windowMs)).toThrow(`above 0 ms, was ${windowMs}`);
    expect(() => new TimedMean(windowMs)).toThrow(`above 0 ms, was ${windowMs}`);
  });
});

describe('a time-weighted mean', () => {
  it('weighs each value by how long it stood', () => {
    const mean = new TimedMean(100);
    expect(mean.push(0, 4)).toBeUndefined();
    expect(mean.push(30, 8)).toBe(4);
    expect(mean.push(40, 0)).toBe((30 * 4 + 10 * 8) / 40);
  });

  it('counts of a value that began before the window only the part inside it', () => {
    const mean = new TimedMean(20);
    mean.push(0, 4);
    mean.push(30, 8);
    // From 20 to 40: ten of 4, ten of 8. From 25 to 45: five of 4, ten of 8, five of nothing.
    expect(mean.push(40, 0)).toBe(6);
    expect(mean.push(45, 0)).toBe((5 * 4 + 10 * 8) / 20);
  });

  it('says nothing while no time has passed', () => {
    const mean = new TimedMean(20);
    mean.push(5, 1);
    expect(mean.push(5, 2)).toBeUndefined();
    expect(mean.push(6, 2)).toBe(2);
  });
});
