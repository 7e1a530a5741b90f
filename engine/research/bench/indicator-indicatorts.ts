import { atr, bb, ema, rsi } from 'indicatorts';
import { type Contender, type ContestSeries, SETTINGS } from './indicator-contest.ts';

const library = 'indicatorts';
const form = 'batch';

/** indicatorts, which takes a whole series. */
export function indicatorts({ closes, highs, lows }: ContestSeries): Contender[] {
  return [
    { library, form, indicator: 'ema', run: () => ema(closes, { period: SETTINGS.ema }) },
    { library, form, indicator: 'rsi', run: () => rsi(closes, { period: SETTINGS.rsi }) },
    {
      library,
      form,
      indicator: 'atr',
      means: 'a simple mean of true ranges instead of Wilder’s',
      run: () => atr(highs, lows, closes, { period: SETTINGS.atr }).atrLine,
    },
    { library, form, indicator: 'bollinger', run: () => bb(closes, { period: SETTINGS.bollinger }).upper },
  ];
}
