import { cmf, dc, vwap } from 'indicatorts';
import * as signals from 'trading-signals';
import { connorsRsi } from '../../formulas/mean-reversion/connors-rsi.ts';
import { chaikinMoneyFlow } from '../../formulas/microstructure/chaikin-money-flow.ts';
import { choppinessIndex } from '../../formulas/regime/choppiness-index.ts';
import { bollingerWidth } from '../../formulas/volatility/bollinger-width.ts';
import { rogersSatchell } from '../../formulas/volatility/rogers-satchell.ts';
import { rollingVwap } from '../../formulas/volume/rolling-vwap.ts';
import { RollingExtreme } from '../../numerics/rolling-extreme.ts';
import { rollingSums } from '../../numerics/rolling-sum.ts';
import { type Candle, type Contender, type ContestSeries, emptyRow, SETTINGS } from './indicator-contest.ts';
import { ofCloses } from './indicator-ours.ts';
import { ofBars } from './indicator-ours-of-bars.ts';
import { ofWhole, streamed } from './indicator-theirs-of-bars.ts';

/** Sums of products cost digits, others than ours. */
const LOST_DIGITS = 1e-6;

const { bollinger, choppiness, connors, connorsRank, connorsStreak, deviations, donchian, moneyFlow } =
  SETTINGS;

/** Our side of the indicators that one or two libraries share with us. */
export const ourFurtherContenders = (series: ContestSeries): Contender[] => [
  ofBars(series, 'choppiness', () => choppinessIndex.start({ n: choppiness })),
  ofBars(series, 'connors', () => connorsRsi.start({ a: connors, b: connorsStreak, m: connorsRank })),
  ofBars(series, 'moneyFlow', () => chaikinMoneyFlow.start({ n: moneyFlow })),
  { library: 'edgewright', form: 'streaming', indicator: 'donchian', run: channels(series) },
  {
    library: 'edgewright',
    form: 'streaming',
    indicator: 'bandwidth',
    run: ofCloses(series.closes, () => bollingerWidth.start({ window: bollinger, k: deviations })),
  },
  ofBars(series, 'rogersSatchell', () => rogersSatchell.start({ n: SETTINGS.rogersSatchell })),
  ofBars(series, 'vwap', () => rollingVwap.start({ window: SETTINGS.vwap })),
];

/** Our loop over a whole series, for the library that is given all of it. */
export const ourFurtherBatches = (series: ContestSeries): Contender[] => [
  { library: 'edgewright', form: 'batch', indicator: 'vwap', run: wholeVwap(series) },
];

function wholeVwap({ closes, highs, lows, volumes }: ContestSeries): () => Float64Array {
  const [values, paid, traded] = [emptyRow(closes.length), emptyRow(closes.length), emptyRow(closes.length)];
  return () => {
    for (let i = 0; i < closes.length; i += 1) {
      const typical = ((highs[i] as number) + (lows[i] as number) + (closes[i] as number)) / 3;
      values[i] = typical * (volumes[i] as number);
    }
    rollingSums(values, SETTINGS.vwap, paid);
    rollingSums(volumes, SETTINGS.vwap, traded);
    for (let i = 0; i < values.length; i += 1) values[i] = (paid[i] as number) / (traded[i] as number);
    return values;
  };
}

/** Their side, in the form each library has. */
export const theirFurtherContenders = (series: ContestSeries): Contender[] =>
  [...ofSignals(series), ...ofIndicatorts(series)].map((contender) => ({
    tolerance: LOST_DIGITS,
    ...contender,
  }));

/** Both edges, which the formula of the catalogue holds closes against besides. */
function channels({ candles }: ContestSeries): () => Float64Array {
  const [upper, lower] = [emptyRow(candles.length), emptyRow(candles.length)];
  return () => {
    const [highest, lowest] = [new RollingExtreme(donchian, 1), new RollingExtreme(donchian, -1)];
    for (let i = 0; i < candles.length; i += 1) {
      const { high, low } = candles[i] as Candle;
      highest.push(high);
      lowest.push(low);
      if (!highest.isFull) continue;
      upper[i] = highest.value;
      lower[i] = lowest.value;
    }
    return upper;
  };
}

function ofSignals({ candles, closes }: ContestSeries): Contender[] {
  const { BollingerBands, BollingerBandsWidth, CHOP, CMF, ConnorsRSI, DonchianChannels } = signals;
  return [
    streamed('choppiness', candles, () => {
      const one = new CHOP(choppiness);
      return (candle) => one.update(candle, false);
    }),
    streamed('connors', closes, () => {
      const one = new ConnorsRSI({
        rsiInterval: connors,
        streakRsiInterval: connorsStreak,
        percentRankInterval: connorsRank,
      });
      return (close) => one.update(close, false);
    }),
    streamed('moneyFlow', candles, () => {
      const one = new CMF(moneyFlow);
      return (candle) => one.update(candle, false);
    }),
    streamed('donchian', candles, () => {
      const one = new DonchianChannels(donchian);
      return (candle) => one.update(candle, false)?.upper;
    }),
    streamed('bandwidth', closes, () => {
      const one = new BollingerBandsWidth(new BollingerBands(bollinger, deviations));
      return (close) => one.update(close, false);
    }),
    streamed('rogersSatchell', candles, () => {
      const one = new signals.RogersSatchellVolatility(SETTINGS.rogersSatchell);
      return (candle) => one.update(candle, false);
    }),
  ];
}

function ofIndicatorts({ closes, highs, lows, volumes }: ContestSeries): Contender[] {
  const typical = highs.map((high, at) => (high + (lows[at] as number) + (closes[at] as number)) / 3);
  return [
    ofWhole(
      'moneyFlow',
      () => cmf(highs, lows, closes, volumes, { period: moneyFlow }),
      'no number where a bar has no range',
    ),
    ofWhole('donchian', () => dc(closes, { period: donchian }).upper, 'extremes of closes'),
    ofWhole('vwap', () => vwap(typical, volumes, { period: SETTINGS.vwap })),
  ];
}
