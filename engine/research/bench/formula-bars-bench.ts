import { getHeapStatistics } from 'node:v8';
import { UpdateMeter } from '../../features/update-meter.ts';
import type { Fitter } from '../../formulas/refit.ts';
import { allFormulas } from '../../formulas/registry/all-formulas.generated.ts';
import { FormulaWorld } from '../../runtime/selftest/formula-world.ts';
import { type Benchmark, type Figures, rounded } from './figures.ts';
import {
  MEASURED_MINUTES,
  MINUTE_US,
  type MinuteTimes,
  recordFits,
  SEED,
  START,
  timeMinutes,
  warmWorld,
  type WorldOptions,
} from './formula-minutes.ts';
import { medianOf, quantileOf } from './time-runs.ts';

const INSTRUMENTS = 10;
/** After how many minutes the memory is weighed. */
const MEMORY_MINUTES = [600, 3000] as const;
const SLOWEST = 20;
/** Lives of the same minutes, to tell what a bar takes from what the machine does besides. */
const LIVES = 3;
const MIB = 2 ** 20;

const ofCatalogue = allFormulas.filter(({ id }) => id.startsWith('F'));
const plainIndicators = allFormulas.filter(({ id }) => id.startsWith('I'));

/**
 * The formulas of the catalogue with a closed one-minute bar of their instrument and of two others, without fits: these
 * come from a first life of the same world. What else a minute brings (numbers of series, our own fills), the votes that some formulas
 * read and the plain indicators beside the catalogue are timed apart. Trades and books are those of `formulaTicks`.
 */
export const formulaBars: Benchmark = {
  name: 'formulaBars',
  measure() {
    const lives = timeAgain({ formulas: ofCatalogue, withVotes: false }, LIVES);
    const [{ barUs, toldUs }] = lives;
    const leastUs = barUs.map((_, at) => Math.min(...lives.map((life) => life.barUs[at] ?? Infinity)));
    const { fits, share } = recordFits({ formulas: ofCatalogue });
    const voting = timeMinutes({ formulas: ofCatalogue, fitter: fits.player() });
    const [indicators] = timeAgain({ formulas: plainIndicators, withVotes: false }, 1);
    const minuteUs = voting.barUs.map((us, at) => us + (voting.toldUs[at] ?? 0) + (voting.votesUs[at] ?? 0));
    return {
      formulas: ofCatalogue.length,
      bars: barUs.length,
      medianUs: rounded(medianOf(barUs)),
      p99Us: rounded(quantileOf(barUs, 0.99)),
      meanUs: rounded(meanOf(barUs)),
      leastMedianUs: rounded(medianOf(leastUs)),
      leastP99Us: rounded(quantileOf(leastUs, 0.99)),
      toldMedianUs: rounded(medianOf(toldUs)),
      votesMedianUs: rounded(medianOf(voting.votesUs)),
      minuteWithVotesMedianUs: rounded(medianOf(minuteUs)),
      plainIndicators: plainIndicators.length,
      plainIndicatorsMedianUs: rounded(medianOf(indicators.barUs)),
      garbageBytesPerBar: garbageOfBar(fits.player()),
      coreShareOfTenInstruments: rounded((INSTRUMENTS * meanOf(minuteUs)) / MINUTE_US),
      coreShareOfTheirFits: rounded(INSTRUMENTS * share),
      ...heapOfTen(),
      slowestUsPerBar: slowest(fits.player()),
    };
  },
};

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, each) => sum + each, 0) / values.length;

/** Times lives of a world that are all given the fits of one before them. */
function timeAgain(options: WorldOptions, count: number): readonly [MinuteTimes, ...MinuteTimes[]] {
  const { fits } = recordFits(options);
  const time = () => timeMinutes({ ...options, fitter: fits.player() });
  return [time(), ...Array.from({ length: count - 1 }, time)];
}

/** What each formula takes of a minute; the meter itself costs about a tenth of a microsecond. */
function slowest(fitter: Fitter): Figures {
  const meter = new UpdateMeter(() => performance.now() * 1000);
  const world = warmWorld({ watch: meter, formulas: ofCatalogue, fitter });
  meter.clear();
  for (let minute = 0; minute < MEASURED_MINUTES; minute += 1) world.passMinute();
  const perBar = ofCatalogue
    .map(({ id, key }): [string, number] => [
      `${id} ${key}`,
      (meter.timesOf(id)?.totalUs ?? 0) / MEASURED_MINUTES,
    ])
    .toSorted(([, one], [, other]) => other - one)
    .slice(0, SLOWEST);
  return Object.fromEntries(perBar.map(([name, us]) => [name, rounded(us)]));
}

/** What the formulas of a closed bar leave behind on the heap, median over minutes in which nothing was collected. */
function garbageOfBar(fitter: Fitter): number {
  const world = warmWorld({ formulas: ofCatalogue, fitter });
  const left: number[] = [];
  for (let minute = 0; minute < MEASURED_MINUTES; minute += 1) {
    const bars = world.tellMinute();
    const before = getHeapStatistics().used_heap_size;
    world.closeBars(bars);
    const bytes = getHeapStatistics().used_heap_size - before;
    if (bytes >= 0) left.push(bytes);
    world.settleVotes();
  }
  return medianOf(left);
}

/** What all formulas of the product hold for ten instruments, after the first and the last of `MEMORY_MINUTES`. */
function heapOfTen(): Figures {
  const { gc } = globalThis;
  if (gc === undefined) return { heapMiBOfTenInstruments: 'not measured: start node with --expose-gc' };
  const held = () => {
    gc();
    const { arrayBuffers, heapUsed } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  const before = held();
  const world = new FormulaWorld({ seed: SEED, startTime: START, banks: INSTRUMENTS });
  const heapMiB: Record<string, number> = {};
  let minute = 0;
  for (const until of MEMORY_MINUTES) {
    for (; minute < until; minute += 1) world.passMinute();
    heapMiB[`after${until}Minutes`] = rounded((held() - before) / MIB);
  }
  // The world must not be collected before it was weighed.
  return world.banks.length === INSTRUMENTS ? { heapMiBOfTenInstruments: heapMiB } : {};
}
