import { isBookDump } from './book-dump.ts';
import { isOrderEvent } from './bitstamp-capture.ts';
import { CAPTURE_LINE } from './capture-scan.ts';
import { GzipLines } from './gzip-lines.ts';
import { RecordingError } from './recording-error.ts';

/** The shapes of gzip captures, told by their lines. */
export type CaptureShape = 'frames' | 'session' | 'book-dump' | 'orders';

/** Lines that may be damaged before one shows what a capture is. */
const MOST_LINES = 1000;
const SESSION_LINE = /^\{"t": ?"(header|http|connect|send|recv)"/;

/** What the first line that can be recognized is of; undefined where none of a thousand can be. */
export function captureShapeOf(path: string): CaptureShape | undefined {
  const lines = new GzipLines([path]);
  try {
    for (let count = 0; count < MOST_LINES; count += 1) {
      const line = lines.next();
      if (line === undefined) return undefined;
      const shape = shapeOf(line);
      if (shape !== undefined) return shape;
    }
    return undefined;
  } catch (error) {
    // A file that cannot be unpacked is told when its turn comes: what lies before it is usable.
    if (error instanceof RecordingError) return undefined;
    throw error;
  } finally {
    lines.close();
  }
}

function shapeOf(line: string): CaptureShape | undefined {
  if (CAPTURE_LINE.test(line)) return 'frames';
  if (SESSION_LINE.test(line)) return 'session';
  if (isOrderEvent(line)) return 'orders';
  return isBookDump(line) ? 'book-dump' : undefined;
}
