import { ATR, BollingerBands, EMA, RSI } from 'technicalindicators';
import { type Candle, type Contender, type ContestSeries, emptyRow, SETTINGS } from './indicator-contest.ts';

const library = 'technicalindicators';
const streaming = { library, form: 'streaming' } as const;
/** It cuts its RSI to two digits after the point: half a hundredth of at most 100. */
const TWO_DIGITS = 0.005 + 1e-9;

/** technicalindicators, which takes a value at a time or a whole series. */
export const technicalIndicators = (series: ContestSeries): Contender[] => [
  ...valueByValue(series),
  ...wholeSeries(series),
];

function valueByValue({ candles, closes }: ContestSeries): Contender[] {
  const values = emptyRow(closes.length);
  return [
    {
      ...streaming,
      indicator: 'ema',
      run() {
        const next = new EMA({ period: SETTINGS.ema, values: [] });
        for (let i = 0; i < closes.length; i += 1) values[i] = next.nextValue(closes[i] as number) ?? NaN;
        return values;
      },
    },
    {
      ...streaming,
      indicator: 'rsi',
      tolerance: TWO_DIGITS,
      run() {
        const next = new RSI({ period: SETTINGS.rsi, values: [] });
        for (let i = 0; i < closes.length; i += 1) values[i] = next.nextValue(closes[i] as number) ?? NaN;
        return values;
      },
    },
    {
      ...streaming,
      indicator: 'atr',
      run() {
        const next = new ATR({ period: SETTINGS.atr, high: [], low: [], close: [] });
        for (let i = 0; i < closes.length; i += 1) values[i] = next.nextValue(candles[i] as Candle) ?? NaN;
        return values;
      },
    },
    {
      ...streaming,
      indicator: 'bollinger',
      run() {
        const next = new BollingerBands({
          period: SETTINGS.bollinger,
          stdDev: SETTINGS.deviations,
          values: [],
        });
        for (let i = 0; i < closes.length; i += 1)
          values[i] = next.nextValue(closes[i] as number)?.upper ?? NaN;
        return values;
      },
    },
  ];
}

function wholeSeries({ closes, highs, lows }: ContestSeries): Contender[] {
  return [
    {
      library,
      form: 'batch',
      indicator: 'ema',
      run: () => EMA.calculate({ period: SETTINGS.ema, values: closes }),
    },
    {
      library,
      form: 'batch',
      indicator: 'rsi',
      tolerance: TWO_DIGITS,
      run: () => RSI.calculate({ period: SETTINGS.rsi, values: closes }),
    },
    {
      library,
      form: 'batch',
      indicator: 'atr',
      run: () => ATR.calculate({ period: SETTINGS.atr, high: highs, low: lows, close: closes }),
    },
    {
      library,
      form: 'batch',
      indicator: 'bollinger',
      run: () =>
        BollingerBands.calculate({
          period: SETTINGS.bollinger,
          stdDev: SETTINGS.deviations,
          values: closes,
        }).map(({ upper }) => upper),
    },
  ];
}
