import { FormulaWorld } from '../../runtime/selftest/formula-world.ts';
import { RecordedFits } from './recorded-fits.ts';
import { medianOf } from './time-runs.ts';

/** When the minutes of every world begin that is measured: 2024-05-03T00:00:00Z. */
export const START = 1_714_694_400_000;
/** Of the same worlds. */
export const SEED = 20_240_501;
/** A minute of real time. */
export const MINUTE_US = 60_000_000;
/** Minutes before anything is measured: those of nearly every formula on minutes. */
const WARM_MINUTES = 2100;
/** Minutes measured after them. */
export const MEASURED_MINUTES = 1500;

/** What a world to be measured is given. */
export type WorldOptions = Pick<
  ConstructorParameters<typeof FormulaWorld>[0],
  'fitter' | 'watch' | 'formulas' | 'withVotes'
>;

/** The fits of a world until its last measured minute, and their share of real time in the measured ones. */
export interface FitsOfWorld {
  readonly fits: RecordedFits;
  readonly share: number;
}

/** Lives through all minutes of a world for the sake of its fits. */
export function recordFits(options: WorldOptions): FitsOfWorld {
  const fits = new RecordedFits();
  const world = warmWorld({ ...options, fitter: fits.recorder });
  fits.takeUs();
  for (let minute = 0; minute < MEASURED_MINUTES; minute += 1) world.passMinute();
  return { fits, share: fits.takeUs() / (MEASURED_MINUTES * MINUTE_US) };
}

/** A world that has lived through its warm minutes. */
export function warmWorld(options: WorldOptions): FormulaWorld {
  const world = new FormulaWorld({ seed: SEED, startTime: START, ...options });
  for (const _ of world.liveThroughThePast());
  for (let minute = 0; minute < WARM_MINUTES; minute += 1) world.passMinute();
  return world;
}

/** Of each measured minute in turn. */
export interface MinuteTimes {
  /** What the closed bars take. */
  readonly barUs: readonly number[];
  /** What is told before they close takes, less what it takes to make it up. */
  readonly toldUs: readonly number[];
  /** What the votes take that are counted then, with the formulas that read them. */
  readonly votesUs: readonly number[];
}

/** Times every part of the measured minutes of a warm world. */
export function timeMinutes(options: WorldOptions): MinuteTimes {
  const { barUs, toldUs, votesUs } = minutesOf(warmWorld(options));
  const makingUpUs = medianOf(minutesOf(warmWorld({ formulas: [] })).toldUs);
  return { barUs, toldUs: toldUs.map((us) => Math.max(0, us - makingUpUs)), votesUs };
}

function minutesOf(world: FormulaWorld): MinuteTimes {
  const times = { barUs: [] as number[], toldUs: [] as number[], votesUs: [] as number[] };
  for (let minute = 0; minute < MEASURED_MINUTES; minute += 1) {
    const begun = performance.now();
    const bars = world.tellMinute();
    const told = performance.now();
    world.closeBars(bars);
    const closed = performance.now();
    world.settleVotes();
    times.toldUs.push((told - begun) * 1000);
    times.barUs.push((closed - told) * 1000);
    times.votesUs.push((performance.now() - closed) * 1000);
  }
  return times;
}
