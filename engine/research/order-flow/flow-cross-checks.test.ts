import { describe, expect, it } from 'vitest';
import { quantityOf } from '../../domain/instrument/instrument.ts';
import type { Bar } from '../../domain/market/bar.ts';
import type { TradePrint } from '../../domain/market/market-event.ts';
import type { Lots } from '../../domain/units/lots.ts';
import { unixMs } from '../../domain/units/time.ts';
import type { FeatureHandle } from '../../features/feature-handle.ts';
import { FeatureHub } from '../../features/feature-hub.ts';
import { allFormulas } from '../../formulas/registry/all-formulas.generated.ts';
import type { ActivityBar } from '../../market/bars/activity-bar.ts';
import { ActivityBarBuilder } from '../../market/bars/activity-bar-builder.ts';
import {
  dollarMeasure,
  tickImbalanceMeasure,
  tickMeasure,
  volumeImbalanceMeasure,
  volumeMeasure,
} from '../../market/bars/bar-measure.ts';
import { fixedThreshold } from '../../market/bars/bar-threshold.ts';
import { BarBuilder } from '../../market/bar-builder.ts';
import { MarketState } from '../../market/market-state.ts';
import { cutByTime } from '../../market/profile/bar-cutter.ts';
import { type Footprint, FootprintBuilder } from '../../market/profile/footprint-builder.ts';
import { TpoProfile } from '../../market/profile/tpo-profile.ts';
import { VolumeProfile } from '../../market/profile/volume-profile.ts';
import { recordedTapes, sandboxTape, type Tape } from './recorded-tapes.ts';

const MINUTE_MS = 60_000;
const recorded = recordedTapes();
const withoutData =
  recorded.length > 0 ? '' : ' (recorded sessions skipped: EDGEWRIGHT_DATA names no folder that has them)';
const tapes: readonly (readonly [string, () => Tape])[] = [
  ['the sandbox', () => sandboxTape(20_240_501, 20)],
  ...recorded,
];

const printsOf = ({ events }: Tape): TradePrint[] => events.filter((event) => event.kind === 'trade');
const sum = (values: readonly number[]): number => values.reduce((total, each) => total + each, 0);

describe.each(tapes)(`order flow of %s agrees with itself${withoutData}`, (_name, open) => {
  const tape = open();
  const prints = printsOf(tape);
  const lots = sum(prints.map((print) => print.lots));
  const bought = sum(prints.filter(({ aggressor }) => aggressor === 'buy').map((print) => print.lots));
  const inLots = (volumeBase: number) => Math.round(volumeBase / tape.instrument.lotValue);
  const end = unixMs((prints.at(-1)?.time ?? 0) + MINUTE_MS);

  it('has trades of both sides', () => {
    expect(prints.length).toBeGreaterThan(500);
    expect(bought).toBeGreaterThan(0);
    expect(bought).toBeLessThan(lots);
  });

  it('has footprints whose rows are the bars, lot for lot', () => {
    const footprints: Footprint[] = [];
    const builder = new FootprintBuilder(cutByTime(MINUTE_MS), { rowTicks: 10 });
    const bars: Bar[] = [];
    const plain = new BarBuilder(tape.instrument, MINUTE_MS);
    for (const print of prints) {
      builder.add(print, (footprint) => footprints.push(footprint));
      plain.add(print, (bar) => bars.push(bar));
    }
    builder.advance(end, (footprint) => footprints.push(footprint));
    plain.advance(end, (bar) => bars.push(bar));
    const ofRows = footprints
      .filter(({ tradeCount }) => tradeCount > 0)
      .map(({ openTime, rows, tradeCount }) => ({
        openTime,
        tradeCount,
        buyLots: sum(rows.map((row) => row.buyLots)),
        lots: sum(rows.map((row) => row.buyLots + row.sellLots)),
      }));
    const ofBars = bars
      .filter(({ tradeCount }) => tradeCount > 0)
      .map(({ buyVolumeBase, openTime, tradeCount, volumeBase }) => ({
        openTime,
        tradeCount,
        buyLots: inLots(buyVolumeBase),
        lots: inLots(volumeBase),
      }));
    expect(ofRows).toEqual(ofBars);
    expect(footprints.at(-1)?.cvdLots).toBe(2 * bought - lots);
  });

  it('has time bars that hold every lot', () => {
    const bars: Bar[] = [];
    const builder = new BarBuilder(tape.instrument, MINUTE_MS);
    for (const print of prints) builder.add(print, (bar) => bars.push(bar));
    builder.advance(end, (bar) => bars.push(bar));
    expect(sum(bars.map(({ volumeBase }) => inLots(volumeBase)))).toBe(lots);
    expect(sum(bars.map(({ tradeCount }) => tradeCount))).toBe(prints.length);
  });

  const mean = quantityOf(tape.instrument, Math.ceil(lots / prints.length) as Lots);
  it.each([
    ['tick', tickMeasure, 50],
    ['volume', volumeMeasure(tape.instrument), 50 * mean],
    ['dollar', dollarMeasure(tape.instrument), 50 * mean * 60_000],
    ['tick-imbalance', tickImbalanceMeasure, 20],
    ['volume-imbalance', volumeImbalanceMeasure(tape.instrument), 20 * mean],
  ])('has %s bars that hold every lot and every print', (_kind, measure, threshold) => {
    const bars: ActivityBar[] = [];
    const builder = new ActivityBarBuilder(tape.instrument, measure, fixedThreshold(threshold));
    for (const print of prints) builder.add(print, (bar) => bars.push(bar));
    expect(bars.length).toBeGreaterThan(3);
    const all = builder.formingBar === undefined ? bars : [...bars, builder.formingBar];
    expect(sum(all.map(({ volumeBase }) => inLots(volumeBase)))).toBe(lots);
    expect(sum(all.map(({ buyVolumeBase }) => inLots(buyVolumeBase)))).toBe(bought);
    expect(sum(all.map(({ tradeCount }) => tradeCount))).toBe(prints.length);
  });

  it('has a volume profile that holds every lot, and its delta', () => {
    const profile = new VolumeProfile(tape.instrument, 100);
    for (const print of prints) profile.add(print);
    const rows = profile.rows();
    expect(sum(rows.map(({ buyLots, sellLots }) => buyLots + sellLots))).toBe(lots);
    const reading = profile.reading();
    expect(inLots(reading?.volumeBase ?? NaN)).toBe(lots);
    expect(inLots(reading?.deltaBase ?? NaN)).toBe(2 * bought - lots);
    expect(reading?.valueShare).toBeGreaterThanOrEqual(0.7);
  });

  it('has a time profile that spans what the volume profile spans', () => {
    const [time, volume] = [new TpoProfile(tape.instrument, 100), new VolumeProfile(tape.instrument, 100)];
    for (const print of prints) {
      time.add(print);
      volume.add(print);
    }
    expect(time.rows().map(({ ticks }) => ticks)).toEqual(volume.rows().map(({ ticks }) => ticks));
    expect(time.rows().every(({ periods }) => periods.length > 0)).toBe(true);
  });

  it('has a cumulative volume delta that ends at buys less sells, to the lot', () => {
    const [delta] = followed(tape, ['running-volume-delta']).handles;
    expect(Math.round((delta?.value ?? NaN) / tape.instrument.lotValue)).toBe(2 * bought - lots);
  });

  it('has measures that are finite, inside their range, and know nothing of what comes later', () => {
    const whole = followed(tape, FLOW, cutOf(tape));
    const part = followed({ ...tape, events: tape.events.slice(0, cutOf(tape)) }, FLOW);
    expect(part.handles.map(({ value }) => value)).toEqual(whole.valuesAtCut);
    const outside = FLOW.filter((key, i) => {
      const { min = -Infinity, max = Infinity } = allFormulas.find((each) => each.key === key)?.output ?? {};
      const value = whole.handles[i]?.value;
      return value !== undefined && !(Number.isFinite(value) && value >= min && value <= max);
    });
    expect(outside).toEqual([]);
    expect(whole.handles.filter(({ value }) => value !== undefined).length).toBeGreaterThan(30);
  });
});

/** Every formula that runs on the book, on quotes or on trades. */
const FLOW = allFormulas.filter(({ input }) => input !== 'bar' && input !== 'price').map(({ key }) => key);

const cutOf = ({ events }: Tape): number => Math.floor((2 * events.length) / 3);

/** Follows measures through a tape; `cut` is a number of events after which the values are noted. */
function followed({ events, instrument }: Tape, formulas: readonly string[], cut = -1) {
  const market = new MarketState([instrument]);
  const hub = new FeatureHub([instrument]);
  const handles: FeatureHandle[] = formulas.map((formula) => hub.request(instrument.id, { formula }));
  let valuesAtCut: (number | undefined)[] = [];
  events.forEach((event, index) => {
    if (index === cut) valuesAtCut = handles.map(({ value }) => value);
    hub.onChange(market.apply(event), event);
  });
  return { handles, valuesAtCut };
}
