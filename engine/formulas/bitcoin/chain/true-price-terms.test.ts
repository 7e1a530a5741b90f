import { describe, expect, it } from 'vitest';
import { TRUE_PRICE_DEFAULTS, truePrice } from './true-price-terms.ts';

const CHECK = {
  ...TRUE_PRICE_DEFAULTS,
  height: 925_000,
  difficulty: 150e12,
  blockTime: 1_764_000_000,
};

describe('TRUE PRICE', () => {
  it('has the intermediate numbers of the catalogue check', () => {
    const expected = {
      halvings: 4,
      subsidy: 3.125,
      supply: 19_953_128.125,
      hashRate: 1.073741824e21,
      networkPowerWatt: 28.454158336e9,
      energyPerCoin: 1_517_555.11125,
      productionCost: 66_772.4248951,
      stockToFlow: 121.480232116,
      scarcity: 0.191990062036,
      days: 6168.90619213,
      maturity: 0.352941283641,
      supplyTerm: 0.9513512203,
      multiplier: 1.52776118292,
      truePrice: 102_012.318844,
    };
    const terms = truePrice(CHECK);
    for (const [name, value] of Object.entries(expected)) {
      const got = terms?.[name as keyof typeof expected] ?? NaN;
      expect(Math.abs(got - value) / Math.max(1, value), name).toBeLessThanOrEqual(1e-9);
    }
  });

  it('takes the energy of the network for the time of a block', () => {
    const { energyPerBlock = 0, networkPowerWatt = 0 } = truePrice(CHECK) ?? {};
    expect(energyPerBlock).toBeCloseTo((networkPowerWatt * 600) / 3.6e6, 3);
  });

  it('counts the chain as at least two days old', () => {
    expect(truePrice({ ...CHECK, blockTime: CHECK.genesisTime })?.days).toBe(2);
  });

  it.each([
    ['blocks that issue nothing', { height: 6_930_000 }],
    ['a height below the first block', { height: -1 }],
    ['a difficulty of zero', { difficulty: 0 }],
    ['a time that is missing', { blockTime: NaN }],
    ['electricity for nothing', { electricityPrice: 0 }],
  ])('does not exist for %s', (_what, change) => {
    expect(truePrice({ ...CHECK, ...change })).toBeUndefined();
  });
});
