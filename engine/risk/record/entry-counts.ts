/** How many entries were sent: in the last 60 s, in the last 60 min, and since 00:00 UTC. */
export interface EntryCounts {
  readonly minute: number;
  readonly hour: number;
  readonly day: number;
}

/** Entries as plain data: times of the last hour, and the count of one UTC day. */
export interface EntryLogState {
  readonly times: Readonly<Record<string, readonly number[]>>;
  readonly day: number;
  readonly today: Readonly<Record<string, number>>;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** Under which name all entries of the account are counted. */
export const WHOLE_ACCOUNT = '';

/** Counts entries from sent to sent, by strategy and of the whole account. */
export class EntryLog {
  readonly #times = new Map<string, number[]>();
  readonly #today = new Map<string, number>();
  #day = -1;

  /** An entry was sent; of no strategy where it goes on with one that is counted. */
  note(strategyId: string | undefined, time: number): void {
    this.#turnDay(time);
    for (const name of [WHOLE_ACCOUNT, strategyId]) {
      if (name === undefined) continue;
      const times = this.#times.get(name) ?? [];
      this.#times.set(name, times);
      times.push(time);
      dropBefore(times, time - HOUR_MS);
      this.#today.set(name, (this.#today.get(name) ?? 0) + 1);
    }
  }

  countsOf(strategyId: string, time: number): EntryCounts {
    const times = this.#times.get(strategyId) ?? [];
    const isToday = Math.floor(time / DAY_MS) === this.#day;
    return {
      minute: countAfter(times, time - MINUTE_MS),
      hour: countAfter(times, time - HOUR_MS),
      day: isToday ? (this.#today.get(strategyId) ?? 0) : 0,
    };
  }

  state(): EntryLogState {
    return {
      times: Object.fromEntries([...this.#times].map(([name, times]) => [name, [...times]])),
      day: this.#day,
      today: Object.fromEntries(this.#today),
    };
  }

  restore({ day, times, today }: EntryLogState): void {
    this.#day = day;
    for (const [name, list] of Object.entries(times)) this.#times.set(name, [...list]);
    for (const [name, count] of Object.entries(today)) this.#today.set(name, count);
  }

  #turnDay(time: number): void {
    const day = Math.floor(time / DAY_MS);
    if (day === this.#day) return;
    this.#day = day;
    this.#today.clear();
  }
}

/** Drops what happened at or before a time. The list is in order. */
export function dropBefore(times: number[], time: number): void {
  let gone = 0;
  while (gone < times.length && (times[gone] as number) <= time) gone += 1;
  if (gone > 0) times.splice(0, gone);
}

/** How many happened after a time. The list is in order. */
export function countAfter(times: readonly number[], time: number): number {
  let count = 0;
  for (let i = times.length - 1; i >= 0 && (times[i] as number) > time; i -= 1) count += 1;
  return count;
}
