import type { Instrument } from '../../domain/instrument/instrument.ts';
import { CaptureOutput } from './capture-output.ts';
import { ReadCapture } from './capture.ts';
import { GzipLines } from './gzip-lines.ts';

/** What one line of a capture is: it takes the line in, or says which rule it breaks. */
export type LineTaker = (line: string) => string | undefined;

/** A capture of one instrument that is read line by line. */
export class LineCapture extends ReadCapture<GzipLines> {
  readonly instruments: readonly Instrument[];
  readonly #take: LineTaker;

  constructor(
    paths: readonly string[],
    instrument: Instrument,
    takerOf: (output: CaptureOutput) => LineTaker,
  ) {
    super(new GzipLines(paths), new CaptureOutput());
    this.instruments = [instrument];
    this.#take = takerOf(this.output);
  }

  protected readLine(): void {
    const { statistics } = this.output;
    const line = this.lines.next();
    if (line === '') return;
    if (line === undefined) {
      this.isEnded = true;
      statistics.cutShort = this.lines.cutShort;
      return this.output.end(this.instruments);
    }
    statistics.lines += 1;
    const rule = this.#take(line);
    if (rule === undefined) statistics.frames += 1;
    else this.output.problem({ path: this.lines.path, lineNumber: this.lines.lineNumber }, rule);
  }
}
