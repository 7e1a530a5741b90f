import { ATR, BollingerBands, EMA, RSI } from 'trading-signals';
import { type Candle, type Contender, type ContestSeries, emptyRow, SETTINGS } from './indicator-contest.ts';

const library = 'trading-signals';

/** trading-signals, which takes a value at a time. */
export function tradingSignals({ candles, closes }: ContestSeries): Contender[] {
  const values = emptyRow(closes.length);
  return [
    {
      library,
      form: 'streaming',
      indicator: 'ema',
      run() {
        const next = new EMA(SETTINGS.ema);
        for (let i = 0; i < closes.length; i += 1) values[i] = next.update(closes[i] as number, false) ?? NaN;
        return values;
      },
    },
    {
      library,
      form: 'streaming',
      indicator: 'rsi',
      run() {
        const next = new RSI(SETTINGS.rsi);
        for (let i = 0; i < closes.length; i += 1) values[i] = next.update(closes[i] as number, false) ?? NaN;
        return values;
      },
    },
    {
      library,
      form: 'streaming',
      indicator: 'atr',
      run() {
        const next = new ATR(SETTINGS.atr);
        for (let i = 0; i < closes.length; i += 1)
          values[i] = next.update(candles[i] as Candle, false) ?? NaN;
        return values;
      },
    },
    {
      library,
      form: 'streaming',
      indicator: 'bollinger',
      run() {
        const next = new BollingerBands(SETTINGS.bollinger, SETTINGS.deviations);
        for (let i = 0; i < closes.length; i += 1)
          values[i] = next.update(closes[i] as number, false)?.upper ?? NaN;
        return values;
      },
    },
  ];
}
