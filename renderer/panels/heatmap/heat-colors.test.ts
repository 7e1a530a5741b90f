import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { autoScale, colorTable, cssOf, heatOf, isOtherScale, rampOf } from './heat-colors.ts';

const luma = (word: number) =>
  0.2126 * (word & 255) + 0.7152 * ((word >>> 8) & 255) + 0.0722 * ((word >>> 16) & 255);

describe('the colors of the heatmap', () => {
  it('go from the first stop to the last', () => {
    const ramp = rampOf(['#000000', '#8899aa', '#ffffff']);
    expect(cssOf(ramp[0] ?? 0)).toBe('rgb(0 0 0)');
    expect(cssOf(ramp.at(-1) ?? 0)).toBe('rgb(255 255 255)');
  });

  it('may be written short', () => {
    expect(rampOf(['#000', '#8af'])).toEqual(rampOf(['#000000', '#88aaff']));
  });

  it('only get brighter from dark to bright stops', () => {
    const ramp = [...rampOf(['#0a0f19', '#17294f', '#2b5f9e', '#6fb4cf', '#fdf3b4'])];
    const darker = ramp.slice(1).filter((word, at) => luma(word) < luma(ramp[at] ?? 0) - 1);
    expect(darker).toEqual([]);
  });

  it('lie by the logarithm of the size', () => {
    const scale = { low: 1, high: 100 };
    expect([0, 1, 10, 100, 1000].map((size) => heatOf(size, scale))).toEqual([0, 0, 0.5, 1, 1]);
  });

  it('are read from a table by the upper bits of the size, at most a step or two off', () => {
    const scale = { low: 0.01, high: 50 };
    const ramp = Uint32Array.from({ length: 256 }, (_, step) => step);
    const table = colorTable(scale, ramp);
    const bits = new Uint32Array(1);
    fc.assert(
      fc.property(fc.float({ min: 0, max: 1000, noNaN: true }), (size) => {
        new Float32Array(bits.buffer)[0] = size;
        const exact = Math.round(heatOf(size, scale) * 255);
        expect(Math.abs((table[(bits[0] ?? 0) >>> 16] ?? 0) - exact)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('fit the sizes on screen: few are strongest, some faintest', () => {
    const sizes = Array.from({ length: 100 }, (_, at) => at + 1);
    expect(autoScale(sizes, 1)).toEqual({ low: 12.5, high: 100 });
    expect(autoScale(sizes, 2)).toEqual({ low: 6.25, high: 50 });
    expect(autoScale([0, 0], 1)).toBeUndefined();
  });

  it('stay while a new scale would hardly differ', () => {
    const scale = { low: 1, high: 100 };
    expect(isOtherScale(scale, { low: 1, high: 110 })).toBe(false);
    expect(isOtherScale(scale, { low: 1, high: 150 })).toBe(true);
    expect(isOtherScale(undefined, scale)).toBe(true);
  });
});
