/** One period as the venue's kline answer holds it: start, open, high, low, close, volume, turnover. */
export type KlineRow = readonly [string, string, string, string, string, string, string];

interface Sums {
  readonly open: number;
  high: number;
  low: number;
  close: number;
  volume: number;
  turnover: number;
}

const MINUTE_MS = 60_000;
const PLACES = 8;

/** What was before the prints, summed up by somebody else. */
export interface ToldPeriod {
  readonly openTime: number;
  readonly intervalMs: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volumeBase: number;
}

/** Sums prints up by the minute, and minutes by longer lengths; the oldest come first. */
export class MinuteCandles {
  readonly #minutes = new Map<number, Sums>();
  readonly #told = new Map<number, Map<number, Sums>>();

  /** Takes in a period of the past; those of a length come in the order of time. */
  tell({ close, high, intervalMs, low, open, openTime, volumeBase }: ToldPeriod): void {
    const sums = { open, high, low, close, volume: volumeBase, turnover: volumeBase * close };
    if (intervalMs === MINUTE_MS) this.#minutes.set(openTime, sums);
    const told = this.#told.get(intervalMs) ?? new Map<number, Sums>();
    this.#told.set(intervalMs, told.set(openTime, sums));
  }

  add(time: number, price: string, size: string): void {
    const start = Math.floor(time / MINUTE_MS) * MINUTE_MS;
    const at = Number(price);
    const minute = this.#minutes.get(start) ?? {
      open: at,
      high: at,
      low: at,
      close: at,
      volume: 0,
      turnover: 0,
    };
    minute.high = Math.max(minute.high, at);
    minute.low = Math.min(minute.low, at);
    minute.close = at;
    minute.volume += Number(size);
    minute.turnover += at * Number(size);
    this.#minutes.set(start, minute);
  }

  /** At most `limit` periods of a length that begin from `start` to `end`, the newest first, as Bybit lists them. */
  rows(start: number, end: number, limit: number, intervalMs = MINUTE_MS): KlineRow[] {
    const periods = intervalMs === MINUTE_MS ? this.#minutes : this.#summed(intervalMs);
    const starts = [...periods.keys()].filter((time) => time >= start && time <= end);
    return starts
      .slice(-limit)
      .toReversed()
      .map((time) => rowOf(time, periods.get(time) as Sums));
  }

  /** What was told of a length, and the minutes after it. */
  #summed(intervalMs: number): ReadonlyMap<number, Sums> {
    const periods = new Map(this.#told.get(intervalMs));
    const toldUntil = Math.max(-Infinity, ...periods.keys()) + intervalMs;
    for (const [time, minute] of this.#minutes) {
      if (time < toldUntil) continue;
      const start = time - (time % intervalMs);
      const known = periods.get(start);
      periods.set(start, known === undefined ? { ...minute } : joined(known, minute));
    }
    return periods;
  }
}

const joined = (one: Sums, next: Sums): Sums => ({
  open: one.open,
  high: Math.max(one.high, next.high),
  low: Math.min(one.low, next.low),
  close: next.close,
  volume: one.volume + next.volume,
  turnover: one.turnover + next.turnover,
});

const rowOf = (time: number, { close, high, low, open, turnover, volume }: Sums): KlineRow => [
  String(time),
  String(open),
  String(high),
  String(low),
  String(close),
  volume.toFixed(PLACES),
  turnover.toFixed(PLACES),
];
