import type { Fitter } from '../../formulas/refit.ts';
import { FormulaWorld } from '../../runtime/selftest/formula-world.ts';
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

/** A fitter that fits on the spot, and says how long they took since the last look. */
export function timedFits(): { readonly fitter: Fitter; readonly takeUs: () => number } {
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

/** What a world to be measured is given. */
export type WorldOptions = Pick<
  ConstructorParameters<typeof FormulaWorld>[0],
  'fitter' | 'watch' | 'formulas' | 'withVotes'
>;

/** A world that has lived through its warm minutes. */
export function warmWorld(options: WorldOptions): FormulaWorld {
  const world = new FormulaWorld({ seed: SEED, startTime: START, ...options });
  for (const _ of world.liveThroughThePast());
  for (let minute = 0; minute < WARM_MINUTES; minute += 1) world.passMinute();
  return world;
}

/** Of each minute in turn, without the fits. */
export interface MinuteTimes {
  /** What the closed bars take. */
  readonly barUs: readonly number[];
  /** What is told before they close takes, less what it takes to make it up. */
  readonly toldUs: readonly number[];
  /** What the votes take that are counted then, with the formulas that read them. */
  readonly votesUs: readonly number[];
  /** The fits' share of real time. */
  readonly fitShare: number;
}

/** Times every part of the measured minutes of a warm world. */
export function timeMinutes(options: WorldOptions): MinuteTimes {
  const { fitter, takeUs } = timedFits();
  const { barUs, toldUs, votesUs, fitUs } = minutesOf(warmWorld({ ...options, fitter }), takeUs);
  const makingUpUs = medianOf(minutesOf(warmWorld({ formulas: [] }), () => 0).toldUs);
  return {
    barUs,
    toldUs: toldUs.map((us) => Math.max(0, us - makingUpUs)),
    votesUs,
    fitShare: fitUs / (MEASURED_MINUTES * MINUTE_US),
  };
}

function minutesOf(world: FormulaWorld, takeFitUs: () => number) {
  takeFitUs();
  const times = { barUs: [] as number[], toldUs: [] as number[], votesUs: [] as number[], fitUs: 0 };
  const timed = <Made>(into: number[], work: () => Made): Made => {
    const before = performance.now();
    const made = work();
    const took = (performance.now() - before) * 1000;
    const fits = takeFitUs();
    times.fitUs += fits;
    into.push(took - fits);
    return made;
  };
  for (let minute = 0; minute < MEASURED_MINUTES; minute += 1) {
    const bars = timed(times.toldUs, () => world.tellMinute());
    timed(times.barUs, () => world.closeBars(bars));
    timed(times.votesUs, () => world.settleVotes());
  }
  return times;
}
