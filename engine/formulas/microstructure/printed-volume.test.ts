import { describe, expect, it } from 'vitest';
import { PrintedVolume } from './printed-volume.ts';

describe('printed volume', () => {
  it('is used once, at its price and side, while it is fresh', () => {
    const prints = new PrintedVolume(100);
    prints.push(0, 100, 9);
    prints.push(50, 100, -2);
    prints.push(60, 100, -3);
    prints.push(60, 101, -7);
    expect(prints.take(120, 100, -1, 4)).toBe(4);
    expect(prints.take(120, 100, -1, 4)).toBe(1);
    expect(prints.take(120, 100, 1, 4)).toBe(0);
    expect(prints.take(100, 101, -1, 4)).toBe(4);
    expect(prints.take(161, 101, -1, 4)).toBe(0);
  });

  it('knows the last 256 prints of a moment', () => {
    const prints = new PrintedVolume(100);
    for (let i = 0; i < 300; i += 1) prints.push(0, 100, 1);
    expect(prints.take(0, 100, 1, 1000)).toBe(256);
  });
});
