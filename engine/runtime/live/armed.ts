import type { KernelCommand } from '../../domain/session/command.ts';
import type { Outcome } from '../../domain/session/outcome.ts';
import { lots, type Lots } from '../../domain/units/lots.ts';
import { type UnixMs, unixMs } from '../../domain/units/time.ts';
import type { VenueConditions } from '../../domain/venue/venue-condition.ts';

type Arm = Extract<KernelCommand, { kind: 'arm' }>;

/** Longest a real venue may be armed, in ms. */
export const LONGEST_ARMING_MS = 12 * 3_600_000;
/** Entries after arming that leave at a part of their size, at least, and which part. */
export const WARM_UP_ENTRIES = 10;
const WARM_UP_DIVISOR = 4;
/** A longer sleep ends the arming, in ms. */
const LONGEST_SLEEP_MS = 600_000;
/** Clock offset and round trip that end it, in ms. */
const CLOCK_LIMITS = { offsetMs: 5000, roundTripMs: 2000 } as const;

/**
 * Whether entries may leave for a real venue, and until when. Forgotten with the session: nothing of it is kept,
 * so no restart is ever armed.
 */
export class Armed {
  readonly #tell: (outcome: Outcome) => void;
  #until: UnixMs | undefined;
  #warmUpLeft = 0;

  constructor(tell: (outcome: Outcome) => void) {
    this.#tell = tell;
  }

  get isArmed(): boolean {
    return this.#until !== undefined;
  }

  get until(): UnixMs | undefined {
    return this.#until;
  }

  /** Entries that still leave at a part of their size. */
  get warmUpLeft(): number {
    return this.#warmUpLeft;
  }

  arm({ because = 'armed by hand', forMs, warmUpEntries }: Omit<Arm, 'kind'>, time: UnixMs): void {
    this.#until = unixMs(time + Math.min(LONGEST_ARMING_MS, Math.max(0, Math.floor(forMs))));
    this.#warmUpLeft = Math.max(WARM_UP_ENTRIES, Math.floor(warmUpEntries));
    this.#tell({ kind: 'arming', until: this.#until, because });
  }

  disarm(because: string): boolean {
    if (this.#until === undefined) return false;
    this.#until = undefined;
    this.#tell({ kind: 'arming', until: undefined, because });
    return true;
  }

  /** Why it has ended by now; undefined while it goes on. */
  endedBy(time: UnixMs, { clockOffsetMs, clockRoundTripMs }: VenueConditions): string | undefined {
    if (this.#until === undefined) return undefined;
    if (time >= this.#until) return 'its time is over';
    const isClockBad =
      Math.abs(clockOffsetMs) > CLOCK_LIMITS.offsetMs || clockRoundTripMs > CLOCK_LIMITS.roundTripMs;
    return isClockBad
      ? `the venue's clock is ${clockOffsetMs} ms from ours, ${clockRoundTripMs} ms away`
      : undefined;
  }

  /** Whether a sleep of that length ends it. */
  endsBySleep(sleptMs: number): boolean {
    return sleptMs > LONGEST_SLEEP_MS;
  }

  /** The size an entry may leave with: a quarter during the warm-up, rounded down. */
  warmUpSize(asked: Lots): Lots {
    return this.#warmUpLeft > 0 ? lots(Math.floor(asked / WARM_UP_DIVISOR)) : asked;
  }

  /** What has to be asked for so that an entry leaves with so many lots. */
  askedFor(size: number): Lots {
    return lots(this.#warmUpLeft > 0 ? size * WARM_UP_DIVISOR : size);
  }

  /** An entry has left. */
  noteEntry(): void {
    if (this.#warmUpLeft > 0) this.#warmUpLeft -= 1;
  }
}
