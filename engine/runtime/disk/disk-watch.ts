import type { Clock } from '../clock.ts';
import type { DiskReserve } from './disk-reserve.ts';
import { RESERVE_BYTES } from './disk-reserve.ts';

const MIB = 1_048_576;
/** Below this the person is told. */
export const WARN_BYTES = 256 * MIB;
/** Below this nothing that could open a position leaves any more. */
export const STOP_BYTES = 64 * MIB;
const LOOK_EVERY_MS = 5000;
/** The reserve is taken a slice at a time, so that nobody waits for the disk: all of it in less than two seconds. */
const SLICE_EVERY_MS = 50;

/** Room on the disk, in bytes. */
export interface DiskRoom {
  readonly freeBytes: number;
  readonly neededBytes: number;
}

/** What watching needs. */
export interface DiskWatchOptions {
  readonly clock: Clock;
  readonly reserve: DiskReserve;
  readonly freeBytes: () => number;
  readonly log: (level: 'info' | 'warning', text: string) => void;
  /** Lets only what makes positions smaller out, until a person releases trading. */
  readonly stopEntries: (because: string) => void;
  /** Entries are refused for want of room, or no longer are: what the disk has then, and what they need. */
  readonly noteRoom: (isLow: boolean, room: DiskRoom) => void;
}

/**
 * Watches the room on the journal's disk. A warning first, then no entries, and the reserve is given back so that
 * exits, stops and cancels can still be written down. Entries come back by a person's hand only.
 */
export class DiskWatch {
  readonly #options: DiskWatchOptions;
  readonly #stop: () => void;
  #stopTaking: (() => void) | undefined;
  #hasWarned = false;
  #hasStopped = false;

  constructor(options: DiskWatchOptions) {
    this.#options = options;
    this.#look();
    this.#stop = options.clock.every(LOOK_EVERY_MS, () => this.#look());
  }

  /** The disk refused a write: true when room was made and the write is worth another try. */
  refused(): boolean {
    const wasHeld = this.#giveBack();
    this.#stopEntries('the disk is full');
    return wasHeld;
  }

  close(): void {
    this.#stop();
    this.#stopTaking?.();
  }

  #look(): void {
    const free = this.#options.freeBytes();
    if (free < STOP_BYTES) {
      this.#giveBack();
      this.#stopEntries(`the disk has ${Math.floor(free / MIB)} MiB left, ${STOP_BYTES / MIB} are needed`);
    } else if (free < WARN_BYTES) {
      this.#warn(free);
    } else {
      this.#recover(free);
    }
  }

  #stopEntries(because: string): void {
    if (this.#hasStopped) return;
    this.#hasStopped = true;
    this.#options.stopEntries(because);
    this.#noteRoom(true, this.#options.freeBytes());
  }

  #warn(free: number): void {
    if (this.#hasWarned) return;
    this.#hasWarned = true;
    const limits = `new positions stop below ${STOP_BYTES / MIB} MiB`;
    this.#options.log('warning', `the disk has only ${Math.floor(free / MIB)} MiB left; ${limits}`);
  }

  /** With enough room again, the next shortage is told and held off like the first. */
  #recover(free: number): void {
    const { clock, reserve } = this.#options;
    this.#hasWarned = false;
    if (this.#hasStopped) this.#noteRoom(false, free);
    this.#hasStopped = false;
    if (this.#stopTaking || reserve.isHeld || free < WARN_BYTES + RESERVE_BYTES) return;
    this.#stopTaking = clock.every(SLICE_EVERY_MS, () => this.#takeSlice());
  }

  #noteRoom(isLow: boolean, freeBytes: number): void {
    this.#options.noteRoom(isLow, { freeBytes, neededBytes: STOP_BYTES });
  }

  #takeSlice(): void {
    const { log, reserve } = this.#options;
    try {
      if (reserve.takeSlice()) this.#endTaking();
    } catch (error) {
      this.#endTaking();
      log(
        'warning',
        `no room could be held back on the disk: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }

  #endTaking(): void {
    this.#stopTaking?.();
    this.#stopTaking = undefined;
  }

  #giveBack(): boolean {
    this.#endTaking();
    return this.#options.reserve.release();
  }
}
