import type { Side } from '../domain/order/side.ts';
import { signOf } from '../domain/order/side.ts';
import { bpsBetween } from '../domain/units/bps.ts';

/** How long a blocked entry is followed, in ms of event time. */
export const COUNTERFACTUAL_HORIZON_MS = 60_000;

/** What one gate blocked, and what that would have made. */
export interface BlockedTally {
  readonly gate: string;
  readonly count: number;
  /** Sum over followed entries of the move to their side minus the round trip's cost, in bps. */
  readonly sumBps: number;
  readonly followed: number;
}

interface Tally {
  count: number;
  sumBps: number;
  followed: number;
  pending: { side: Side; mid: number; costBps: number; dueAt: number } | undefined;
}

/**
 * Counts what each gate blocked and follows one blocked entry a gate at a time to its horizon, so
 * that the followed ones do not overlap and their average means something.
 */
export class CounterfactualLedger {
  readonly #tallies = new Map<string, Tally>();

  constructor(tallies: readonly BlockedTally[] = []) {
    for (const { count, followed, gate, sumBps } of tallies) {
      this.#tallies.set(gate, { count, followed, sumBps, pending: undefined });
    }
  }

  note(gate: string, blocked: { side: Side; mid: number; costBps: number; time: number }): void {
    const tally = this.#tallies.get(gate) ?? { count: 0, sumBps: 0, followed: 0, pending: undefined };
    this.#tallies.set(gate, tally);
    tally.count += 1;
    tally.pending ??= {
      side: blocked.side,
      mid: blocked.mid,
      costBps: blocked.costBps,
      dueAt: blocked.time + COUNTERFACTUAL_HORIZON_MS,
    };
  }

  /** Settles what has reached its horizon at the mid of now. */
  observe(time: number, mid: number): void {
    for (const tally of this.#tallies.values()) {
      if (!tally.pending || time < tally.pending.dueAt) continue;
      const { costBps, mid: before, side } = tally.pending;
      tally.sumBps += signOf(side) * bpsBetween(before, mid) - costBps;
      tally.followed += 1;
      tally.pending = undefined;
    }
  }

  tallies(): readonly BlockedTally[] {
    return [...this.#tallies].map(([gate, { count, followed, sumBps }]) => ({
      gate,
      count,
      followed,
      sumBps,
    }));
  }
}
