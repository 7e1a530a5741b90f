import type { FormulaState } from '../../features/formula-bank.ts';
import { refusalText } from '../../features/input-door.ts';
import { sortedUs } from '../../features/update-meter.ts';
import type { AnyFormula } from '../../formulas/formula.ts';
import type { Fitter } from '../../formulas/refit.ts';
import { FormulaExaminer } from './formula-examiner.ts';
import { FormulaWorld } from './formula-world.ts';

/** Friday, 2024-05-03T00:00:00Z: the minutes cross a weekend, which some formulas wait for. */
const START = 1_714_694_400_000;
/** Formulas that need more minutes than this are left to warm up. */
const MOST_MINUTES = 4300;
/** How much of the time may go to the minutes before the market goes live. */
const MINUTES_SHARE = 0.7;
const EVENTS_PER_TURN = 250;
/** As many as the formula asks that compares most symbols. */
const SYMBOLS = 8;
/** A minute in so many opens away from the last close. */
const GAP_EVERY = 97;

export interface SelfTestOptions {
  readonly seconds: number;
  readonly seed: number;
  /** Monotonic, in ms. */
  readonly nowMs: () => number;
  readonly fitter?: Fitter;
  /** All of the product when left out; others must be of the product too. */
  readonly formulas?: readonly AnyFormula[];
}

/** What one formula did. */
export interface FormulaResult {
  readonly id: string;
  readonly key: string;
  readonly family: string;
  readonly state: FormulaState | 'failed';
  /** Inputs taken in, inputs needed for the first value, values given. */
  readonly seen: number;
  readonly needed: number;
  /** Time the inputs spanned and have to span before the first value, in ms. */
  readonly spanMs: number;
  readonly neededMs: number;
  readonly values: number;
  /** Time per update in microseconds; of an update in which it was fitted on the spot, that too. */
  readonly medianUs: number;
  readonly p99Us: number;
  readonly totalMs: number;
  readonly failure?: string;
}

/** What came of a self test. */
export interface SelfTestReport {
  readonly results: readonly FormulaResult[];
  readonly seconds: number;
  /** Minutes of bars, then events and minutes of the live sandbox market. */
  readonly barMinutes: number;
  /** Minutes of bars the test has where its time suffices. */
  readonly plannedMinutes: number;
  readonly events: number;
  readonly liveMinutes: number;
  /** Inputs that were kept from the formulas; there must be none. */
  readonly refused: readonly string[];
}

/** How far a self test is. */
export interface SelfTestProgress {
  /** 0 to 1. */
  readonly share: number;
  readonly ready: number;
  readonly total: number;
}

/**
 * Runs every formula of the product for some seconds: over made-up history first so that most are warm, then
 * on the sandbox market as fast as the machine allows.
 * @yields now and then how far it is.
 */
export function* runSelfTest(options: SelfTestOptions): Generator<SelfTestProgress, SelfTestReport> {
  const { fitter, formulas, nowMs, seconds, seed } = options;
  const beganAt = nowMs();
  const spentShare = () => (nowMs() - beganAt) / (seconds * 1000);
  const examiner = new FormulaExaminer(() => nowMs() * 1000);
  const refused: string[] = [];
  const world = new FormulaWorld({
    seed,
    startTime: START,
    watch: examiner,
    symbols: SYMBOLS,
    gapEvery: GAP_EVERY,
    ...(fitter && { fitter }),
    ...(formulas && { formulas }),
    onRefused: (each) => refused.push(refusalText(each)),
  });
  const progress = (): SelfTestProgress => {
    const { ready = 0, total = 0 } = world.banks[0]?.progress() ?? {};
    return { share: Math.min(1, spentShare()), ready, total };
  };

  let turns = 0;
  for (const _ of world.liveThroughThePast()) if ((turns += 1) % EVENTS_PER_TURN === 0) yield progress();
  const minutes = world.minutesToWarm(MOST_MINUTES);
  let barMinutes = 0;
  for (; barMinutes < minutes && spentShare() < MINUTES_SHARE; barMinutes += 1) {
    world.passMinute();
    yield progress();
  }
  const liveFrom = world.time;
  let events = 0;
  do {
    for (let each = 0; each < EVENTS_PER_TURN; each += 1) world.passEvent();
    events += EVENTS_PER_TURN;
    yield progress();
  } while (spentShare() < 1);

  return {
    results: resultsOf(world, examiner),
    seconds: (nowMs() - beganAt) / 1000,
    barMinutes,
    plannedMinutes: minutes,
    events,
    liveMinutes: (world.time - liveFrom) / 60_000,
    refused,
  };
}

function resultsOf(world: FormulaWorld, examiner: FormulaExaminer): FormulaResult[] {
  return world.banks.flatMap(({ members }) =>
    members.map(({ formula, needed, seen, state }) => {
      const { family, id, key } = formula;
      const spanMs = world.spanMsOf(formula);
      const neededMs = formula.warmUpMs?.(formula.defaults) ?? 0;
      const { failure, values = 0 } = examiner.of(id) ?? {};
      const times = examiner.timesOf(id);
      const sorted = times ? sortedUs(times) : new Float64Array(0);
      return {
        id,
        key,
        family,
        state: failure !== undefined ? 'failed' : isEarly(values, spanMs, neededMs) ? 'warming' : state,
        seen,
        needed,
        spanMs,
        neededMs,
        values,
        medianUs: sorted[Math.floor(sorted.length * 0.5)] ?? 0,
        p99Us: sorted[Math.floor(sorted.length * 0.99)] ?? 0,
        totalMs: (times?.totalUs ?? 0) / 1000,
        ...(failure === undefined ? {} : { failure }),
      };
    }),
  );
}

/** Whether nothing was said because less time has passed than the first value takes. */
const isEarly = (values: number, spanMs: number, neededMs: number): boolean =>
  values === 0 && spanMs < neededMs;
