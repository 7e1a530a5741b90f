import type { Instrument, InstrumentId } from '../domain/instrument/instrument.ts';
import type { Bar } from '../domain/market/bar.ts';
import type { AnyFormula, FormulaParams } from '../formulas/formula.ts';
import { BarSteps, type BarsAround } from './bar-steps.ts';
import type { FedTime, SharedRun } from './feature-run.ts';
import type { KeptBars } from './kept-bars.ts';
import { peerOrderOf } from './peer-order.ts';

/** Bars told beyond those that warm a formula. */
const SPARE_BARS = 60;
/** What smooths exponentially forgets where it began over its warm-up and once more. */
const SMOOTHED = 2;
/** A formula that learns is fitted as it gets warm; a second fit would be due soon after. */
const LEARNED = 1.1;
/** Time of the session a fit is given before its model counts, in ms, so that nobody waits for it. */
const FIT_REST_MS = 2000;
/** The same after its first fit: what is fitted often is fitted fast. */
const NEXT_FIT_REST_MS = 250;

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
  restsUntil: number;
  hasFitted: boolean;
}

/** What a catching up works with. */
export interface CatchUpParts {
  readonly kept: KeptBars;
  readonly instruments: readonly Instrument[];
  /** Where the time of what is fed is told. */
  readonly now: FedTime;
  /** How many fits have begun so far. */
  readonly fits: { readonly count: number };
}

/**
 * Tells formulas that start what was kept of the bars they read, some at a time, and has them fed with the
 * others once nothing waits. How far it is depends on the events of the session alone and never on the machine.
 */
export class CatchUp {
  readonly #parts: CatchUpParts;
  #waiting: Waiting[] = [];
  #isReading = false;
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
    this.#waiting.push({
      ...run,
      bars: [],
      next: 0,
      steps,
      lastOpenTime: NaN,
      restsUntil: -Infinity,
      hasFitted: false,
    });
  }

  remove(run: SharedRun): void {
    this.#waiting = this.#waiting.filter(({ prepared }) => prepared.run !== run);
    if (this.#waiting.length === 0) this.#isReading = false;
  }

  /** Tells up to `most` bars at `time` of the session, in ms. */
  advance(time: number, most: number): void {
    let left = most;
    this.#isReading = this.#waiting.length > 0;
    for (const waiting of this.#waiting) {
      while (left > 0 && waiting.restsUntil <= time) {
        if (!this.#tellNext(waiting, time)) break;
        left -= 1;
      }
      if (left === 0) return;
    }
    this.#isReading = false;
  }

  /** Answers whether a bar waited; where none does, the run is fed with the others from now on. */
  #tellNext(waiting: Waiting, time: number): boolean {
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
    if (fits.count !== begun) {
      waiting.restsUntil = time + (waiting.hasFitted ? NEXT_FIT_REST_MS : FIT_REST_MS);
      waiting.hasFitted = true;
    }
    return true;
  }

  #lookFurther(waiting: Waiting): void {
    const { formula, instrument, intervalMs } = waiting;
    const { kept } = this.#parts;
    const after = Number.isNaN(waiting.lastOpenTime) ? firstOf(waiting, kept) : waiting.lastOpenTime;
    waiting.bars = kept.after(instrument, intervalMs, after);
    waiting.next = 0;
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
