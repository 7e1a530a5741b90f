import type { KernelCommand } from '../../domain/session/command.ts';
import type { Outcome } from '../../domain/session/outcome.ts';
import { lots, type Lots } from '../../domain/units/lots.ts';
import { type UnixMs, unixMs } from '../../domain/units/time.ts';
import type { VenueConditions } from '../../domain/venue/venue-condition.ts';
import { FIXED_REASONS } from '../../domain/remark/fixed-reasons.ts';

type Arm = Extract<KernelCommand, { kind: 'arm' }>;

/** Longest a real venue may be armed, in ms. */
export const LONGEST_ARMING_MS = 12 * 3_600_000;
/** Entries after arming that leave at a part of their size, at least, and which part. */
export const WARM_UP_ENTRIES = 10;
const WARM_UP_DIVISOR = 4;
/** A longer sleep ends the arming, in ms. */
const LONGEST_SLEEP_MS = 600_000;
/** A longer round trip to the venue's clock ends it, in ms. */
const LONGEST_ROUND_TRIP_MS = 2000;
/** Furthest our clock and a venue's may be apart before trading freezes, in ms. */
const LARGEST_OFFSET_MS = 5000;

/** Why a clock that far off freezes trading; undefined while it is near enough. */
export const clockFreeze = ({ clockOffsetMs }: Pick<VenueConditions, 'clockOffsetMs'>): string | undefined =>
  Math.abs(clockOffsetMs) > LARGEST_OFFSET_MS ? FIXED_REASONS['clock-too-far'] : undefined;

/**
 * Whether entries may leave for a real venue, and until when. Forgotten with the session: nothing of it is kept,
 * so no restart is ever armed.
 */
export class Armed {
  readonly #tell: (outcome: Outcome) => void;
  #until: UnixMs | undefined;
  #warmUpLeft = 0;
  /** Entries that have left since it was armed. */
  #entries = 0;

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

  arm(
    { because = FIXED_REASONS['armed-by-hand'], forMs, warmUpEntries }: Omit<Arm, 'kind'>,
    time: UnixMs,
  ): void {
    this.#until = unixMs(time + Math.min(LONGEST_ARMING_MS, Math.max(0, Math.floor(forMs))));
    this.#entries = 0;
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
  endedBy(time: UnixMs, { clockRoundTripMs }: VenueConditions): string | undefined {
    if (this.#until === undefined) return undefined;
    if (time >= this.#until) return FIXED_REASONS['time-is-over'];
    return clockRoundTripMs > LONGEST_ROUND_TRIP_MS
      ? `the venue's clock is ${clockRoundTripMs} ms away`
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

  /** A longer warm-up holds at once, what has left counted in; a shorter one with the next arming. */
  lengthenWarmUp(entries: number): void {
    if (this.isArmed) this.#warmUpLeft = Math.max(this.#warmUpLeft, entries - this.#entries);
  }

  /** An entry has left. */
  noteEntry(): void {
    this.#entries += 1;
    if (this.#warmUpLeft > 0) this.#warmUpLeft -= 1;
  }
}
