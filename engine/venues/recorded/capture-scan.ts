import { type BinanceMarket, readFrame } from '../wire/binance/binance-frame.ts';
import { type CaptureSteps, knownSteps } from './binance-instruments.ts';
import { DecimalSteps } from './decimal-steps.ts';
import { GzipLines } from './gzip-lines.ts';
import { RecordingError } from './recording-error.ts';

/** Binance never writes more decimal places than this. */
const FINEST_PLACES = 8;
const FINEST = '0.00000001';

/** How many lines may pass before a capture must have shown a depth frame. */
const MOST_LINES_BEFORE_DEPTH = 10_000;

/** One line of a capture: local receive time in ns, a space, the frame. */
export const CAPTURE_LINE = /^\d{19} \{/;

/** What a capture is of. */
export interface CaptureKind {
  readonly market: BinanceMarket;
  readonly symbol: string;
}

/**
 * Tells a capture's market and symbol from its first depth frame: USD-M diffs carry `pu`.
 * Undefined when the content is not a capture of Binance frames.
 * @throws {RecordingError} when a file cannot be read or is not gzip.
 */
export function captureKindOf(paths: readonly string[]): CaptureKind | undefined {
  const lines = new GzipLines(paths);
  const steps = { tick: new DecimalSteps(FINEST), lot: new DecimalSteps(FINEST) };
  for (let count = 0; count < MOST_LINES_BEFORE_DEPTH; count += 1) {
    const line = lines.next();
    if (line === undefined) return undefined;
    if (!CAPTURE_LINE.test(line)) continue;
    const text = line.slice(20);
    const market = text.includes('"pu":') ? 'usdm' : 'spot';
    const frame = readFrame(text, market, steps);
    if (frame.kind === 'diff') return { market, symbol: frame.symbol };
  }
  return undefined;
}

/**
 * The steps of price and size: known ones, or else the coarsest powers of ten that hold every
 * price and size of the whole capture, which costs one extra reading.
 * @throws {RecordingError} when the capture holds no price of the symbol.
 */
export function captureSteps(paths: readonly string[], { market, symbol }: CaptureKind): CaptureSteps {
  const known = knownSteps(market, symbol);
  if (known) return known;
  const price = new CoarsestStep();
  const size = new CoarsestStep();
  for (const levels of levelsIn(paths, { market, symbol })) {
    for (let index = 0; index + 1 < levels.length; index += 2) {
      price.see(levels[index] as number);
      size.see(levels[index + 1] as number);
    }
  }
  if (!price.hasSeen) {
    throw new RecordingError(`${paths.join(', ')}: no price of ${symbol} to tell its tick size from`);
  }
  return { tickSize: price.text, lotSize: size.text };
}

/**
 * Goes through a capture's books.
 * @yields {readonly number[]} each side of each diff and snapshot, in units of 10^-8
 */
function* levelsIn(paths: readonly string[], { market, symbol }: CaptureKind): Generator<readonly number[]> {
  const lines = new GzipLines(paths);
  const steps = { tick: new DecimalSteps(FINEST), lot: new DecimalSteps(FINEST) };
  for (let line = lines.next(); line !== undefined; line = lines.next()) {
    const frame = CAPTURE_LINE.test(line) ? readFrame(line.slice(20), market, steps) : undefined;
    if (frame?.kind === 'snapshot' || (frame?.kind === 'diff' && frame.symbol === symbol)) {
      yield frame.bids;
      yield frame.asks;
    }
  }
}

/** The largest power of ten that divides all values seen, in units of 10^-8. */
class CoarsestStep {
  #power = 10 ** (FINEST_PLACES + 1);
  hasSeen = false;

  see(value: number): void {
    if (value === 0) return;
    this.hasSeen = true;
    while (value % this.#power !== 0) this.#power /= 10;
  }

  get text(): string {
    const places = FINEST_PLACES - Math.round(Math.log10(this.#power));
    return places <= 0 ? String(10 ** -places) : `0.${'1'.padStart(places, '0')}`;
  }
}
