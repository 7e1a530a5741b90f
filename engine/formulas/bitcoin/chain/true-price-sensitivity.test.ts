import { describe, expect, it } from 'vitest';
import { inputThatGives, rangesWithin, truePriceSensitivities } from './true-price-sensitivity.ts';
import { TRUE_PRICE_DEFAULTS, truePrice } from './true-price-terms.ts';

const CHECK = {
  ...TRUE_PRICE_DEFAULTS,
  height: 925_000,
  difficulty: 150e12,
  blockTime: 1_764_000_000,
};

describe('the sensitivities of TRUE PRICE', () => {
  const price = truePrice(CHECK)?.truePrice ?? 0;

  it('names the efficiency and the difficulty of the catalogue check', () => {
    expect(inputThatGives(96_972, 'fleetEfficiency', CHECK)).toBeCloseTo(25.1906635307, 8);
    // The difficulty that stands for 1e21 hashes a second.
    const difficulty = (1e21 * 600) / 2 ** 32;
    expect(difficulty).toBeCloseTo(139_698_386_192_000, -4);
    const atOtherHashRate = { ...CHECK, difficulty };
    expect(inputThatGives(96_972, 'fleetEfficiency', atOtherHashRate)).toBeCloseTo(27.0482690073, 8);
  });

  it('moves the price in proportion to what it is proportional to', () => {
    const ranges = rangesWithin(CHECK, ['difficulty', 'electricityPrice', 'fleetEfficiency'], 0.2);
    for (const { priceAtHigh, priceAtLow, swing } of truePriceSensitivities(CHECK, ranges)) {
      expect(priceAtLow).toBeCloseTo(0.8 * price, 6);
      expect(priceAtHigh).toBeCloseTo(1.2 * price, 6);
      expect(swing).toBeCloseTo(0.4 * price, 6);
    }
  });

  it('tells the widest swing first and what has no price at the end', () => {
    const sensitivities = truePriceSensitivities(CHECK, {
      height: { low: 900_000, high: 6_930_000 },
      blockTime: { low: 1_763_000_000, high: 1_764_000_000 },
      fleetEfficiency: { low: 20, high: 35 },
    });
    expect(sensitivities.map(({ input }) => input)).toEqual(['fleetEfficiency', 'blockTime', 'height']);
    expect(sensitivities[2]).toMatchObject({ priceAtHigh: undefined, swing: undefined });
    expect(sensitivities[0]).toMatchObject({ low: 20, high: 35 });
  });

  it('refuses a share that leaves no range', () => {
    expect(() => rangesWithin(CHECK, ['difficulty'], 0)).toThrow('a share must lie between 0 and 1, was 0');
  });
});
