import { describe, expect, it } from 'vitest';
import { unixMs } from '../../../domain/units/time.ts';
import { barsOfReturns } from '../../contract-tests/bars-of-returns.ts';
import { normals, walkBars } from '../../contract-tests/catalogue-fixtures.ts';
import { decidedBars } from '../../contract-tests/decided-bars.ts';
import { describeFormulaContract } from '../../contract-tests/describe-formula-contract.ts';
import { readingOf } from '../../contract-tests/reading-of.ts';
import { bars } from '../../contract-tests/sample-inputs.ts';
import { bubbleSide, isBubble, lpplsBubbleConfidence } from './lppls-bubble-confidence.ts';
import { sMapForecast } from './s-map-forecast.ts';

/** Bars whose log closes run towards a critical time 20 bars behind the last; `side` 1 upward, -1 downward. */
const bubbleBars = (count: number, side: 1 | -1) =>
  bars(
    ...Array.from({ length: count }, (_, i): [number, number, number] => {
      const left = count + 20 - (i + 1);
      const wave = 0.002 * Math.cos(7 * Math.log(left));
      const close = Math.exp(5 + side * Math.sqrt(left) * (-0.05 + wave));
      return [close, close, close];
    }),
  );

describe('bubbles', () => {
  const fit = { ahead: 20, exponent: 0.5, frequency: 7, A: 5, B: -0.05, C1: 0.003, C2: 0.002, rSquared: 0.9 };

  it('are those whose trend outweighs their waves', () => {
    expect(isBubble(fit)).toBe(true);
    // 0.5 * 0.05 / (7 * 0.0045) = 0.794 is too little.
    expect(isBubble({ ...fit, C1: 0.0045, C2: 0 })).toBe(false);
    expect(isBubble({ ...fit, C1: 0, C2: 0 })).toBe(true);
    expect(isBubble({ ...fit, rSquared: 0.79 })).toBe(false);
    expect(bubbleSide(fit)).toBe(1);
    expect(bubbleSide({ B: 0.1 })).toBe(-1);
  });

  it('end: the signal leans against them', () => {
    const up = lpplsBubbleConfidence.start({ refit: 25 });
    expect(bubbleBars(251, 1).map(up).at(-1)).toBe(1);
    expect(readingOf(up, 'signal')).toBe(-1);
    expect(readingOf(up, 'confidence')).toBe(0.5);
    // The last fit was made one bar ago.
    expect(readingOf(up, 'barsAhead')).toBe(20);
    const down = lpplsBubbleConfidence.start({ refit: 25 });
    expect(bubbleBars(251, -1).map(down).at(-1)).toBe(-1);
    expect(readingOf(down, 'signal')).toBe(1);
  });

  it('are not seen in noise', () => {
    const noise = normals(291, 140).map((z, i) => (i % 2 === 0 ? 0.01 : -0.01) * (1 + 0.1 * z));
    const run = lpplsBubbleConfidence.start({ refit: 24 });
    expect(barsOfReturns(noise).map(run).at(-1)).toBe(0);
    expect(readingOf(run, 'signal')).toBe(0);
    expect(readingOf(run, 'barsAhead')).toBeNaN();
  });
});

describe('the S-map of returns', () => {
  const params = { E: 2, library: 150, ridge: 0.0001, skill: 60 };

  it.each([
    [0.9, 1],
    [0.1, -1],
  ])('learns that a share of %d of the moves goes on', (momentum, sign) => {
    const run = sMapForecast.start(params);
    const moved = decidedBars(292, 400, momentum);
    const hits = moved.filter((bar, i) => {
      run(bar);
      const next = moved[i + 1];
      return next !== undefined && readingOf(run, 'signal') * (next.close - bar.close) > 0;
    });
    expect(hits.length).toBeGreaterThan(0.8 * (400 - 213));
    expect(readingOf(run, 'rho')).toBeGreaterThan(0.4);
    const last = moved.at(-1);
    const lastMove = Math.sign((last?.close ?? 0) - (last?.open ?? 0));
    expect(Math.sign(readingOf(run, 'signal'))).toBe(sign * lastMove);
  });

  it('is not believed where its forecasts were wrong', () => {
    const run = sMapForecast.start({ ...params, library: 20, skill: 20 });
    const said = walkBars(5, 200).map((bar) => {
      run(bar);
      return ['rho', 'signal', 'confidence'].map((name) => readingOf(run, name));
    });
    const wrong = said.filter(([rho = 0]) => rho < 0);
    expect(wrong.length).toBeGreaterThan(5);
    expect(wrong.every(([, signal, confidence]) => signal === 0 && confidence === 0)).toBe(true);
  });

  it('says how local its model is', () => {
    const run = sMapForecast.start(params);
    walkBars(6, 260).forEach(run);
    expect([0, 0.5, 1, 2, 4]).toContain(readingOf(run, 'theta'));
    expect(readingOf(run, 'nonlinearity')).toBeGreaterThanOrEqual(0);
  });
});

const minutes = walkBars(291, 130).map((bar, i) => ({ ...bar, openTime: unixMs(i * 60_000) }));
describeFormulaContract(
  lpplsBubbleConfidence,
  { refit: 24 },
  [...bubbleBars(126, 1), ...minutes.slice(0, 4)].map((bar, i) => ({ ...bar, openTime: unixMs(i * 60_000) })),
);
describeFormulaContract(sMapForecast, { E: 2, library: 20, ridge: 0.0001, skill: 10 }, walkBars(292, 60));
