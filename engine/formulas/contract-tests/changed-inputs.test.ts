import { describe, expect, it } from 'vitest';
import type { Bar } from '../../domain/market/bar.ts';
import { unixMs } from '../../domain/units/time.ts';
import type { MarketStep } from '../formula.ts';
import { delayed, refilled, withoutTrade } from './changed-inputs.ts';

const bar: Bar = {
  openTime: unixMs(60_000),
  intervalMs: 60_000,
  open: 1,
  high: 3,
  low: 1,
  close: 2,
  volumeBase: 5,
  buyVolumeBase: 2,
  tradeCount: 4,
};
const step: MarketStep = { kind: 'bar', time: 120_000, bar };
const peers: MarketStep = {
  kind: 'peers',
  time: 120_000,
  peers: { symbols: ['a', 'b'], bars: [bar, undefined], leader: -1 },
};

describe('changed inputs of formulas', () => {
  it('come later with everything in them', () => {
    expect(delayed(step, 1000)).toMatchObject({
      time: 121_000,
      bar: { openTime: 61_000, intervalMs: 60_000 },
    });
    expect(delayed(peers, 1000)).toMatchObject({ peers: { bars: [{ openTime: 61_000 }, undefined] } });
  });

  it('are of a market where nobody trades, also within a step', () => {
    const quiet = { open: 2, high: 2, low: 2, close: 2, volumeBase: 0, tradeCount: 0 };
    expect(withoutTrade(bar)).toMatchObject(quiet);
    expect(withoutTrade(step)).toMatchObject({ bar: quiet });
    expect(withoutTrade(peers)).toMatchObject({ peers: { bars: [quiet, undefined] } });
  });

  it('are written into the objects of the input before, as deep as they go', () => {
    const first = refilled(undefined, step) as typeof step;
    const kept = first.bar;
    const second = refilled(first, { ...step, bar: { ...bar, close: 9 } }) as typeof step;
    expect([second.bar === kept, kept.close, bar.close]).toEqual([true, 9, 2]);
    expect(refilled(second, peers)).toEqual(peers);
  });
});
