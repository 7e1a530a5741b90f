import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import type { UnixMs } from '../../domain/units/time.ts';
import { isMarketEvent } from '../../domain/session/kernel-event.ts';
import type { PulledFeed } from '../feed.ts';
import { type Recording, readRecording } from './read-recording.ts';
import { RecordingError } from './recording-error.ts';

/**
 * The market of session recordings, one file after the other; what people and schedules told those
 * sessions is left out. A time below the one before is raised to it.
 * @throws {RecordingError} when a header is malformed or two files disagree on an instrument.
 */
export function openSessionFeed(paths: readonly string[]): PulledFeed {
  return new SessionFeed(paths);
}

class SessionFeed implements PulledFeed {
  readonly kind = 'pulled';
  readonly instruments: readonly Instrument[];
  readonly #paths: readonly string[];
  #recording: Recording | undefined;
  #opened = 0;
  #time = 0 as UnixMs;

  constructor(paths: readonly string[]) {
    this.#paths = paths;
    const known = new Map<string, Instrument>();
    for (const path of paths) {
      const recording = readRecording(path);
      recording.close();
      for (const instrument of recording.description.instruments) learn(known, instrument, path);
    }
    this.instruments = [...known.values()];
  }

  next(): MarketEvent | undefined {
    while (this.#recording !== undefined || this.#opened < this.#paths.length) {
      this.#recording ??= this.#openNext();
      const event = this.#recording.next();
      if (event === undefined) {
        this.#recording.close();
        this.#recording = undefined;
      } else if (isMarketEvent(event)) {
        return this.#inOrder(event);
      }
    }
    return undefined;
  }

  progress(): number {
    if (this.#paths.length === 0) return 1;
    const finished = this.#recording === undefined ? this.#opened : this.#opened - 1;
    return Math.min(1, (finished + (this.#recording?.progress ?? 0)) / this.#paths.length);
  }

  close(): void {
    this.#recording?.close();
    this.#recording = undefined;
    this.#opened = this.#paths.length;
  }

  #openNext(): Recording {
    const recording = readRecording(this.#paths[this.#opened] as string);
    this.#opened += 1;
    return recording;
  }

  #inOrder(event: MarketEvent): MarketEvent {
    if (event.time < this.#time) return { ...event, time: this.#time };
    this.#time = event.time;
    return event;
  }
}

function learn(known: Map<string, Instrument>, instrument: Instrument, path: string): void {
  const before = known.get(instrument.id);
  if (
    before !== undefined &&
    (before.tickSize !== instrument.tickSize || before.lotSize !== instrument.lotSize)
  ) {
    throw new RecordingError(
      `${path}: ${instrument.id} has tick ${instrument.tickSize} and lot ${instrument.lotSize}, ` +
        `an earlier file has ${before.tickSize} and ${before.lotSize}`,
    );
  }
  known.set(instrument.id, before ?? instrument);
}
