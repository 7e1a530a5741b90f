import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { MarketEvent } from '../../domain/market/market-event.ts';
import { CaptureOutput } from './capture-output.ts';
import { GzipLines } from './gzip-lines.ts';
import type { Capture } from './session-capture.ts';

/** What one line of a capture is: it takes the line in, or says which rule it breaks. */
export type LineTaker = (line: string) => string | undefined;

/** A capture of one instrument that is read line by line. */
export class LineCapture implements Capture {
  readonly kind = 'pulled';
  readonly instruments: readonly Instrument[];
  readonly #lines: GzipLines;
  readonly #output: CaptureOutput;
  readonly #take: LineTaker;
  #isEnded = false;

  constructor(
    paths: readonly string[],
    instrument: Instrument,
    takerOf: (output: CaptureOutput) => LineTaker,
  ) {
    this.instruments = [instrument];
    this.#lines = new GzipLines(paths);
    this.#output = new CaptureOutput();
    this.#take = takerOf(this.#output);
  }

  get statistics(): Capture['statistics'] {
    return this.#output.statistics;
  }

  next(): MarketEvent | undefined {
    for (;;) {
      const event = this.#output.next();
      if (event !== undefined || this.#isEnded) return event;
      this.#readLine();
    }
  }

  progress(): number {
    return this.#isEnded ? 1 : this.#lines.progress;
  }

  close(): void {
    this.#isEnded = true;
    this.#output.clear();
    this.#lines.close();
  }

  #readLine(): void {
    const { statistics } = this.#output;
    const line = this.#lines.next();
    if (line === '') return;
    if (line === undefined) {
      this.#isEnded = true;
      statistics.cutShort = this.#lines.cutShort;
      return this.#output.end(this.instruments);
    }
    statistics.lines += 1;
    const rule = this.#take(line);
    if (rule === undefined) statistics.frames += 1;
    else this.#output.problem({ path: this.#lines.path, lineNumber: this.#lines.lineNumber }, rule);
  }
}
