import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import type { PulledFeed } from '../feed.ts';
import type { CaptureOutput } from './capture-output.ts';
import type { CaptureStatistics } from './capture-statistics.ts';

/** A capture being replayed, with what reading it has come upon so far. */
export interface Capture extends PulledFeed {
  readonly statistics: Readonly<CaptureStatistics>;
}

/** Where the lines of a capture come from. */
interface CaptureLines {
  /** How far they are read, 0 to 1. */
  readonly progress: number;
  close(): void;
}

/** A capture that is read line by line, as many lines as the next event takes. */
export abstract class ReadCapture<Lines extends CaptureLines> implements Capture {
  readonly kind = 'pulled';
  abstract readonly instruments: readonly Instrument[];
  protected readonly lines: Lines;
  protected readonly output: CaptureOutput;
  protected isEnded = false;

  constructor(lines: Lines, output: CaptureOutput) {
    this.lines = lines;
    this.output = output;
  }

  get statistics(): Readonly<CaptureStatistics> {
    return this.output.statistics;
  }

  next(): MarketEvent | undefined {
    for (;;) {
      const event = this.output.next();
      if (event !== undefined || this.isEnded) return event;
      this.readLine();
    }
  }

  progress(): number {
    return this.isEnded ? 1 : this.lines.progress;
  }

  close(): void {
    this.isEnded = true;
    this.output.clear();
    this.lines.close();
  }

  /** Takes in one line, or ends the capture where there is none. */
  protected abstract readLine(): void;
}
