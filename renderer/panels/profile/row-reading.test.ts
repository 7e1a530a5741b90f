import { describe, expect, it } from 'vitest';
import type { TpoProfileView, VolumeProfileView } from '../../../engine/contract/footprint-commands.ts';
import { sampleView } from '../../engine-client/fixtures/sample-view.ts';
import { formatDay } from '../../formatting/times.ts';
import { en } from '../../language/en.ts';
import { spokenRow, spotByKey } from './row-reading.ts';

const TICK = 0.5;
/** Four rows of ten ticks from tick 1000; most traded in the second: ticks 1010 to 1019, in the middle 1015. */
const volume = {
  fromMs: 0,
  fromTicks: 1000,
  rowTicks: 10,
  pointOfControl: 1015 * TICK,
  buyLots: Float64Array.of(1, 30, 0, 2),
  sellLots: Float64Array.of(4, 20, 0, 1),
} as unknown as VolumeProfileView;
const tpo = {
  fromMs: 0,
  fromTicks: 1000,
  rowTicks: 10,
  pointOfControl: 1005 * TICK,
  periods: Uint16Array.of(0, 1, 27),
  rowEnds: Uint32Array.of(2, 3, 3),
} as unknown as TpoProfileView;

const walk = (keys: readonly string[], profiles = [volume, volume]) =>
  keys.reduce<ReturnType<typeof spotByKey>>((spot, key) => spotByKey(profiles, spot, key, TICK), undefined);

describe('the keys of a profile', () => {
  it.each([
    [['ArrowUp'], { at: 1, ticks: 1010 }],
    [['ArrowUp', 'ArrowUp'], { at: 1, ticks: 1020 }],
    [['ArrowUp', 'ArrowDown', 'ArrowDown'], { at: 1, ticks: 1000 }],
    [['p', 'PageUp'], { at: 1, ticks: 1030 }],
    [['p', 'Home'], { at: 1, ticks: 1030 }],
    [['p', 'End'], { at: 1, ticks: 1000 }],
    [['p', 'Home', 'p'], { at: 1, ticks: 1010 }],
    [['p', 'Home', 'ArrowLeft'], { at: 0, ticks: 1030 }],
    [['p', 'ArrowRight'], { at: 1, ticks: 1010 }],
  ])('%j lead to %o', (keys, spot) => expect(walk(keys)).toEqual(spot));

  it('are not those of others', () => expect(walk(['x'])).toBeUndefined());

  it('lead nowhere without a profile', () => expect(walk(['ArrowUp'], [])).toBeUndefined());
});

describe('a row in words', () => {
  const instrument = { ...sampleView.instruments[0]!, tickSize: '0.5', lotSize: '0.01', base: 'BTC' };

  it('says what was bought and sold, and that it is the point of control', () => {
    expect(spokenRow(volume, 1012, instrument, en.profile)).toBe(
      `${formatDay(0)}, 505.0 – 509.5, POC, bought 0.30 BTC, sold 0.20 BTC, delta +0.10 BTC`,
    );
    expect(spokenRow(volume, 9999, instrument, en.profile)).toBe(
      `${formatDay(0)}, 515.0 – 519.5, bought 0.02 BTC, sold 0.01 BTC, delta +0.01 BTC`,
    );
  });

  it('names the half hours that touched it', () => {
    expect(spokenRow(tpo, 1000, instrument, en.profile)).toMatch(/POC, periods A B$/);
    expect(spokenRow(tpo, 1010, instrument, en.profile)).toMatch(/periods b$/);
    expect(spokenRow(tpo, 1020, instrument, en.profile)).toMatch(/nothing traded$/);
  });
});
