import { Worker } from 'node:worker_threads';
import type { Clock } from '../clock.ts';
import type { ArchiverFolders, ArchiverReport } from './archiver.ts';
import { type ArchivingProgress, progressSince, type RecordedSoFar } from './archiving-progress.ts';
import { RawForwarder } from './raw/raw-forwarder.ts';
import type { RawFrameQueue } from './raw/raw-frame-queue.ts';
import type { FromArchiver, ToArchiver } from './archiver-worker.ts';
import { workerProgram } from '../worker-program.ts';

const PROGRAM = workerProgram(import.meta.url, './archiver-worker.ts', 'archiver.js');

/** The first round waits until the workstation is up and has read the market's past. */
const FIRST_ROUND_MS = 20_000;
const ROUND_EVERY_MS = 60_000;
/** How long leaving waits for a round to come to a clean place; a killed one costs nothing but doing it again. */
const CLOSE_WITHIN_MS = 2000;

/**
 * Left to itself the thread keeps 260 MB of garbage before it collects any. The young part makes it collect
 * early; the old part is several times what a batch needs.
 */
const HEAP = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 16 };

/** What archiving is started with. */
export interface ArchivingOptions {
  readonly folders: ArchiverFolders;
  readonly clock: Clock;
  /** Tells the person; the same thing only once in a row. */
  readonly log: (level: 'info' | 'warning', text: string) => void;
  /** After every round. */
  readonly onRound?: (report: ArchiverReport) => void;
  /** Raw frames of live connections, where they are to be kept. */
  readonly rawFrames?: RawFrameQueue | undefined;
}

/** The archiver's thread as the engine sees it: rounds at their time, and what they report. */
export class Archiving {
  readonly #options: ArchivingOptions;
  readonly #stops: (() => void)[];
  #worker: Worker | undefined;
  #isBusy = false;
  #told = '';
  readonly #raw: RawForwarder | undefined;
  #lastReport: ArchiverReport | undefined;
  #isClosed = false;

  constructor(options: ArchivingOptions) {
    this.#options = options;
    const { clock, log, rawFrames: queue } = options;
    const post = (message: ToArchiver) => this.#startedWorker().postMessage(message);
    const warn = (text: string) => log('warning', text);
    this.#raw = queue && new RawForwarder({ queue, clock, post, warn });
    this.#stops = [
      clock.after(FIRST_ROUND_MS, () => this.round()),
      clock.every(ROUND_EVERY_MS, () => this.round()),
    ];
  }

  /** Asks for a round now, unless one is under way. */
  round(): void {
    if (this.#isBusy || this.#isClosed) return;
    this.#isBusy = true;
    const message: ToArchiver = { type: 'round', now: this.#options.clock.now() };
    this.#startedWorker().postMessage(message);
  }

  /** How far archiving is behind what is recorded. */
  progress(recorded: RecordedSoFar): ArchivingProgress {
    return progressSince(this.#lastReport, recorded, this.#options.rawFrames?.droppedCount ?? 0);
  }

  /** Ends the thread, at a clean place if there is one soon. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const stop of this.#stops) stop();
    this.#raw?.stop();
    this.#raw?.handOver();
    const worker = this.#worker;
    if (!worker) return;
    const ended = new Promise<void>((resolve) => {
      worker.once('exit', () => resolve());
    });
    worker.postMessage({ type: 'close' } satisfies ToArchiver);
    const waited = new Promise<void>((resolve) => {
      this.#stops.push(this.#options.clock.after(CLOSE_WITHIN_MS, resolve));
    });
    await Promise.race([ended, waited]);
    for (const stop of this.#stops) stop();
  }

  #startedWorker(): Worker {
    if (this.#worker) return this.#worker;
    const { archive, recordings } = this.#options.folders;
    const worker = new Worker(PROGRAM, {
      workerData: { archive, recordings } satisfies ArchiverFolders,
      resourceLimits: HEAP,
    });
    worker.on('message', (message: FromArchiver) => {
      if (message.type === 'round-done') this.#hear(message.report);
      else this.#raw?.hear(message.kept);
    });
    worker.on('error', (error) => this.#tell('warning', `the archiver stopped: ${error.message}`));
    worker.on('exit', () => {
      this.#worker = undefined;
      this.#isBusy = false;
    });
    worker.unref();
    this.#worker = worker;
    return worker;
  }

  #hear(report: ArchiverReport): void {
    this.#isBusy = false;
    this.#lastReport = report;
    const [refused] = report.refused;
    if (report.failure?.code === 'locked') this.#tell('info', report.failure.detail);
    else if (report.failure)
      this.#tell(
        'warning',
        `archiving pauses and tries again every minute; the recordings keep everything until then: ${report.failure.detail}`,
      );
    else if (refused !== undefined)
      this.#tell('warning', `a recording is kept because it cannot be archived as a whole: ${refused}`);
    else if (this.#told !== '') this.#tell('info', '');
    this.#options.onRound?.(report);
  }

  #tell(level: 'info' | 'warning', text: string): void {
    if (text === this.#told) return;
    this.#told = text;
    this.#options.log(level, text === '' ? 'archiving goes on' : text);
  }
}
