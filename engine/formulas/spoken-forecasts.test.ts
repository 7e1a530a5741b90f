import { describe, expect, it } from 'vitest';
import { barsOfReturns } from './contract-tests/bars-of-returns.ts';
import { normals } from './contract-tests/catalogue-fixtures.ts';
import type { MarketStep } from './formula.ts';
import { type JudgedForecast, SpokenForecasts } from './spoken-forecasts.ts';

const returns = normals(397, 60).map((z) => 0.01 * z);
const bars = barsOfReturns(returns);

const voteAt = (time: number, signal: number): MarketStep => ({
  kind: 'vote',
  time,
  vote: { winner: 1, signal, confidence: 1, probabilityUp: 0.5 },
});
const opinionAt = (time: number, signal: number, ready: 0 | 1): MarketStep => ({
  kind: 'opinions',
  time,
  opinions: {
    ids: [31],
    signals: Float64Array.of(signal),
    confidences: Float64Array.of(1),
    values: Float64Array.of(signal),
    isReady: Uint8Array.of(ready),
  },
});

/** What is judged where each bar is followed by these steps. */
function judged(formula: number, said: (time: number, index: number) => MarketStep[]): JudgedForecast[] {
  const forecasts = new SpokenForecasts(formula);
  return bars.flatMap((bar, i) => {
    const time = bar.openTime + bar.intervalMs;
    const steps: MarketStep[] = [{ kind: 'bar', time, bar }, ...said(time, i)];
    return steps.flatMap((step) => forecasts.take(step) ?? []);
  });
}

describe('spoken forecasts', () => {
  it('are those said at a close, with the return of the bar after it', () => {
    const found = judged(0, (time, i) => [voteAt(time, i / 100)]);
    expect(found.map(({ signal }) => signal)).toEqual(bars.slice(20, -1).map((_, i) => (i + 20) / 100));
    found.forEach(({ outcome }, i) => expect(outcome).toBeCloseTo(returns[i + 20] ?? NaN, 12));
  });

  it('do not change while the next bar is under way', () => {
    const atClose = judged(0, (time, i) => [voteAt(time, i / 100)]);
    expect(judged(0, (time, i) => [voteAt(time, i / 100), voteAt(time + 50_000, 0.9)])).toEqual(atClose);
  });

  it('of a formula that was not ready at the close do not exist', () => {
    const late = (time: number) => [opinionAt(time, 0.5, 0), opinionAt(time + 50_000, 0.5, 1)];
    expect(judged(31, late)).toEqual([]);
    expect(judged(31, (time) => [opinionAt(time, 0.5, 1)]).length).toBe(bars.length - 21);
  });
});
