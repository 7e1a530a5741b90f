import type { Instrument, InstrumentId } from '../domain/instrument/instrument.ts';
import type { Bar } from '../domain/market/bar.ts';
import type { AnyFormula, FormulaParams } from '../formulas/formula.ts';
import { BarSteps, type BarsAround } from './bar-steps.ts';
import type { FedTime, SharedRun } from './feature-run.ts';
import type { FitPlan } from './fit-plan.ts';
import type { KeptBars } from './kept-bars.ts';
import { UNITS_TO_BEGIN, UNITS_TO_READ, unitsPerBar } from './past-work.ts';
import { peerOrderOf } from './peer-order.ts';
import { WorkCredit } from './work-credit.ts';

/** Bars told beyond those that warm a formula. */
const SPARE_BARS = 60;
/** What smooths exponentially forgets where it began over its warm-up and once more. */
const SMOOTHED = 2;
/** A formula that learns is fitted as it gets warm; a second fit would be due soon after. */
const LEARNED = 1.1;
/** A run that is fed nothing yet. */
export interface PreparedRun {
  readonly run: SharedRun;
  /** Tells it of a bar of the past; undefined where it reads no bars. */
  readonly tellPast: ((bar: Bar, steps: BarSteps) => void) | undefined;
  /** Feeds it from now on. */
  join(): void;
}

/** A run and what it is run with. */
export interface WaitingRun {
  readonly instrument: InstrumentId;
  readonly formula: AnyFormula;
  readonly params: FormulaParams;
  readonly intervalMs: number;
  readonly prepared: PreparedRun;
}

interface Waiting extends WaitingRun {
  bars: readonly Bar[];
  next: number;
  steps: BarSteps;
  /** Begin of the last bar that was told. */
  lastOpenTime: number;
  /** It waits for its fit until then, in ms. */
  restsUntil: number;
}

/** What a catching up works with. */
export interface CatchUpParts {
  readonly kept: KeptBars;
  readonly instruments: readonly Instrument[];
  /** Where the time of what is fed is told. */
  readonly now: FedTime;
  readonly fits: Pick<FitPlan, 'count' | 'doneAt'>;
}

/**
 * Tells formulas that start what was kept of the bars they read, some at a time, and has them fed with the
 * others once nothing waits. How far it is depends on the events of the session and their times alone and never on
 * the machine: work is counted in units, and a fit is taken when it is planned to be done.
 */
export class CatchUp {
  readonly #parts: CatchUpParts;
  #waiting: Waiting[] = [];
  #isReading = false;
  readonly #credit = new WorkCredit();
  /** Bars told so far, each as often as there were runs to tell. */
  told = 0;

  constructor(parts: CatchUpParts) {
    this.#parts = parts;
  }

  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  /** Whether somebody is to be told of bars at once; runs that wait for their fits alone are not. */
  get isReading(): boolean {
    return this.#isReading;
  }

  /** Whether anything is kept of the bars a run reads. */
  hasPastOf({ instrument, intervalMs, ...need }: Omit<WaitingRun, 'prepared'>): boolean {
    const { kept } = this.#parts;
    return kept.after(instrument, intervalMs, firstOf({ instrument, intervalMs, ...need }, kept)).length > 0;
  }

  add(run: WaitingRun): void {
    const steps = new BarSteps([]);
    this.#isReading = true;
    this.#waiting.push({ ...run, bars: [], next: 0, steps, lastOpenTime: NaN, restsUntil: -Infinity });
  }

  remove(run: SharedRun): void {
    this.#waiting = this.#waiting.filter(({ prepared }) => prepared.run !== run);
    if (this.#waiting.length === 0) this.#isReading = false;
  }

  /** Tells as many bars at `time` of the session, in ms, as there is credit for. */
  advance(time: number): void {
    this.#credit.passTime(time);
    for (const waiting of this.#waiting) {
      while (this.#credit.isLeft && waiting.restsUntil <= time) if (!this.#tellNext(waiting)) break;
      if (!this.#credit.isLeft) break;
    }
    this.#isReading = this.#waiting.some(({ restsUntil }) => restsUntil <= time);
  }

  /** Answers whether a bar waited; where none does, the run is fed with the others from now on. */
  #tellNext(waiting: Waiting): boolean {
    const { fits, now } = this.#parts;
    if (waiting.next === waiting.bars.length) this.#lookFurther(waiting);
    const bar = waiting.bars[waiting.next];
    if (bar === undefined) {
      this.remove(waiting.prepared.run);
      waiting.prepared.join();
      return false;
    }
    const begun = fits.count;
    waiting.next += 1;
    this.told += 1;
    waiting.lastOpenTime = bar.openTime;
    now[0] = bar.openTime + bar.intervalMs;
    waiting.prepared.tellPast?.(bar, waiting.steps);
    this.#credit.spend(unitsPerBar(waiting.formula.id));
    if (fits.count !== begun) waiting.restsUntil = fits.doneAt;
    return true;
  }

  #lookFurther(waiting: Waiting): void {
    const { formula, instrument, intervalMs } = waiting;
    const { kept } = this.#parts;
    const isFirst = Number.isNaN(waiting.lastOpenTime);
    const after = isFirst ? firstOf(waiting, kept) : waiting.lastOpenTime;
    waiting.bars = kept.after(instrument, intervalMs, after);
    waiting.next = 0;
    if (isFirst) this.#credit.spend(UNITS_TO_BEGIN);
    this.#credit.spend(UNITS_TO_READ * kept.readAfter(instrument, intervalMs, after));
    if (waiting.bars.length === 0) return;
    const reads = formula.reads ?? [];
    waiting.steps = new BarSteps(
      reads,
      reads.includes('peers') ? this.#around(instrument, intervalMs, after) : undefined,
    );
  }

  #around(instrument: InstrumentId, intervalMs: number, after: number): BarsAround {
    const { instruments, kept } = this.#parts;
    const order = peerOrderOf(instruments, instrument);
    const others = order.instruments.slice(1).map(({ id }) => kept.after(id, intervalMs, after));
    return { symbols: order.instruments.map(({ symbol }) => symbol), leader: order.leader, others };
  }
}

/** Only bars that open after this time are told, in ms. */
function firstOf(
  { formula, instrument, intervalMs, params }: Omit<WaitingRun, 'prepared'>,
  kept: KeptBars,
): number {
  const factor = formula.fit === undefined ? SMOOTHED : LEARNED;
  const count = Math.ceil(factor * formula.warmUp(params)) + SPARE_BARS;
  const spanMs = Math.max(count * intervalMs, LEARNED * (formula.warmUpMs?.(params) ?? 0));
  return kept.endOf(instrument) - spanMs - 1;
}
