import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { BookDelta, BookSnapshot, FeedStatus, MarketEvent } from '../../domain/market/market-event.ts';
import type { Lots } from '../../domain/units/lots.ts';
import type { Ticks } from '../../domain/units/ticks.ts';
import type { UnixMs } from '../../domain/units/time.ts';
import {
  type BinanceFrame,
  type BinanceMarket,
  type DiffFrame,
  readFrame,
  type SnapshotFrame,
  type TradeFrame,
} from '../wire/binance/binance-frame.ts';
import { CAPTURE_LINE } from './capture-scan.ts';
import { type CaptureStatistics, countProblem, emptyStatistics } from './capture-statistics.ts';
import { type FrameSteps, frameStepsOf } from '../wire/live-frame.ts';
import { DepthSequence } from '../wire/binance/depth-sequence.ts';
import { GzipLines } from './gzip-lines.ts';
import { type CheckedBook, TopCheck } from './top-check.ts';

/** Digits of the receive time in ns, and how many of them are below a millisecond. */
const TIME_DIGITS = 19;
const SUB_MS_DIGITS = 6;

/** What a reader needs to know beforehand. */
export interface CaptureReaderSettings {
  readonly market: BinanceMarket;
  readonly symbol: string;
  readonly instrument: Instrument;
  readonly checkedBook: CheckedBook | undefined;
}

/** Reads a capture line by line and gives out market events in our words and units. */
export class CaptureReader {
  readonly statistics: CaptureStatistics = emptyStatistics();
  readonly #settings: CaptureReaderSettings;
  readonly #lines: GzipLines;
  readonly #steps: FrameSteps;
  readonly #sequence: DepthSequence;
  readonly #check: TopCheck | undefined;
  #ready: MarketEvent[] = [];
  #given = 0;
  #time = 0 as UnixMs;
  #isEnded = false;

  constructor(paths: readonly string[], settings: CaptureReaderSettings) {
    const { instrument, checkedBook, market } = settings;
    this.#settings = settings;
    this.#lines = new GzipLines(paths);
    this.#steps = frameStepsOf(instrument);
    this.#check = checkedBook && new TopCheck(checkedBook);
    this.#sequence = new DepthSequence(market, {
      snapshot: (frame) => this.#giveSnapshot(frame),
      delta: (frame) => this.#giveDelta(frame),
      gap: (detail) => this.#giveGap(detail),
      repeated: () => {
        this.statistics.repeated += 1;
      },
    });
  }

  get progress(): number {
    return this.#lines.progress;
  }

  next(): MarketEvent | undefined {
    while (this.#given >= this.#ready.length) {
      this.#given = 0;
      this.#ready.length = 0;
      if (this.#isEnded) return undefined;
      this.#readLine();
    }
    const event = this.#ready[this.#given];
    this.#given += 1;
    return event;
  }

  close(): void {
    this.#isEnded = true;
    this.#ready = [];
    this.#given = 0;
    this.#lines.close();
  }

  #readLine(): void {
    const line = this.#lines.next();
    if (line === undefined) {
      this.#end();
      return;
    }
    if (line === '') return;
    this.statistics.lines += 1;
    if (!CAPTURE_LINE.test(line)) {
      this.#problem('a line must be a receive time of 19 digits in ns, a space and a JSON object');
      return;
    }
    const frame = readFrame(line.slice(TIME_DIGITS + 1), this.#settings.market, this.#steps);
    if (frame.kind === 'malformed') {
      this.#problem(frame.rule);
      return;
    }
    this.statistics.roundedSizes = this.#steps.lot.roundedCount;
    this.#setTime(Number(line.slice(0, TIME_DIGITS - SUB_MS_DIGITS)));
    this.statistics.frames += 1;
    this.#take(frame);
  }

  #setTime(time: number): void {
    if (time < this.#time) this.statistics.clockSteps += 1;
    else this.#time = time as UnixMs;
  }

  #take(frame: BinanceFrame): void {
    const { statistics } = this;
    if (frame.kind === 'other' || ('symbol' in frame && frame.symbol !== this.#settings.symbol)) {
      statistics.others += 1;
      return;
    }
    switch (frame.kind) {
      case 'diff':
        statistics.diffs += 1;
        this.#sequence.takeDiff(frame);
        return;
      case 'snapshot':
        statistics.snapshots += 1;
        this.#sequence.takeSnapshot(frame);
        return;
      case 'ticker':
        statistics.tickers += 1;
        this.#check?.takeTicker(frame);
        this.#copyCheck();
        return;
      case 'trade':
        statistics.trades += 1;
        this.#giveTrade(frame);
        return;
      case 'mark':
      case 'liquidation':
      case 'answer':
        statistics.others += 1;
    }
  }

  #giveSnapshot(frame: SnapshotFrame): void {
    const event: BookSnapshot = {
      kind: 'book-snapshot',
      ...this.#observed(frame.venueTime ?? this.#time),
      bids: frame.bids,
      asks: frame.asks,
      updateId: frame.lastUpdateId,
    };
    this.#ready.push(event);
    this.#check?.takeSnapshot(event);
    this.#copyCheck();
    this.#giveStatus('live', `joined snapshot ${frame.lastUpdateId}`);
  }

  #giveDelta(frame: DiffFrame): void {
    const event: BookDelta = {
      kind: 'book-delta',
      instrument: this.#settings.instrument.id,
      time: this.#time,
      venueTime: frame.venueTime as UnixMs,
      bids: frame.bids,
      asks: frame.asks,
      updateId: frame.finalId,
    };
    this.#ready.push(event);
    this.#check?.takeDelta(event);
    this.#copyCheck();
  }

  #giveTrade(frame: TradeFrame): void {
    this.#ready.push({
      kind: 'trade',
      instrument: this.#settings.instrument.id,
      time: this.#time,
      venueTime: frame.venueTime as UnixMs,
      ticks: frame.ticks as Ticks,
      lots: frame.lots as Lots,
      aggressor: frame.aggressor,
      tradeId: frame.tradeId,
    });
  }

  #giveGap(detail: string): void {
    this.statistics.gaps += 1;
    this.#giveStatus('gap', detail);
  }

  #giveStatus(status: FeedStatus['status'], detail: string): void {
    this.#ready.push({ kind: 'feed-status', ...this.#observed(this.#time), status, detail });
  }

  #observed(venueTime: number): Pick<FeedStatus, 'instrument' | 'time' | 'venueTime'> {
    return { instrument: this.#settings.instrument.id, time: this.#time, venueTime: venueTime as UnixMs };
  }

  #copyCheck(): void {
    if (this.#check === undefined) return;
    this.statistics.comparable = this.#check.comparable;
    this.statistics.equal = this.#check.equal;
    this.statistics.crossed = this.#check.crossed;
  }

  #problem(rule: string): void {
    countProblem(this.statistics, { path: this.#lines.path, lineNumber: this.#lines.lineNumber, rule });
  }

  #end(): void {
    this.#isEnded = true;
    this.statistics.cutShort = this.#lines.cutShort;
    this.#giveStatus('ended', `the capture ends after ${this.statistics.lines} lines`);
  }
}
