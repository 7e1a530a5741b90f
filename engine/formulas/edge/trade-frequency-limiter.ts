import { notNegative, wholeNumber } from '../../numerics/checked-numbers.ts';
import { RecentValues } from '../../numerics/recent-values.ts';
import { defineFormula, type MarketStep } from '../formula.ts';
import { FILTER, withReadings } from '../readings.ts';

const SECOND_MS = 1000;
const MINUTE_S = 60;
const HOUR_S = 3600;
const DAY_S = 86_400;

/**
 * Whether another entry may be made now: 1 it may, 0 it may not. Entries are counted as positions of the
 * instrument are opened or turned round; trades on the tape and closed bars only tell the time. Warm with
 * the first input.
 */
export const tradeFrequencyLimiter = defineFormula({
  id: 'F334',
  key: 'trade-frequency-limiter',
  title: 'Trade frequency limiter (sliding windows)',
  family: 'edge',
  output: { unit: 'allowed', min: 0, max: 1 },
  role: 'filter',
  source:
    "Turner, J. S., 'New directions in communications (or which way to the information age?)', IEEE Communications Magazine 24(10), 1986 (rate limiting); limits: seeds 000 and 003",
  catalogue: {
    inputs: ['external'],
    params: {
      per_minute: { unit: 'trades', meaning: 'source document 003' },
      per_hour: { unit: 'trades', meaning: 'source document 003' },
      per_day: { unit: 'trades', meaning: 'source document 003' },
      min_spacing: { unit: 's', meaning: 'source document 000' },
    },
    definition: `
      Entry timestamps of the strategy. A new entry at time t is allowed iff for each (window w, limit m)
      in ((60,per_minute),(3600,per_hour),(86400,per_day)) the number of accepted entries x with t - x < w
      is below m, and t - last >= min_spacing. Exits are never limited. Remaining quota fraction = min
      over windows of 1 - count/m.
    `,
    update: 'Ring buffer of at most per_day timestamps, amortised O(1).',
    signal: `
      filter: gate; confidence required for an entry rises as the quota shrinks: threshold*(1 +
      0.5*(1-quota)).
    `,
    range: '{0,1}',
  },
  defaults: { per_minute: 1, per_hour: 10, per_day: 50, min_spacing: 1 },
  input: 'step',
  reads: ['position', 'trade', 'bar'],
  readings: {
    ...FILTER,
    /** Share of the scarcest quota that is left. */
    quota: { unit: 'fraction', min: 0, max: 1 },
    /** What the confidence asked of an entry is multiplied by as the quota shrinks. */
    threshold: { unit: 'factor', min: 1, max: 1.5 },
  },
  warmUp: () => 1,

  start({ min_spacing: spacing, per_day: perDay, per_hour: perHour, per_minute: perMinute }) {
    const limits = [
      { seconds: MINUTE_S, most: wholeNumber('per_minute', perMinute) },
      { seconds: HOUR_S, most: wholeNumber('per_hour', perHour) },
      { seconds: DAY_S, most: wholeNumber('per_day', perDay) },
    ];
    const entries = new EntryQuota(limits, notNegative('min_spacing', spacing));
    let held = 'flat';
    let now = 0;
    const quota = () => entries.quota(now);

    return withReadings(
      (step: MarketStep) => {
        now = step.time / SECOND_MS;
        if (step.kind === 'position') {
          const { direction } = step.position;
          if (direction !== 'flat' && direction !== held) entries.accept(now);
          held = direction;
        }
        return entries.allows(now) ? 1 : 0;
      },
      {
        gate: () => (entries.allows(now) ? 1 : 0),
        quota,
        threshold: () => 1 + 0.5 * (1 - quota()),
      },
    );
  },
});

/** At most `most` entries within any stretch of `seconds`. */
export interface EntryLimit {
  readonly seconds: number;
  readonly most: number;
}

/** Counts entries against several limits at once. Times are in seconds and do not go back. */
export class EntryQuota {
  readonly #limits: readonly EntryLimit[];
  readonly #spacing: number;
  readonly #accepted: RecentValues;

  constructor(limits: readonly EntryLimit[], spacing: number) {
    this.#limits = limits;
    this.#spacing = spacing;
    this.#accepted = new RecentValues(Math.max(...limits.map(({ most }) => most)));
  }

  allows(time: number): boolean {
    if (time - this.#accepted.at(0) < this.#spacing) return false;
    return this.#limits.every(({ most, seconds }) => !(time - this.#accepted.at(most - 1) < seconds));
  }

  accept(time: number): void {
    this.#accepted.push(time);
  }

  /** Least share that is left of any of the limits. */
  quota(time: number): number {
    return Math.min(...this.#limits.map((limit) => this.#shareLeft(limit, time)));
  }

  #shareLeft({ most, seconds }: EntryLimit, time: number): number {
    let count = 0;
    while (count < most && time - this.#accepted.at(count) < seconds) count += 1;
    return 1 - count / most;
  }
}
