/** One minute as the venue's kline answer holds it: start, open, high, low, close, volume, turnover. */
export type KlineRow = readonly [string, string, string, string, string, string, string];

interface Minute {
  readonly open: number;
  high: number;
  low: number;
  close: number;
  volume: number;
  turnover: number;
}

const MINUTE_MS = 60_000;
const PLACES = 8;

/** Sums prints up by the minute. */
export class MinuteCandles {
  readonly #minutes = new Map<number, Minute>();

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

  /** At most `limit` minutes that begin from `start` to `end`, the newest first, as Bybit lists them. */
  rows(start: number, end: number, limit: number): KlineRow[] {
    const starts = [...this.#minutes.keys()].filter((time) => time >= start && time <= end);
    return starts
      .slice(-limit)
      .toReversed()
      .map((time) => rowOf(time, this.#minutes.get(time) as Minute));
  }
}

const rowOf = (time: number, { close, high, low, open, turnover, volume }: Minute): KlineRow => [
  String(time),
  String(open),
  String(high),
  String(low),
  String(close),
  volume.toFixed(PLACES),
  turnover.toFixed(PLACES),
];
