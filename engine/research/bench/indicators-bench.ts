import { monthOfBars } from './bars-to-run.ts';
import { loadTulind } from './build-tulind.ts';
import { type Benchmark, type Figures, rounded } from './figures.ts';
import { type Contender, type ContestSeries, expectSameValues, INDICATORS } from './indicator-contest.ts';
import { indicatorts } from './indicator-indicatorts.ts';
import { oneBand, ourBatchContenders, ourContenders } from './indicator-ours.ts';
import { ourBarContenders, ourFormulaContenders } from './indicator-ours-of-bars.ts';
import { ourFurtherBatches, ourFurtherContenders, theirFurtherContenders } from './indicators-further.ts';
import { theirBarContenders } from './indicator-theirs-of-bars.ts';
import { technicalIndicators } from './indicator-technicalindicators.ts';
import { tradingSignals } from './indicator-trading-signals.ts';
import { tulind } from './indicator-tulind.ts';
import { timeRuns } from './time-runs.ts';

/** Each timing is a pass over a month of minutes. */
const EFFORT = { runs: 15, repeats: 5 };

/**
 * Customary indicators over a month of minutes beside four libraries in their own best forms on the same
 * series. Values are compared before anything is timed. A library that takes a value at a time is set against
 * our own of that form; one that is given the whole series against our loop over it, where there is one.
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
      candles: rows.map(({ open, high, low, close, volumeBase: volume }) => ({
        open,
        high,
        low,
        close,
        volume,
      })),
    };
    const addon = loadTulind();
    const ours = [...ourContenders(series), ...ourBarContenders(series), ...ourFurtherContenders(series)];
    const batches = [...ourBatchContenders(series), ...ourFurtherBatches(series)];
    const formulas = ourFormulaContenders(series);
    const theirs = [
      ...tradingSignals(series),
      ...technicalIndicators(series),
      ...indicatorts(series),
      ...('skipped' in addon ? [] : tulind(addon, series)),
      ...theirBarContenders(series, 'skipped' in addon ? undefined : addon),
      ...theirFurtherContenders(series),
    ];
    const figures: Record<string, unknown> = {};
    for (const indicator of INDICATORS) {
      const isOfIt = (each: Contender) => each.indicator === indicator;
      const own = ours.find(isOfIt);
      if (own === undefined) throw new Error(`there must be an indicator ${indicator} of our own`);
      const forms = { own, batch: batches.find(isOfIt), formula: formulas.find(isOfIt) };
      figures[indicator] = await contest(forms, theirs.filter(isOfIt));
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

/** Our forms of an indicator. */
interface OwnForms {
  /** A value at a time. */
  readonly own: Contender;
  /** The whole series at once. */
  readonly batch: Contender | undefined;
  /** The formula whose kernel `own` is. */
  readonly formula: Contender | undefined;
}

/** All in ns per value, the fastest pass first to last: whatever disturbs the machine only makes one slower. */
async function contest({ batch, formula, own }: OwnForms, others: readonly Contender[]): Promise<Figures> {
  const expected = own.run();
  const compared = [...others, ...(batch ? [batch] : []), ...(formula ? [formula] : [])].map((other) =>
    other.means === undefined ? expectSameValues(expected, other) : `not compared: it is ${other.means}`,
  );
  const nsOf = async (each: Contender) => {
    const { timing } = await timeRuns(EFFORT, () => each.run());
    return { ns: nsPerValue(timing.bestMs, expected.length), medianMs: timing.medianMs };
  };
  const { medianMs, ns } = await nsOf(own);
  const batchNs = batch && (await nsOf(batch)).ns;
  const formulaNs = formula && (await nsOf(formula)).ns;
  const peers: Record<string, unknown> = {};
  for (const [place, other] of others.entries()) {
    const theirs = await nsOf(other);
    peers[`${other.library} ${other.form}`] = {
      nsPerValue: theirs.ns,
      timesFaster: rounded(theirs.ns / (other.form === 'batch' ? (batchNs ?? ns) : ns)),
      compared: compared[place],
    };
  }
  return {
    nsPerValue: ns,
    medianNsPerValue: nsPerValue(medianMs, expected.length),
    ...(batchNs === undefined ? {} : { batchNsPerValue: batchNs }),
    ...(formulaNs === undefined ? {} : { formulaNsPerValue: formulaNs }),
    peers,
  };
}

const nsPerValue = (ms: number, values: number): number => rounded((ms * 1e6) / values);
