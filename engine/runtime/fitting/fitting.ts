import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import {
  type Fit,
  fitInline,
  type FitJob,
  type FittedModel,
  type Fitter,
  fittedModel,
} from '../../formulas/refit.ts';
import { FIT_STATE, FitSlot } from './fit-slot.ts';
import type { ToFitWorker } from './fit-worker.ts';
import { workerProgram } from '../worker-program.ts';

const PROGRAM = workerProgram(import.meta.url, './fit-worker.ts', 'fit-worker.js');

/** How long a session waits for a fit that was begun before it does it itself: a dead thread says nothing. */
const MOST_WAIT_MS = 5000;
/** How long whoever can wait is told to for one fit; after that its thread is taken to hang. */
const MOST_PAUSE_MS = 30_000;
/** A thread that ends this often is not started again. */
const MOST_CRASHES = 3;
const HEAP = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 16 };

/** What fitting is started with. */
export interface FittingOptions {
  readonly log?: (level: 'info' | 'warning', text: string) => void;
  /** The worker's program, ours when left out. */
  readonly program?: URL;
  /** How many threads; of three cores one, of more up to three, when left out. */
  readonly threads?: number;
  /** Monotonic ms. Without it nobody is ever told to wait. */
  readonly monotonicMs?: () => number;
}

interface AskedFit {
  readonly slot: FitSlot;
  readonly askedAt: number;
}

interface Thread {
  worker: Worker | undefined;
  /** Fits asked of it and perhaps not done, oldest first. */
  asked: AskedFit[];
  crashes: number;
}

/**
 * Has formulas fitted on other threads: a fit begins at once, the model is taken at the input that ADR 12
 * states. A fit nobody has begun by then is done on the spot, one under way is waited for; the values are the
 * same either way. A thread that dies costs the time it saves and nothing else.
 */
export class Fitting {
  /** Tells the person. */
  log: (level: 'info' | 'warning', text: string) => void;
  readonly #program: URL;
  readonly #threads: readonly Thread[];
  readonly #monotonicMs: () => number;
  #next = 0;
  #isClosed = false;

  constructor({
    log = () => undefined,
    monotonicMs = () => Infinity,
    program = PROGRAM,
    threads = usefulThreads(),
  }: FittingOptions = {}) {
    this.log = log;
    this.#program = program;
    this.#monotonicMs = monotonicMs;
    this.#threads = Array.from({ length: threads }, () => ({ worker: undefined, asked: [], crashes: 0 }));
  }

  /** Give this to whoever runs formulas. */
  readonly fitter: Fitter = (formula, fit, job) => {
    const thread = this.#nextThread();
    if (thread === undefined) return fitInline(formula, fit, job);
    const slot = new FitSlot();
    thread.asked = thread.asked.filter(isUnderWay);
    thread.asked.push({ slot, askedAt: this.#monotonicMs() });
    this.#started(thread).postMessage({ formula, job, slot: slot.shared } satisfies ToFitWorker);
    return () => this.#collect(slot, { formula, fit, job });
  };

  /**
   * Whether a fit is under way that who reads the past had better wait for: the next bar would need its model, and
   * the loop would stand still until it is there.
   */
  get isBusy(): boolean {
    return this.#awaited() !== undefined;
  }

  /** The same after this thread has halted for up to `mostMs`: most fits are done sooner than the loop comes round. */
  isBusyAfter(mostMs: number): boolean {
    const until = this.#monotonicMs() + mostMs;
    for (let slot = this.#awaited(); slot !== undefined; slot = this.#awaited()) {
      const left = until - this.#monotonicMs();
      if (!(left > 0)) return true;
      slot.waitWhile(slot.state, left);
    }
    return false;
  }

  #awaited(): FitSlot | undefined {
    const since = this.#monotonicMs() - MOST_PAUSE_MS;
    for (const { asked } of this.#threads)
      for (const each of asked) if (each.askedAt > since && isUnderWay(each)) return each.slot;
    return undefined;
  }

  /** Forgets what was asked for and not begun: the session that wanted it is over. */
  drop(): void {
    for (const { asked } of this.#threads)
      for (const { slot } of asked.splice(0)) slot.advance(FIT_STATE.waiting, FIT_STATE.withdrawn);
  }

  /** Ends the threads. Whoever asks from now on has the fit done on the spot. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.drop();
    for (const { worker } of this.#threads) await worker?.terminate();
  }

  #collect(
    slot: FitSlot,
    { fit, formula, job }: { formula: string; fit: Fit; job: FitJob },
  ): FittedModel | undefined {
    if (slot.advance(FIT_STATE.waiting, FIT_STATE.withdrawn)) return fittedModel(fit(job));
    slot.waitWhile(FIT_STATE.begun, MOST_WAIT_MS);
    if (slot.state === FIT_STATE.done) return slot.take();
    if (slot.advance(FIT_STATE.begun, FIT_STATE.withdrawn))
      this.log(
        'warning',
        `${formula}: its fit was not done after ${MOST_WAIT_MS / 1000} s of waiting and is done on the spot`,
      );
    return fittedModel(fit(job));
  }

  /** Threads take turns; undefined where none may be used any more. */
  #nextThread(): Thread | undefined {
    if (this.#isClosed) return undefined;
    const usable = this.#threads.filter(({ crashes }) => crashes < MOST_CRASHES);
    this.#next += 1;
    return usable[this.#next % usable.length];
  }

  #started(thread: Thread): Worker {
    if (thread.worker) return thread.worker;
    const worker = new Worker(this.#program, { resourceLimits: HEAP });
    worker.on('error', (error) => {
      this.#noteCrash(thread, error.message);
      leave(thread, worker);
    });
    worker.on('exit', () => leave(thread, worker));
    worker.unref();
    thread.worker = worker;
    return worker;
  }

  #noteCrash(thread: Thread, detail: string): void {
    thread.crashes += 1;
    const next =
      thread.crashes < MOST_CRASHES ? 'it is started again with the next fit' : 'it is not started again';
    this.log(
      'warning',
      `a thread that fits formulas stopped, so what it had to do is done on the spot; ${next}: ${detail}`,
    );
  }
}

const isUnderWay = ({ slot: { state } }: AskedFit): boolean =>
  state === FIT_STATE.waiting || state === FIT_STATE.begun;

/** Asks a worker that has stopped nothing more; what it had begun will never be done by it. */
function leave(thread: Thread, worker: Worker): void {
  if (thread.worker !== worker) return;
  thread.worker = undefined;
  for (const { slot } of thread.asked.splice(0)) {
    slot.advance(FIT_STATE.waiting, FIT_STATE.failed);
    slot.advance(FIT_STATE.begun, FIT_STATE.failed);
  }
}

/** The kernel keeps a core, and so does the window. */
const usefulThreads = (): number => Math.max(1, Math.min(3, availableParallelism() - 2));
