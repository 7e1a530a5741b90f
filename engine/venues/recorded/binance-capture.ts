import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { PulledFeed } from '../feed.ts';
import type { BinanceMarket } from '../wire/binance/binance-frame.ts';
import { captureInstrument } from './binance-instruments.ts';
import { CaptureReader } from './capture-reader.ts';
import { captureKindOf, captureSteps } from './capture-scan.ts';
import type { CaptureStatistics } from './capture-statistics.ts';
import { RecordingError } from './recording-error.ts';
import type { CheckedBook } from './top-check.ts';

/** Which capture to read, and how. */
export interface BinanceCaptureRequest {
  /** Files of one continuous session, in order. */
  readonly paths: readonly string[];
  /** The market the capture must be of; told from the content when left out. */
  readonly market?: BinanceMarket;
  /** The venue's symbol the capture must be of, e.g. `BTCUSDT`. */
  readonly symbol?: string;
  /** A book to build while reading and to hold against the recorded `bookTicker` frames. */
  readonly checkedBook?: CheckedBook;
}

/** A capture being replayed, with what reading it has come upon so far. */
export interface BinanceCapture extends PulledFeed {
  readonly instrument: Instrument;
  readonly statistics: Readonly<CaptureStatistics>;
}

/**
 * Opens raw Binance frames (gzip; a line is the local receive time in ns, a space and the frame as
 * received) as a feed. Event time is the local receive time in whole ms.
 * @throws {RecordingError} when a file cannot be read or holds no depth frames of the symbol.
 */
export function openBinanceCapture(request: BinanceCaptureRequest): BinanceCapture {
  const { paths } = request;
  if (paths.length === 0) throw new RecordingError('a capture needs at least one file');
  const found = captureKindOf(paths);
  if (found === undefined) throw new RecordingError(`${paths.join(', ')}: no Binance depth frame was found`);
  if (request.market !== undefined && request.market !== found.market) {
    throw new RecordingError(
      `${paths.join(', ')}: these are ${found.market} frames, ${request.market} was asked for`,
    );
  }
  // Snapshots name no symbol, so only the symbol the capture is about can be rebuilt from it.
  if (request.symbol !== undefined && request.symbol !== found.symbol) {
    throw new RecordingError(
      `${paths.join(', ')}: the capture is of ${found.symbol}, ${request.symbol} was asked for`,
    );
  }
  const instrument = captureInstrument(found.market, found.symbol, captureSteps(paths, found));
  const reader = new CaptureReader(paths, { ...found, instrument, checkedBook: request.checkedBook });
  return {
    kind: 'pulled',
    instrument,
    instruments: [instrument],
    statistics: reader.statistics,
    next: () => reader.next(),
    progress: () => reader.progress,
    close: () => reader.close(),
  };
}
