import { describe, expect, it } from 'vitest';
import { Mulberry32 } from '../../../numerics/mulberry32.ts';
import { AnalogMemory } from './analog-memory.ts';

const WIDTH = 14;
const sizes = { M: 600, k: 20, gap: 5 };

interface Sample {
  readonly x: Float64Array;
  readonly label: number;
}

/** The forecast by the words of the definition. */
function byHand(x: Float64Array, samples: readonly Sample[]): number {
  const remembered = samples.slice(-sizes.M).map((sample, place) => {
    const squares = sample.x.reduce((sum, each, j) => sum + (each - (x[j] ?? NaN)) ** 2, 0);
    return { ...sample, place, distance: Math.sqrt(squares) };
  });
  const chosen: typeof remembered = [];
  for (const each of remembered.toSorted((a, b) => a.distance - b.distance || b.place - a.place)) {
    if (chosen.length === sizes.k) break;
    if (chosen.every(({ place }) => Math.abs(place - each.place) > sizes.gap)) chosen.push(each);
  }
  const weight = chosen.reduce((sum, { distance }) => sum + 1 / (distance + 1e-6), 0);
  return chosen.reduce((sum, { distance, label }) => sum + label / (distance + 1e-6) / weight, 0);
}

describe('the memory of analogs', () => {
  // Moments follow from each other, and in some hours they hardly differ.
  it.each([1, 0.5, 0.02])('forecasts by its definition where moments change by %d', (change) => {
    const random = new Mulberry32(82);
    const memory = new AnalogMemory(WIDTH, sizes);
    const samples: Sample[] = [];
    let x = new Float64Array(WIDTH);
    const compared: { readonly forecast: number; readonly expected: number }[] = [];
    for (let t = 0; t < 900; t += 1) {
      x = x.map((each) => Math.max(-5, Math.min(5, 0.9 * each + change * random.normal())));
      const forecast = t % 9 === 0 ? memory.predict(x) : undefined;
      if (forecast !== undefined) compared.push({ forecast, expected: byHand(x, samples) });
      const label = random.normal();
      memory.learn(x, label);
      samples.push({ x, label });
    }
    expect(compared.length).toBeGreaterThan(40);
    for (const { expected, forecast } of compared) expect(forecast).toBeCloseTo(expected, 9);
  });
});
