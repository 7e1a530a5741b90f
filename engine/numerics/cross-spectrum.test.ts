import { describe, expect, it } from 'vitest';
import { CrossSpectrum } from './cross-spectrum.ts';
import { Mulberry32 } from './mulberry32.ts';

const normals = (seed: number, count: number) => {
  const random = new Mulberry32(seed);
  return Float64Array.from({ length: count }, () => random.normal());
};

describe('a cross spectrum', () => {
  it('has coherence and phase of the formula catalogue', () => {
    // scipy.signal.coherence and csd (nperseg=16, noverlap=8, hann), as the catalogue states.
    const x = normals(23, 96);
    const noise = normals(24, 96);
    const y = x.map((_, t) => (t < 2 ? 0 : 0.8 * (x[t - 2] as number)) + 0.5 * (noise[t] as number));
    const spectrum = new CrossSpectrum(16, 1, 7);
    spectrum.measure(x, y);
    expect(spectrum.coherence(3)).toBeCloseTo(0.75113627935, 9);
    expect(spectrum.phase(3)).toBeCloseTo(-2.37471490246, 9);
  });

  it('is whole between a series and itself', () => {
    const x = normals(1, 64);
    const spectrum = new CrossSpectrum(16, 2, 5);
    spectrum.measure(x, x);
    expect(spectrum.coherence(4)).toBeCloseTo(1, 12);
    expect(spectrum.phase(4)).toBe(0);
    const { cross, first } = spectrum.strength(4);
    expect(cross).toBeCloseTo(first, 12);
  });

  it.each([4, 6, 7])('is that of each window by itself where windows are %d values apart', (every) => {
    const [x, y] = [normals(3, 200), normals(4, 200)];
    const spectrum = new CrossSpectrum(16, 1, 7, { length: 64, every });
    for (let place = 0; place + 64 <= 200; place += place === 0 ? 3 : every) {
      const alone = new CrossSpectrum(16, 1, 7);
      alone.measure(x.slice(place, place + 64), y.slice(place, place + 64));
      spectrum.measure(x.slice(place, place + 64), y.slice(place, place + 64), place);
      for (let bin = 1; bin <= 7; bin += 1) {
        expect(spectrum.phase(bin)).toBe(alone.phase(bin));
        expect(spectrum.coherence(bin)).toBe(alone.coherence(bin));
      }
    }
  });

  it('has no coherence with a series that stands still', () => {
    const spectrum = new CrossSpectrum(16, 2, 5);
    spectrum.measure(normals(1, 64), new Float64Array(64));
    expect(spectrum.coherence(3)).toBeNaN();
  });
});
