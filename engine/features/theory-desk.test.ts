import { describe, expect, it } from 'vitest';
import type { Bar } from '../domain/market/bar.ts';
import { THEORY_NAMES } from '../domain/theory/theory-reading.ts';
import { Random } from '../numerics/random.ts';
import { THEORY_SERIES, TheoryDesk } from './theory-desk.ts';

const random = new Random(7);
let close = 100;
const bars = Array.from({ length: 260 }, (_, place): Bar => {
  const open = close;
  close *= Math.exp(0.001 * random.normal());
  const [high, low] = [Math.max(open, close), Math.min(open, close)];
  const openTime = (place * 60_000) as Bar['openTime'];
  return {
    openTime,
    intervalMs: 60_000,
    open,
    high,
    low,
    close,
    volumeBase: 1,
    buyVolumeBase: 0,
    tradeCount: 0,
  };
});
const opened = () => new TheoryDesk({ intervalMs: 60_000, preset: 'corrected', coin: 'BTC' });

describe('the theory desk', () => {
  it('says how far each theory is from its first reading', () => {
    const desk = opened();
    for (const bar of bars.slice(0, 100)) desk.pushBar(bar);
    const states = desk.read();
    expect(states.map(({ theory }) => theory)).toEqual(THEORY_NAMES);
    expect(states.find(({ theory }) => theory === 'kalman')).toMatchObject({ bars: 100, warmUp: 60 });
    expect(states.find(({ theory }) => theory === 'hurst')).not.toHaveProperty('reading');
    expect(desk.upProbability('kalman')).toBeGreaterThan(0);
    expect(desk.upProbability('hurst')).toBeUndefined();
  });

  it('passes over a bar it knows, and refuses one of another length', () => {
    const desk = opened();
    for (const bar of [...bars, ...bars.slice(-5)]) desk.pushBar(bar);
    const once = opened();
    for (const bar of bars) once.pushBar(bar);
    expect(desk.read()).toEqual(once.read());
    const longer = bars.slice(0, 1).map((bar) => ({ ...bar, intervalMs: 300_000 }));
    expect(() => longer.forEach((bar) => desk.pushBar(bar))).toThrow(
      'a theory desk of 60000 ms was told a bar of 300000 ms',
    );
  });

  it('passes numbers from outside on to whoever listens', () => {
    const desk = opened();
    for (const bar of bars) desk.pushBar(bar);
    expect(THEORY_SERIES).toContain('sentiment.fear-and-greed');
    desk.tellSeries('sentiment.fear-and-greed', 260 * 60_000, 10);
    desk.tellSeries('chain.height', 260 * 60_000, 1);
    expect(desk.read().at(-1)?.reading?.value).toBe(1);
  });

  it('keeps a number from bars that ended before it was told', () => {
    const toldFirst = opened();
    toldFirst.tellSeries('sentiment.fear-and-greed', 200.5 * 60_000, 10);
    const toldInTime = opened();
    for (const bar of bars) {
      toldFirst.pushBar(bar);
      if (bar.openTime === 200 * 60_000)
        toldInTime.tellSeries('sentiment.fear-and-greed', 200.5 * 60_000, 10);
      toldInTime.pushBar(bar);
      const isKnown = bar.openTime >= 200 * 60_000;
      expect(toldFirst.read().at(-1)?.reading === undefined).toBe(!isKnown);
    }
    expect(toldFirst.read()).toEqual(toldInTime.read());
  });
});
