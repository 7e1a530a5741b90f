import type { TradeTick } from '../formula.ts';
import { SlottedProfile, type SlottedProfileSettings } from './slotted-profile.ts';

const MINUTE_MS = 60_000;

/** Rows of a profile as they stood at the last look. */
export interface ProfileRows {
  /** Number of the lowest row, counted from a price of 0. */
  readonly first: number;
  readonly volumes: Float64Array;
  /** Height of a row in quote units. */
  readonly height: number;
}

/** A rolling profile that is looked at afresh with the first trade of each minute. */
export class MinuteProfile {
  readonly #profile: SlottedProfile;
  #minute = -1;

  /** @throws {RangeError} when a setting is out of its range. */
  constructor(settings: SlottedProfileSettings) {
    this.#profile = new SlottedProfile(settings);
  }

  /** Takes in a trade; answers the rows when it was time to look at them. */
  push({ time, price, sizeBase }: TradeTick): ProfileRows | undefined {
    this.#profile.push(time, price, sizeBase);
    const minute = Math.floor(time / MINUTE_MS);
    if (minute === this.#minute) return undefined;
    this.#minute = minute;
    return { ...this.#profile.rows(), height: this.#profile.height };
  }
}
