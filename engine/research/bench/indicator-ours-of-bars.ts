import { parabolicSar } from '../../formulas/direction/parabolic-sar.ts';
import { vortexIndicator } from '../../formulas/direction/vortex-indicator.ts';
import { exponentialMovingAverage } from '../../formulas/filtering/exponential-moving-average.ts';
import { simpleMovingAverage } from '../../formulas/filtering/simple-moving-average.ts';
import type { FormulaRun } from '../../formulas/formula.ts';
import { commodityChannelIndex } from '../../formulas/mean-reversion/commodity-channel-index.ts';
import { stochasticOscillator } from '../../formulas/mean-reversion/stochastic-oscillator.ts';
import { moneyFlowIndex } from '../../formulas/microstructure/money-flow-index.ts';
import { adxDirectionalMovement } from '../../formulas/regime/adx-directional-movement.ts';
import { macdHistogram } from '../../formulas/time-series/macd-histogram.ts';
import {
  type Candle,
  type Contender,
  type ContestSeries,
  emptyRow,
  type IndicatorName,
  SETTINGS,
} from './indicator-contest.ts';
import { barToFill, ofCloses } from './indicator-ours.ts';

/** Our formulas of whole bars, fed as features are; where libraries give what we read beside the value, that is read. */
export const ourBarContenders = (series: ContestSeries): Contender[] => [
  ofBars(series, 'stochastic', () => stochasticOscillator.start(stochasticOscillator.defaults)),
  ofBars(series, 'cci', () => commodityChannelIndex.start({ n: SETTINGS.cci })),
  ofBars(series, 'adx', () => adxDirectionalMovement.start({ n: SETTINGS.adx })),
  ofBars(series, 'mfi', () => moneyFlowIndex.start({ n: SETTINGS.mfi })),
  ofBars(series, 'vortex', () => vortexIndicator.start(vortexIndicator.defaults), 'up'),
];

/**
 * Formulas whose kernel alone is what libraries share: those of charts, and those of the catalogue that set it
 * against what is usual besides.
 */
export function ourFormulaContenders(series: ContestSeries): Contender[] {
  const { closes } = series;
  const ofKernel = { library: 'edgewright', form: 'streaming' } as const;
  const average = { window: SETTINGS.ema, seedMean: 0 };
  return [
    {
      ...ofKernel,
      indicator: 'ema',
      run: ofCloses(closes, () => exponentialMovingAverage.start(average)),
    },
    {
      ...ofKernel,
      indicator: 'sma',
      run: ofCloses(closes, () => simpleMovingAverage.start({ window: SETTINGS.sma })),
    },
    ofBars(series, 'macd', () => macdHistogram.start(macdHistogram.defaults), 'macd'),
    ofBars(series, 'psar', () => parabolicSar.start(parabolicSar.defaults), 'stop'),
  ];
}

/** A formula of bars as a contender; of what it says beside its value, the reading named. */
export function ofBars(
  { candles }: ContestSeries,
  indicator: IndicatorName,
  start: () => FormulaRun<'bar'>,
  reading?: string,
): Contender {
  const values = emptyRow(candles.length);
  const bar = barToFill();
  const run = () => {
    const next = start();
    const read = reading === undefined ? undefined : next.readings?.[reading];
    for (let i = 0; i < candles.length; i += 1) {
      const { close, high, low, open, volume } = candles[i] as Candle;
      bar.open = open;
      bar.high = high;
      bar.low = low;
      bar.close = close;
      bar.volumeBase = volume;
      const value = next(bar);
      values[i] = (read === undefined ? value : read()) ?? NaN;
    }
    return values;
  };
  return { library: 'edgewright', form: 'streaming', indicator, run };
}
