import { UpdateMeter } from '../../features/update-meter.ts';
import type { Fitter } from '../../formulas/refit.ts';
import { allFormulas } from '../../formulas/registry/all-formulas.generated.ts';
import { FormulaWorld } from '../../runtime/selftest/formula-world.ts';
import { type Benchmark, type Figures, rounded } from './figures.ts';
import { medianOf, quantileOf } from './time-runs.ts';

/** 2024-05-03T00:00:00Z. */
const START = 1_714_694_400_000;
const SEED = 20_240_501;
/** Minutes before anything is measured: those of nearly every formula on minutes. */
const WARM_MINUTES = 2100;
const MEASURED_MINUTES = 1500;
const INSTRUMENTS = 10;
const MEMORY_MINUTES = 600;
const SLOWEST = 20;
const MINUTE_US = 60_000_000;
const MIB = 2 ** 20;

/**
 * All formulas of the product with a closed one-minute bar; fits are done on the spot and taken out, and the
 * votes some of them read are told apart. Each minute also brings what a minute of a session does: fills, numbers of series.
 */
export const formulaBars: Benchmark = {
  name: 'formulaBars',
  measure() {
    const { fitShare, perBarUs, votesUs } = timeMinutes();
    const medianUs = medianOf(perBarUs);
    const meanUs = perBarUs.reduce((sum, each) => sum + each, 0) / perBarUs.length;
    return {
      formulas: allFormulas.length,
      bars: perBarUs.length,
      medianUs: rounded(medianUs),
      p99Us: rounded(quantileOf(perBarUs, 0.99)),
      meanUs: rounded(meanUs),
      votesMedianUs: rounded(votesUs),
      coreShareOfTenInstruments: rounded((INSTRUMENTS * meanUs) / MINUTE_US),
      coreShareOfTheirFits: rounded(INSTRUMENTS * fitShare),
      heapMiBOfTenInstruments: heapOfTen(),
      slowestUsPerBar: slowest(),
    };
  },
};

/** Fits on the spot and says how long they took since the last look. */
function timedFits(): { readonly fitter: Fitter; readonly takeUs: () => number } {
  let spentUs = 0;
  return {
    fitter: (_formula, fit, job) => () => {
      const before = performance.now();
      const model = fit(job);
      spentUs += (performance.now() - before) * 1000;
      return model;
    },
    takeUs() {
      const taken = spentUs;
      spentUs = 0;
      return taken;
    },
  };
}

function warmWorld(
  options: Pick<ConstructorParameters<typeof FormulaWorld>[0], 'fitter' | 'watch' | 'formulas' | 'withVotes'>,
): FormulaWorld {
  const world = new FormulaWorld({ seed: SEED, startTime: START, ...options });
  for (const _ of world.liveThroughThePast());
  return world;
}

interface MinuteTimes {
  /** Of each minute without its fits, less what the world itself takes. */
  readonly perBarUs: readonly number[];
  /** What the fast and the medium vote that formulas read take of the middle minute. */
  readonly votesUs: number;
  /** The fits' share of real time. */
  readonly fitShare: number;
}

function timeMinutes(): MinuteTimes {
  const own = minutesOf(warmWorld({ formulas: [] }), () => 0).perBarUs;
  const { fitter, takeUs } = timedFits();
  const { fitUs, perBarUs } = minutesOf(warmWorld({ fitter, withVotes: false }), takeUs);
  const voting = minutesOf(warmWorld({ fitter }), takeUs);
  const worldUs = medianOf(own);
  return {
    perBarUs: perBarUs.map((us) => Math.max(0, us - worldUs)),
    votesUs: medianOf(voting.perBarUs) - medianOf(perBarUs),
    fitShare: fitUs / (MEASURED_MINUTES * MINUTE_US),
  };
}

function minutesOf(world: FormulaWorld, takeFitUs: () => number) {
  for (let minute = 0; minute < WARM_MINUTES; minute += 1) world.passMinute();
  takeFitUs();
  const perBarUs: number[] = [];
  let fitUs = 0;
  for (let minute = 0; minute < MEASURED_MINUTES; minute += 1) {
    const before = performance.now();
    world.passMinute();
    const took = (performance.now() - before) * 1000;
    const fits = takeFitUs();
    fitUs += fits;
    perBarUs.push(took - fits);
  }
  return { perBarUs, fitUs };
}

/** What each formula takes of a minute, fits taken out; the meter itself costs about a tenth of a microsecond. */
function slowest(): Figures {
  const { fitter, takeUs } = timedFits();
  const fitted = new Map<string, number>();
  const meter = new UpdateMeter(() => performance.now() * 1000);
  const world = warmWorld({
    watch: meter,
    fitter: (formula, fit, job) => {
      const collect = fitter(formula, fit, job);
      return () => {
        takeUs();
        const model = collect();
        fitted.set(formula, (fitted.get(formula) ?? 0) + takeUs());
        return model;
      };
    },
  });
  for (let minute = 0; minute < WARM_MINUTES; minute += 1) world.passMinute();
  meter.clear();
  fitted.clear();
  for (let minute = 0; minute < MEASURED_MINUTES; minute += 1) world.passMinute();
  const perBar = allFormulas
    .map(({ id, key }): [string, number] => [
      `${id} ${key}`,
      ((meter.timesOf(id)?.totalUs ?? 0) - (fitted.get(id) ?? 0)) / MEASURED_MINUTES,
    ])
    .toSorted(([, one], [, other]) => other - one)
    .slice(0, SLOWEST);
  return Object.fromEntries(perBar.map(([name, us]) => [name, rounded(us)]));
}

function heapOfTen(): number | string {
  const { gc } = globalThis;
  if (gc === undefined) return 'not measured: start node with --expose-gc';
  const held = () => {
    gc();
    const { arrayBuffers, heapUsed } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  const before = held();
  const world = new FormulaWorld({ seed: SEED, startTime: START, banks: INSTRUMENTS });
  for (let minute = 0; minute < MEMORY_MINUTES; minute += 1) world.passMinute();
  const heap = (held() - before) / MIB;
  // The world must not be collected before it was weighed.
  return world.banks.length === INSTRUMENTS ? rounded(heap) : 0;
}
