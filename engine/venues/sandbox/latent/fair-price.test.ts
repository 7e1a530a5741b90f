import { describe, expect, it } from 'vitest';
import { Random } from '../../../numerics/random.ts';
import { calibrations } from '../calibration.ts';
import { Economy } from './economy.ts';
import { FAIR_STEP_MS, FairPrice } from './fair-price.ts';
import { MeanRevertingValue } from './mean-reversion.ts';
import { RegimeSwitch } from './regime.ts';

const [btc] = calibrations;
if (btc === undefined) throw new RangeError('the first calibration is missing');
const fairPrice = (noEdge: boolean): FairPrice => new FairPrice(btc, 640_000, new Random(31), noEdge);

describe('a fair price', () => {
  it('starts where it is told to, with nothing private', () => {
    const price = fairPrice(false);
    expect(price.publicPrice).toBeCloseTo(640_000, 6);
    expect(price.informedPrice).toBe(price.publicPrice);
    expect(price.pressure).toBe(0);
  });

  it('takes in 65 % of news at once and the rest later; the informed know all of it at once', () => {
    const price = fairPrice(false);
    price.shock(0.001);
    expect(price.publicPrice / 640_000 - 1).toBeCloseTo(0.00065, 9);
    expect(price.informedPrice / price.publicPrice - 1).toBeCloseTo(0.00035, 9);
    expect(price.pressure).toBe(1);
  });

  it('takes in news whole, and keeps nothing private, in a market without edge', () => {
    const price = fairPrice(true);
    price.shock(-0.001);
    for (let step = 0; step < 1000; step += 1) price.step(1, 1);
    expect(price.informedPrice).toBe(price.publicPrice);
    expect(price.pressure).toBe(0);
  });

  it('lets what is private become public: the informed price leads', () => {
    const price = fairPrice(false);
    const random = new Random(32);
    let product = 0;
    let square = 0;
    for (let step = 0; step < 20_000; step += 1) {
      const gap = price.informedPrice / price.publicPrice - 1;
      const before = price.publicPrice;
      for (let within = 0; within < 50; within += 1) price.step(random.normal(), random.normal());
      product += gap * (price.publicPrice / before - 1);
      square += gap * gap;
    }
    // In 5 s a share of 1 - (1 - 1/200)^50 = 0.22 of a 20 s leak has come out; its noise allows 0.12 to 0.32.
    expect(product / square).toBeGreaterThan(0.12);
    expect(product / square).toBeLessThan(0.32);
  });
});

describe('a mean-reverting value', () => {
  it('wanders with the deviation asked for and half of it is left after the half-life', () => {
    const random = new Random(33);
    const value = new MeanRevertingValue(2, 1000, 100);
    const seen = Array.from({ length: 100_000 }, () => {
      value.step(random);
      return value.value;
    });
    const square = seen.reduce((sum, now) => sum + now * now, 0) / seen.length;
    const lagged =
      seen.slice(10).reduce((sum, now, at) => sum + now * (seen[at] ?? 0), 0) / (seen.length - 10);
    expect(Math.sqrt(square)).toBeCloseTo(2, 0);
    expect(lagged / square).toBeGreaterThan(0.45);
    expect(lagged / square).toBeLessThan(0.55);
  });
});

describe('the regime', () => {
  it('visits all three moods over a day, drifts only while trending, and stays for minutes', () => {
    const regime = new RegimeSwitch(new Random(34), 0);
    const seen = new Set<string>();
    let switches = 0;
    for (let now = 0; now < 86_400_000; now += 1000) {
      const before = regime.regime;
      regime.advanceTo(now);
      if (regime.regime !== before) switches += 1;
      seen.add(regime.regime);
      expect(regime.drift !== 0).toBe(regime.regime === 'trending');
    }
    expect([...seen].toSorted()).toEqual(['calm', 'trending', 'volatile']);
    // Mean stay of about 15 minutes: 24 h see about 94 switches.
    expect(switches).toBeGreaterThan(50);
    expect(switches).toBeLessThan(160);
  });
});

describe('the economy without edge', () => {
  it('is a martingale: the mean of many ten-minute moves is zero within three standard errors', () => {
    const settings = { calibrations, startTicks: [640_000, 320_000, 15_000], startMs: 0, noEdge: true };
    const moves = Array.from({ length: 300 }, (_, seed) => {
      const economy = new Economy({ ...settings, random: new Random(seed) });
      for (let now = 0; now < 600_000; now += FAIR_STEP_MS) economy.step(now);
      return (economy.prices[0]?.index ?? 0) / (640_000 / 1.0003) - 1;
    });
    const mean = moves.reduce((sum, move) => sum + move, 0) / moves.length;
    const deviation = Math.sqrt(moves.reduce((sum, move) => sum + (move - mean) ** 2, 0) / moves.length);
    expect(deviation).toBeGreaterThan(0.0005);
    expect(Math.abs(mean)).toBeLessThan((3 * deviation) / Math.sqrt(moves.length));
  });
});
