import { describe, expect, it } from 'vitest';
import { FillIntensity, intensityLine } from './fill-intensity.ts';

describe('the intensity of fills', () => {
  it('finds the line that made the counts', () => {
    const fills = Array.from({ length: 10 }, (_, i) => 60 * 3 * Math.exp(-40 * (i + 0.5) * 0.01));
    const fit = intensityLine(fills, 60, 0.01);
    expect(fit?.decay).toBeCloseTo(40, 9);
    expect(fit?.scale).toBeCloseTo(3, 9);
    expect(intensityLine([5, 0, 0], 60, 0.01)).toBeUndefined();
  });

  it('counts a trade at every distance it reaches', () => {
    const intensity = new FillIntensity(60);
    // Four trades reach 0.5 ticks, one of them 1.5: 4 and 1 fills a minute, a tick apart.
    [0.5, 0.5, 0.5, 1.5].forEach((ticks) => intensity.push(ticks));
    intensity.endMinute(0.1);
    expect(intensity.decay).toBeCloseTo(Math.log(4) / 0.1, 9);
    expect(intensity.scale).toBeCloseTo((4 / 60) * Math.exp(Math.log(4) / 2), 9);
  });

  it('forgets minutes that have left its window', () => {
    const intensity = new FillIntensity(120);
    [0.5, 0.5, 1.5].forEach((ticks) => intensity.push(ticks));
    intensity.endMinute(1);
    [0.5, 0.5, 0.5, 1.5].forEach((ticks) => intensity.push(ticks));
    intensity.endMinute(1);
    // 7 and 2 in two minutes, then 4 and 1 in the second of them and nothing in the third.
    expect(intensity.decay).toBeCloseTo(Math.log(7 / 2), 9);
    intensity.endMinute(1);
    expect(intensity.decay).toBeCloseTo(Math.log(4), 9);
    expect(intensity.scale).toBeCloseTo((4 / 120) * 2, 9);
  });

  it('keeps the estimate before where fills get no rarer, or where there are none', () => {
    const intensity = new FillIntensity(60);
    [0.5, 0.5, 1.5].forEach((ticks) => intensity.push(ticks));
    intensity.endMinute(1);
    const { decay } = intensity;
    [1.5, 1.5].forEach((ticks) => intensity.push(ticks));
    intensity.endMinute(1);
    intensity.endMinute(1);
    expect(intensity.decay).toBe(decay);
  });

  it('leaves out trades inside half a tick, and asks for whole minutes', () => {
    const intensity = new FillIntensity(60);
    [0.2, 0.2, NaN, 0.5, 99].forEach((ticks) => intensity.push(ticks));
    intensity.endMinute(1);
    // Two fills at half a tick, one at each distance farther out.
    expect(intensity.decay).toBeGreaterThan(0);
    expect(() => new FillIntensity(90)).toThrow('minutes of k_window must be a whole number');
  });
});
