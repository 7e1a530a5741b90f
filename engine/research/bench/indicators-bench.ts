import { monthOfBars } from './bars-to-run.ts';
import { loadTulind } from './build-tulind.ts';
import { type Benchmark, type Figures, rounded } from './figures.ts';
import { type Contender, type ContestSeries, expectSameValues, INDICATORS } from './indicator-contest.ts';
import { indicatorts } from './indicator-indicatorts.ts';
import { oneBand, ourContenders } from './indicator-ours.ts';
import { ourBarContenders } from './indicator-ours-of-bars.ts';
import { theirBarContenders } from './indicator-theirs-of-bars.ts';
import { technicalIndicators } from './indicator-technicalindicators.ts';
import { tradingSignals } from './indicator-trading-signals.ts';
import { tulind } from './indicator-tulind.ts';
import { timeRuns } from './time-runs.ts';

/** Each timing is a pass over a month of minutes. */
const EFFORT = { runs: 15, repeats: 5 };

/**
 * Customary indicators over a month of minutes, value by value, beside four libraries in their own best
 * forms on the same series. Values are compared before anything is timed.
 */
export const indicators: Benchmark = {
  name: 'indicators',
  async measure() {
    const { origin, rows } = monthOfBars();
    const series: ContestSeries = {
      highs: rows.map(({ high }) => high),
      lows: rows.map(({ low }) => low),
      closes: rows.map(({ close }) => close),
      volumes: rows.map(({ volumeBase }) => volumeBase),
      candles: rows.map(({ high, low, close, volumeBase: volume }) => ({ high, low, close, volume })),
    };
    const addon = loadTulind();
    const ours = [...ourContenders(series), ...ourBarContenders(series)];
    const theirs = [
      ...tradingSignals(series),
      ...technicalIndicators(series),
      ...indicatorts(series),
      ...('skipped' in addon ? [] : tulind(addon, series)),
      ...theirBarContenders(series, 'skipped' in addon ? undefined : addon),
    ];
    const figures: Record<string, unknown> = {};
    for (const indicator of INDICATORS) {
      const own = ours.find((each) => each.indicator === indicator);
      if (own === undefined) throw new Error(`there must be an indicator ${indicator} of our own`);
      figures[indicator] = await contest(
        own,
        theirs.filter((each) => each.indicator === indicator),
      );
    }
    const band = await timeRuns(EFFORT, oneBand(series.closes));
    return {
      bars: rows.length,
      origin,
      ...figures,
      bollingerOneBandNsPerValue: nsPerValue(band.timing.bestMs, rows.length),
      tulind: 'skipped' in addon ? addon.skipped : addon.version,
    };
  },
};

/** All in ns per value, the fastest pass first to last: whatever disturbs the machine only makes one slower. */
async function contest(own: Contender, others: readonly Contender[]): Promise<Figures> {
  const expected = own.run();
  const compared = others.map((other) =>
    other.means === undefined ? expectSameValues(expected, other) : `not compared: it is ${other.means}`,
  );
  const { timing } = await timeRuns(EFFORT, () => own.run());
  const ns = nsPerValue(timing.bestMs, expected.length);
  const peers: Record<string, unknown> = {};
  for (const [place, other] of others.entries()) {
    const timed = await timeRuns(EFFORT, () => other.run());
    const theirNs = nsPerValue(timed.timing.bestMs, expected.length);
    peers[`${other.library} ${other.form}`] = {
      nsPerValue: theirNs,
      timesFaster: rounded(theirNs / ns),
      compared: compared[place],
    };
  }
  return { nsPerValue: ns, medianNsPerValue: nsPerValue(timing.medianMs, expected.length), peers };
}

const nsPerValue = (ms: number, values: number): number => rounded((ms * 1e6) / values);
