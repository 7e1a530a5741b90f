import type { MarketEvent } from '../domain/market/market-event.ts';
import { isMarketEvent, type KernelEvent } from '../domain/session/kernel-event.ts';
import type { RecordedOutcome } from '../domain/session/outcome.ts';
import type { SessionDescription } from '../domain/session/session-description.ts';
import type { Journal } from '../journal/journal.ts';
import { OutcomeHash } from '../journal/outcome-hash.ts';
import type { StateText } from '../journal/state/state-text.ts';
import { StateWriter } from '../journal/state/state-writer.ts';
import type { RecordingWriter } from '../venues/recorded/recording-writer.ts';
import type { InstrumentMarket } from '../market/instrument-market.ts';
import type { Fitter } from '../formulas/refit.ts';
import { Kernel } from './kernel.ts';
import { initialStateOf } from './kernel-state.ts';
import type { StrategyCatalog } from './strategy-catalog.ts';

/** Where a session is remembered and what works for it. With neither journal nor recording it leaves no trace but its hash. */
export interface SessionMemory {
  readonly journal?: Journal;
  readonly recording?: RecordingWriter;
  /** Has formulas fitted that learn, on other threads; on the spot when left out. What follows is the same. */
  readonly fitter?: Fitter | undefined;
}

/** Sees the market of a session without being part of it. */
export interface MarketObserver {
  /** Event time moves on to `time` in ms; nothing of that moment has been taken yet. */
  passTime(time: number, markets: readonly InstrumentMarket[]): void;
  /** `market` is as it stands after the event. */
  onEvent(event: MarketEvent, market: InstrumentMarket): void;
}

/** Position without outcomes is written down this often, in ms of event time. */
const POSITION_EVERY_MS = 5000;
/** What votes learn follows from no outcome; it is written down this often, in ms of event time. */
const LEARNED_EVERY_MS = 60_000;

/**
 * A kernel with its memory. Events are taken one by one; nothing that followed from them is shown to
 * anybody before `commit` has made it durable: first the recording, then the journal.
 */
export class Session {
  readonly description: SessionDescription;
  readonly kernel: Kernel;
  readonly hash = new OutcomeHash();
  readonly #memory: SessionMemory;
  readonly #stateWriter = new StateWriter();
  #batch: RecordedOutcome[] = [];
  /** The text of each outcome of the batch. */
  #payloads: string[] = [];
  #committedSequence = 0;
  #positionWrittenAt = 0;
  #stateWrittenAt = 0;
  #recordingFailed = '';
  readonly #observers: MarketObserver[] = [];

  constructor(description: SessionDescription, catalog: StrategyCatalog, memory: SessionMemory = {}) {
    this.description = description;
    const state = initialStateOf(description);
    this.kernel = new Kernel(description, catalog, { state, fitter: memory.fitter });
    this.#memory = memory;
    memory.journal?.beginSession(description);
  }

  /** Number of the last kernel event that is durable with everything that followed from it. */
  get committedSequence(): number {
    return this.#committedSequence;
  }

  /** Why recording stopped; empty while it works. */
  get recordingFailure(): string {
    return this.#recordingFailed;
  }

  /** Shows every market event to `observer` after the kernel took it; it can change nothing. */
  observe(observer: MarketObserver): void {
    this.#observers.push(observer);
  }

  take(event: KernelEvent): void {
    this.#record(() => this.#memory.recording?.append(event));
    for (const observer of this.#observers) observer.passTime(event.time, this.kernel.rooms.market.all);
    for (const outcome of this.kernel.process(event)) {
      this.#payloads.push(this.hash.add(outcome));
      this.#batch.push(outcome);
    }
    if (!isMarketEvent(event)) return;
    const market = this.kernel.rooms.market.of(event.instrument);
    if (market) for (const observer of this.#observers) observer.onEvent(event, market);
  }

  /** Makes everything taken so far durable and answers with the outcomes that may now be shown. */
  commit(): readonly RecordedOutcome[] {
    const { kernel } = this;
    const outcomes = this.#batch;
    if (outcomes.length === 0 && kernel.time < this.#positionWrittenAt + POSITION_EVERY_MS) return outcomes;
    this.#record(() => this.#memory.recording?.flush());
    this.#positionWrittenAt = kernel.time;
    const recordedBytes = this.#memory.recording?.bytes;
    this.#memory.journal?.commit({
      outcomes,
      payloads: this.#payloads,
      position: {
        sequence: kernel.sequence,
        time: kernel.time,
        ...(recordedBytes === undefined ? {} : { recordedBytes }),
      },
      ...(this.#isStateDue() ? { checkpoint: this.#writtenState() } : {}),
    });
    this.#committedSequence = kernel.sequence;
    this.#batch = [];
    this.#payloads = [];
    return outcomes;
  }

  /** For when everything that was committed has been sent and shown: work that no order should wait for. */
  tidy(): void {
    this.#memory.journal?.tidy();
  }

  end(reason: string): readonly RecordedOutcome[] {
    const rest = this.commit();
    this.#record(() => this.#memory.recording?.close());
    this.#memory.journal?.endSession(this.description.sessionId, reason);
    return rest;
  }

  #isStateDue(): boolean {
    if (this.#batch.length > 0) return true;
    const { rooms, time } = this.kernel;
    return !rooms.votes.isEmpty && time >= this.#stateWrittenAt + LEARNED_EVERY_MS;
  }

  #writtenState(): StateText {
    this.#stateWrittenAt = this.kernel.time;
    return this.#stateWriter.write(this.kernel.state());
  }

  // A recording that cannot be written costs the recording, not the session: the journal is the memory.
  #record(write: () => void): void {
    if (this.#recordingFailed !== '') return;
    try {
      write();
    } catch (error) {
      this.#recordingFailed = error instanceof Error ? error.message : String(error);
    }
  }
}
