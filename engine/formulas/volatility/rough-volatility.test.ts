import { describe, expect, it } from 'vitest';
import { walkBars } from '../contract-tests/catalogue-fixtures.ts';
import { describeFormulaContract } from '../contract-tests/describe-formula-contract.ts';
import { roughForecast, roughVolatility, scalingExponent } from './rough-volatility.ts';

describe('rough volatility', () => {
  it('gives a straight line the exponent 1 of the catalogue check', () => {
    const line = Float64Array.from({ length: 64 }, (_, k) => 0.3 * k);
    expect(scalingExponent(line, [1, 2, 4, 8])).toBeCloseTo(1, 12);
  });

  it('has no exponent of a path that does not move', () => {
    expect(scalingExponent(new Float64Array(64), [1, 2, 4])).toBeUndefined();
  });

  it('expects of an unchanging volatility that it stays', () => {
    const path = new Float64Array(200).fill(Math.log(0.01));
    expect(roughForecast(path, 0.1, 0)).toBeCloseTo(0.01, 14);
  });

  it('weighs two blocks by 1 / (1.5 sqrt 0.5^(2H + 1)) and 1 / (2.5 sqrt 1.5^(2H + 1))', () => {
    const newest = 1 / (1.5 * 0.5 ** 0.6);
    const older = 1 / (2.5 * 1.5 ** 0.6);
    const forecast = roughForecast(Float64Array.of(-4, -3), 0.1, 0);
    expect(Math.log(forecast)).toBeCloseTo((-3 * newest - 4 * older) / (newest + older), 12);
  });

  it('adds half of what the roughness makes of the mean: gamma(1.4) / (gamma(0.6) gamma(1.8))', () => {
    const plain = roughForecast(Float64Array.of(-4, -3), 0.1, 0);
    const rough = roughForecast(Float64Array.of(-4, -3), 0.1, 0.2);
    const factor = 0.8872638175 / (1.4891922488 * 0.931383771);
    expect(Math.log(rough / plain)).toBeCloseTo(0.1 * factor, 9);
  });
});

describeFormulaContract(roughVolatility, { n: 120, block: 2, target: 0.4 }, walkBars(22, 260));
