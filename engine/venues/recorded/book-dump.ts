import { defineInstrument } from '../../domain/instrument/instrument.ts';
import { readBybitText } from '../wire/bybit/bybit-frame.ts';
import { type FrameSteps, frameStepsOf } from '../wire/live-frame.ts';
import { stepOfPlaces } from '../wire/wire-steps.ts';
import { linked } from './bybit-session.ts';
import { GzipLines } from './gzip-lines.ts';
import { LineCapture } from './line-capture.ts';
import { NumberedBook } from './numbered-book.ts';
import { RecordingError } from './recording-error.ts';
import type { Capture } from './capture.ts';

/** The topic of Bybit's downloadable books; 500 levels are kept of perpetuals only. */
const TOPIC = /"topic": ?"orderbook\.500\.([A-Z0-9]{1,36}?)(USDT|USDC)"/;
const NUMBER_TEXT = /\["(\d+)(?:\.(\d+))?","(\d+)(?:\.(\d+))?"\]/g;
/** Fees and terms of the lowest tier, as ccxt 4.5.84 states them; the dump holds none. */
const TERMS = { makerFeePpm: 200, takerFeePpm: 550, maxLeverage: 1, fundingIntervalHours: 8 } as const;
/** A dump says nothing of order limits: a billion lots is more than any book holds. */
const MOST_LOTS_TEXT = '1000000000';

/** Whether a line is one of Bybit's own downloadable book dumps. */
export const isBookDump = (line: string): boolean => line.startsWith('{') && TOPIC.test(line);

/**
 * Opens a dump of Bybit's 500-level book of one perpetual: gzip lines, each a frame as published. Its
 * price and size steps are the finest that occur in it. Event time is the venue's.
 * @throws {RecordingError} when it holds no book.
 */
export function openBookDump(paths: readonly string[]): Capture {
  const instrument = dumpInstrument(paths);
  const steps: FrameSteps = frameStepsOf(instrument);
  return new LineCapture(paths, instrument, (output) => {
    const book = new NumberedBook(output, instrument);
    return (line) => {
      const message = readBybitText(line, (symbol) =>
        symbol === instrument.base + instrument.quote ? steps : undefined,
      );
      if (message.kind === 'malformed') return message.rule;
      const frames = message.kind === 'frames' ? message.frames : [];
      for (const frame of frames) {
        if (frame.kind !== 'book') continue;
        if (frame.venueTime !== undefined) output.setTime(frame.venueTime);
        book.take(linked(frame));
      }
      return undefined;
    };
  });
}

function dumpInstrument(paths: readonly string[]) {
  const lines = new GzipLines(paths);
  let named: RegExpExecArray | null = null;
  let pricePlaces = 0;
  let sizePlaces = 0;
  for (let line = lines.next(); line !== undefined; line = lines.next()) {
    named ??= TOPIC.exec(line);
    for (const [, , price = '', , size = ''] of line.matchAll(NUMBER_TEXT)) {
      pricePlaces = Math.max(pricePlaces, price.length);
      sizePlaces = Math.max(sizePlaces, size.length);
    }
  }
  const [, base = '', quote = ''] = named ?? [];
  if (base === '') throw new RecordingError(`${paths.join(', ')}: no book of 500 levels was found`);
  const lotSize = stepOfPlaces(sizePlaces);
  return defineInstrument({
    venue: 'bybit',
    symbol: `${base}/${quote}:${quote}`,
    kind: 'linear-perpetual',
    base,
    quote,
    tickSize: stepOfPlaces(pricePlaces),
    lotSize,
    minSizeBase: lotSize,
    maxSizeBase: MOST_LOTS_TEXT,
    minNotionalQuote: '0',
    ...TERMS,
  });
}
