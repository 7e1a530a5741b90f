import { isLooser, LIMIT_RULES, limitObjection } from '../../domain/risk/limit-rules.ts';
import { DEFAULT_LIMITS, type LimitName, type RiskLimits } from '../../domain/risk/risk-limits.ts';
import { nextUtcDay } from '../record/day-account.ts';

/** How long a looser limit waits, in ms. */
export const RAISE_DELAY_MS = 600_000;

/** A looser value that does not hold yet. */
export interface PendingLimit {
  readonly limit: LimitName;
  readonly value: number;
  readonly from: number;
}

export interface LimitBookState {
  readonly limits: RiskLimits;
  readonly pending: readonly PendingLimit[];
}

/** What became of a wish to change a limit. */
export type LimitAnswer =
  | { readonly ok: true; readonly from: number }
  | { readonly ok: false; readonly because: string };

/**
 * The limits in force and those that wait. A stricter value holds at once and takes a waiting looser one back. A
 * looser one is refused while live trading is armed, waits ten minutes, and where it is the limit of a day, for
 * the next day.
 */
export class LimitBook {
  #limits: RiskLimits;
  #pending: readonly PendingLimit[] = [];

  constructor(limits: RiskLimits) {
    // A policy from before there was a limit does not name it.
    this.#limits = { ...DEFAULT_LIMITS, ...limits };
  }

  get limits(): RiskLimits {
    return this.#limits;
  }

  get pending(): readonly PendingLimit[] {
    return this.#pending;
  }

  set(
    limit: LimitName,
    value: number,
    now: { readonly time: number; readonly isArmed: boolean },
  ): LimitAnswer {
    const objection = limitObjection(limit, value);
    if (objection !== undefined) return { ok: false, because: objection };
    const isRaise = isLooser(limit, this.#limits[limit], value);
    if (isRaise && now.isArmed)
      return { ok: false, because: `${limit} can be loosened only while live trading is not armed` };
    this.#pending = this.#pending.filter((each) => each.limit !== limit);
    if (!isRaise) {
      this.#limits = { ...this.#limits, [limit]: value };
      return { ok: true, from: now.time };
    }
    const soonest = now.time + RAISE_DELAY_MS;
    const from = LIMIT_RULES[limit].holdsTheDay ? Math.max(soonest, nextUtcDay(now.time)) : soonest;
    this.#pending = [...this.#pending, { limit, value, from }];
    return { ok: true, from };
  }

  /** Lets waiting values come into force, and answers with them. */
  passTime(time: number): readonly PendingLimit[] {
    if (this.#pending.length === 0) return this.#pending;
    const due = this.#pending.filter(({ from }) => from <= time);
    if (due.length === 0) return due;
    for (const { limit, value } of due) this.#limits = { ...this.#limits, [limit]: value };
    this.#pending = this.#pending.filter(({ from }) => from > time);
    return due;
  }

  state(): LimitBookState {
    return { limits: this.#limits, pending: this.#pending };
  }

  restore({ limits, pending }: LimitBookState): void {
    this.#limits = { ...this.#limits, ...limits };
    this.#pending = pending;
  }
}
