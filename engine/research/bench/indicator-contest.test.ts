import { describe, expect, it } from 'vitest';
import { randomWalk } from './bars-to-run.ts';
import { type ContestSeries, expectSameValues } from './indicator-contest.ts';
import { indicatorts } from './indicator-indicatorts.ts';
import { oneBand, ourBatchContenders, ourContenders } from './indicator-ours.ts';
import { ourBarContenders, ourFormulaContenders } from './indicator-ours-of-bars.ts';
import { ourFurtherBatches, ourFurtherContenders, theirFurtherContenders } from './indicators-further.ts';
import { theirBarContenders } from './indicator-theirs-of-bars.ts';
import { technicalIndicators } from './indicator-technicalindicators.ts';
import { tradingSignals } from './indicator-trading-signals.ts';

const rows = randomWalk(7, 2000);
const series: ContestSeries = {
  highs: rows.map(({ high }) => high),
  lows: rows.map(({ low }) => low),
  closes: rows.map(({ close }) => close),
  volumes: rows.map(({ volumeBase }) => volumeBase),
  candles: rows.map(({ open, high, low, close, volumeBase: volume }) => ({ open, high, low, close, volume })),
};
const others = [
  ...tradingSignals(series),
  ...technicalIndicators(series),
  ...indicatorts(series),
  ...theirBarContenders(series, undefined),
  ...theirFurtherContenders(series),
  ...ourBatchContenders(series),
  ...ourFurtherBatches(series),
  ...ourFormulaContenders(series),
];
const oursOf = (indicator: string): ArrayLike<number> =>
  [...ourContenders(series), ...ourBarContenders(series), ...ourFurtherContenders(series)]
    .find((each) => each.indicator === indicator)
    ?.run() ?? [];

describe('the indicator contest', () => {
  it.each(
    others
      .filter(({ means }) => means === undefined)
      .map((other) => [other.indicator, other.library, other.form, other] as const),
  )('compares our %s with that of %s (%s) on 1,500 bars', (indicator, _library, _form, other) => {
    expect(expectSameValues(oursOf(indicator), other)).toBe(1500);
  });

  it('gives one band and all three the same upper one', () => {
    expect([...oneBand(series.closes)()]).toEqual(Array.from(oursOf('bollinger')));
  });

  it('names the first bar in which somebody is wrong', () => {
    const wrong = { library: 'a library', form: 'batch', indicator: 'ema', run: () => [1, 2, 3.5] } as const;
    expect(() => expectSameValues([1, 2, 3], { ...wrong, comparedFrom: 0 })).toThrow(
      'ema of a library at bar 2 must be 3, was 3.5',
    );
  });
});
