import { describe, expect, it } from 'vitest';
import { barsOfReturns } from '../../contract-tests/bars-of-returns.ts';
import { barSteps, decidedBars } from '../../contract-tests/decided-bars.ts';
import { bookAt } from '../../contract-tests/sample-inputs.ts';
import type { MarketStep } from '../../formula.ts';
import { risenOrFallen, scaledMove } from './labels.ts';
import { inputsWithBias } from './learner-inputs.ts';
import { onlineWarmUp, startOnline } from './online-run.ts';
import { asForecast } from './output-map.ts';

/** Notes what it is told and always forecasts the same. */
function listener(forecast: number | undefined) {
  const told: { readonly firstInput: number; readonly width: number; readonly label: number }[] = [];
  return {
    told,
    learn: (inputs: Readonly<Float64Array>, label: number) => {
      told.push({ firstInput: inputs[0] ?? NaN, width: inputs.length, label });
    },
    predict: () => forecast,
  };
}

describe('an online learner', () => {
  const bars = decidedBars(3, 80);
  const returns = bars.slice(1).map(({ close }, i) => Math.log(close / (bars[i]?.close ?? NaN)));
  const setting = { H: 2, label: scaledMove, output: asForecast };

  it('learns from the inputs of H bars ago with the label they have now', () => {
    const learner = listener(0);
    const run = startOnline(learner, setting);
    barSteps(bars).forEach((step) => run(step));
    // The first inputs are of bar 61, the first label comes with bar 63.
    expect(learner.told).toHaveLength(80 - 62);
    const first = learner.told[0];
    // The first feature is the return in units of volatility, the label the move of two in units of it.
    const volatility = (returns[59] ?? NaN) / (first?.firstInput ?? NaN);
    expect(first?.label).toBeCloseTo(
      ((returns[60] ?? NaN) + (returns[61] ?? NaN)) / volatility / Math.sqrt(2),
      10,
    );
    expect(first?.width).toBe(14);
  });

  it('is not told of moves too small to have a label', () => {
    const learner = listener(0);
    const wide = Array.from({ length: 100 }, (_, i) => (i % 2 === 0 ? 0.01 : -0.01));
    const run = startOnline(learner, { ...setting, H: 2, label: risenOrFallen });
    for (const step of barSteps(barsOfReturns(wide))) run(step);
    expect(learner.told).toEqual([]);
  });

  it('has a value from its warm-up on, also between bars', () => {
    const run = startOnline(listener(0.7), { ...setting, quietBars: 5 });
    const steps = barSteps(bars);
    const values = steps.map(run);
    expect(onlineWarmUp(2, 5)).toBe(68);
    expect(values.findIndex((value) => value !== undefined)).toBe(67);
    const between: MarketStep = { kind: 'book', time: 0, book: bookAt(0, [1, 1], [2, 1]) };
    expect(run(between)).toBe(0.7);
  });

  it('is believed where its forecasts had the right sign, and not where they had the wrong one', () => {
    const rising = barSteps(barsOfReturns(Array.from({ length: 120 }, (_, i) => 0.01 + 0.001 * (i % 2))));
    const [right, wrong] = [0.5, -0.5].map((forecast) => {
      const run = startOnline(listener(forecast), setting);
      rising.forEach(run);
      return run.readings;
    });
    // 59 labels after 61 bars and 2: a hit rate of 1 - 0.5 * 0.99^59 = 0.7236 is full skill.
    expect(right?.['confidence']?.()).toBe(0.5);
    expect(right?.['signal']?.()).toBeCloseTo(Math.tanh(0.5), 14);
    expect(wrong?.['confidence']?.()).toBe(0);
    expect(wrong?.['signal']?.()).toBeCloseTo(-Math.tanh(0.5), 14);
  });

  it('is neither right nor wrong where nothing moved', () => {
    const still = barSteps(barsOfReturns(Array.from({ length: 120 }, () => 0)));
    const run = startOnline(listener(0.5), { ...setting, further: (skill) => ({ skill }) });
    still.forEach(run);
    expect(run.readings['skill']?.()).toBe(0);
    expect(run.readings['confidence']?.()).toBe(0);
  });

  it('can have a constant among its inputs', () => {
    const learner = listener(undefined);
    const run = startOnline(learner, { ...setting, inputs: inputsWithBias });
    expect(
      barSteps(bars)
        .map(run)
        .filter((value) => value !== undefined),
    ).toEqual([]);
    expect(learner.told[0]?.width).toBe(15);
  });
});
