import { cci, macd, mfi, psar, sma, vortex } from 'indicatorts';
import * as technical from 'technicalindicators';
import * as signals from 'trading-signals';
import type { Tulind } from './build-tulind.ts';
import {
  type Candle,
  type Contender,
  type ContestSeries,
  emptyRow,
  type IndicatorName,
  SETTINGS,
} from './indicator-contest.ts';
import { calledTulind } from './indicator-tulind.ts';

/** What some mean by the same name, where months of bars show it. */
const TIES = 'a move where the moves up and down are equal';
const TURNED = 'a first stop that counts the bar which turned the trend';
const DRIFTED = 'sums that drift, beyond 100 where prices stand still';

/** Sums and differences of prices cost digits, others than ours. */
const LOST_DIGITS = 1e-6;
/** A mean that is carried along drifts over a month. */
const DRIFT = 1e-4;

const {
  adx,
  cci: cciN,
  fast,
  macdSignal,
  mfi: mfiN,
  psarMax: max,
  psarStep: step,
  slow,
  sma: smaN,
} = SETTINGS;
const { stochastic: period, stochasticSmoothing: signalPeriod, vortex: vortexN } = SETTINGS;

/** The further indicators we share with libraries, in the form each library is quickest in. */
export function theirBarContenders(series: ContestSeries, addon: Tulind | undefined): Contender[] {
  return [
    ...ofSignals(series),
    ...ofTechnical(series),
    ...ofIndicatorts(series),
    ...(addon ? ofTulind(series, addon) : []),
  ].map((contender) => ({ tolerance: LOST_DIGITS, ...contender }));
}

/** trading-signals, a value at a time; each pass starts anew. */
export function streamed<Input>(
  indicator: IndicatorName,
  inputs: readonly Input[],
  start: () => (input: Input) => number | null | undefined,
): Contender {
  const values = emptyRow(inputs.length);
  const run = () => {
    const next = start();
    for (let i = 0; i < inputs.length; i += 1) values[i] = next(inputs[i] as Input) ?? NaN;
    return values;
  };
  return { library: 'trading-signals', form: 'streaming', indicator, run };
}

function ofSignals({ candles, closes }: ContestSeries): Contender[] {
  const ofCandles = (indicator: IndicatorName, start: () => (candle: Candle) => number | null | undefined) =>
    streamed(indicator, candles, start);
  const { ADX, CCI, EMA, MACD, MFI, PSAR, SMA, StochasticOscillator, VortexIndicator } = signals;
  return [
    streamed('sma', closes, () => {
      const one = new SMA(smaN);
      return (close) => one.update(close, false);
    }),
    streamed('macd', closes, () => {
      const one = new MACD(new EMA(fast), new EMA(slow), new EMA(macdSignal));
      return (close) => one.update(close, false)?.macd;
    }),
    ofCandles('stochastic', () => {
      const one = new StochasticOscillator({
        kPeriod: period,
        kSlowingPeriod: signalPeriod,
        dPeriod: signalPeriod,
      });
      return (candle) => one.update(candle, false)?.stochK;
    }),
    ofCandles('cci', () => {
      const one = new CCI(cciN);
      return (candle) => one.update(candle, false);
    }),
    {
      ...ofCandles('adx', () => {
        const one = new ADX(adx);
        return (candle) => one.update(candle, false);
      }),
      means: TIES,
    },
    ofCandles('mfi', () => {
      const one = new MFI(mfiN);
      return (candle) => one.update(candle, false);
    }),
    {
      ...ofCandles('psar', () => {
        const one = new PSAR({ accelerationStep: step, accelerationMax: max });
        return (candle) => one.update(candle, false);
      }),
      means: 'a stop kept outside the last bar, not the last two',
    },
    ofCandles('vortex', () => {
      const one = new VortexIndicator(vortexN);
      return (candle) => one.update(candle, false)?.plus;
    }),
  ];
}

function ofTechnical({ closes: close, highs: high, lows: low, volumes: volume }: ContestSeries): Contender[] {
  const batch = (
    indicator: IndicatorName,
    run: () => ArrayLike<number>,
    more: Partial<Contender> = {},
  ): Contender => ({
    library: 'technicalindicators',
    form: 'batch',
    indicator,
    run,
    ...more,
  });
  const bars = { high, low, close };
  const { ADX, CCI, MACD, MFI, PSAR, SMA, Stochastic } = technical;
  const averages = { SimpleMAOscillator: false, SimpleMASignal: false } as const;
  return [
    batch('sma', () => SMA.calculate({ period: smaN, values: close })),
    batch('macd', () =>
      MACD.calculate({
        values: close,
        fastPeriod: fast,
        slowPeriod: slow,
        signalPeriod: macdSignal,
        ...averages,
      }).map((each) => each.MACD ?? NaN),
    ),
    batch('stochastic', () => Stochastic.calculate({ ...bars, period, signalPeriod }).map(({ d }) => d)),
    batch('cci', () => CCI.calculate({ ...bars, period: cciN }), { tolerance: DRIFT }),
    batch('adx', () => ADX.calculate({ ...bars, period: adx }).map((each) => each.adx)),
    batch('mfi', () => MFI.calculate({ ...bars, volume, period: mfiN }), {
      means: 'money of an unchanged typical price counted as outgoing',
    }),
    batch('psar', () => PSAR.calculate({ high, low, step, max }), { means: TURNED }),
  ];
}

/** indicatorts, which is given the whole series; with what it means where that is something else. */
export const ofWhole = (
  indicator: IndicatorName,
  run: () => ArrayLike<number>,
  means?: string,
): Contender => ({
  library: 'indicatorts',
  form: 'batch',
  indicator,
  run,
  ...(means === undefined ? {} : { means }),
});

function ofIndicatorts({ closes, highs, lows, volumes }: ContestSeries): Contender[] {
  return [
    ofWhole('sma', () => sma(closes, { period: smaN })),
    ofWhole('macd', () => macd(closes, { fast, slow, signal: macdSignal }).macdLine),
    ofWhole(
      'cci',
      () => cci(highs, lows, closes, { period: cciN }),
      'a mean deviation of means instead of prices',
    ),
    ofWhole('mfi', () => mfi(highs, lows, closes, volumes, { period: mfiN }), 'money by the last bar alone'),
    ofWhole(
      'psar',
      () => psar(highs, lows, closes, { step, max }).psarResult,
      'a turn where a price touches the stop, not beyond it',
    ),
    ofWhole('vortex', () => vortex(highs, lows, closes, { period: vortexN }).plus),
  ];
}

function ofTulind({ closes, highs, lows, volumes }: ContestSeries, addon: Tulind): Contender[] {
  const bars = [highs, lows, closes];
  const called = (
    indicator: IndicatorName,
    name: string,
    ...[inputs, options, more = {}]: [readonly number[][], readonly number[], Partial<Contender>?]
  ): Contender => ({
    library: 'tulind',
    form: 'batch',
    indicator,
    run: () => calledTulind(addon, name, inputs, options)[0] ?? [],
    ...more,
  });
  return [
    called('sma', 'sma', [closes], [smaN]),
    called('macd', 'macd', [closes], [fast, slow, macdSignal], {
      means: 'averages with 0.15 and 0.075, not 2/13 and 2/27',
    }),
    called('stochastic', 'stoch', bars, [period, signalPeriod, signalPeriod]),
    called('cci', 'cci', bars, [cciN], { tolerance: DRIFT }),
    called('adx', 'adx', bars, [adx], { means: TIES }),
    called('mfi', 'mfi', [...bars, volumes], [mfiN], { means: DRIFTED }),
    called('psar', 'psar', [highs, lows], [step, max], { means: TURNED }),
  ];
}
