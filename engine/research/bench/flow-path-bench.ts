import { serialize } from 'node:v8';
import { unixMs } from '../../domain/units/time.ts';
import { openBinanceCapture } from '../../venues/recorded/binance-capture.ts';
import { CAPTURE_LINE, captureKindOf } from '../../venues/recorded/capture-scan.ts';
import { GzipLines } from '../../venues/recorded/gzip-lines.ts';
import { type Benchmark, type Figures, rounded } from './figures.ts';
import { type FlowCounts, FlowPath, type RawFrame } from './flow-path.ts';
import { recordedFiles, spotSession } from './recorded-files.ts';
import { medianOf } from './time-runs.ts';

const ROUNDS = 7;
const TIME_DIGITS = 19;
const NS_PER_MS = 1e6;

/**
 * Raw Binance frames to published changes on one core: how long each frame takes, and how many events go
 * through a second when frames wait for each other. The unpacking of the files is not in it.
 */
export const flowPath: Benchmark = {
  name: 'flowPath',
  measure() {
    const spot = spotSession();
    const usdm = recordedFiles('book/binance-usdm_BTCUSDT_20240808.raw.gz');
    if ('skipped' in spot) return spot;
    if ('skipped' in usdm) return usdm;
    return { spot: measureSession(spot), usdm: measureSession(usdm) };
  },
};

function measureSession(paths: readonly string[]): Figures {
  const found = captureKindOf(paths);
  if (found === undefined) throw new Error(`${paths.join(', ')} must hold Binance frames, held none`);
  const { instrument } = openBinanceCapture({ paths });
  const frames = rawFrames(paths);
  const rates: number[] = [];
  const frameUs: number[] = [];
  const publishedUs: number[] = [];
  let path: FlowPath | undefined;
  let bytes = 0;
  for (let round = 0; round <= ROUNDS; round += 1) {
    bytes = 0;
    // What a port does with a message before it is out of our hands.
    path = new FlowPath(instrument, found.market, (message) => (bytes += serialize(message).length));
    globalThis.gc?.();
    const took = timeFrames(path, frames);
    // The first round is for the compiler.
    if (round === 0) continue;
    for (const [index, us] of took.us.entries()) {
      frameUs.push(us);
      if (took.wasPublished[index] === 1) publishedUs.push(us);
    }
    rates.push(took.totalMs);
  }
  const counts = checkedCounts(path);
  const events = counts.levelChanges + counts.trades + counts.quotes;
  return {
    ...counts,
    events,
    eventsAre: 'level changes of the book, trades and best-price frames',
    publishedBytes: bytes,
    eventsPerSecond: Math.round((events / Math.min(...rates)) * 1000),
    medianEventsPerSecond: Math.round((events / medianOf(rates)) * 1000),
    framesPerSecond: Math.round((counts.frames / Math.min(...rates)) * 1000),
    frameUs: spreadOf(frameUs),
    publishedFrameUs: spreadOf(publishedUs),
  };
}

/** @throws {Error} when a frame was not read or a measure has no value. */
function checkedCounts(path: FlowPath | undefined): FlowCounts {
  if (path === undefined || path.counts.malformed > 0)
    throw new Error(`every frame must be read, ${path?.counts.malformed} were not`);
  if (path.handles.some(({ value }) => value === undefined))
    throw new Error('every measure must be warm at the end');
  return path.counts;
}

const spreadOf = (us: readonly number[]) => {
  const sorted = us.toSorted((a, b) => a - b);
  const at = (share: number) => rounded(sorted[Math.floor((sorted.length - 1) * share)] ?? 0);
  return { median: at(0.5), p99: at(0.99), p999: at(0.999), largest: at(1) };
};

/** One pass; the time of each frame and of all together, looking at the clock included. */
function timeFrames(path: FlowPath, frames: readonly RawFrame[]) {
  const us = new Float64Array(frames.length);
  const wasPublished = new Uint8Array(frames.length);
  const begin = performance.now();
  let before = begin;
  for (let i = 0; i < frames.length; i += 1) {
    const published = path.counts.published;
    path.take(frames[i] as RawFrame);
    const now = performance.now();
    us[i] = (now - before) * 1000;
    wasPublished[i] = path.counts.published - published;
    before = now;
  }
  return { us, wasPublished, totalMs: before - begin };
}

function rawFrames(paths: readonly string[]): RawFrame[] {
  const lines = new GzipLines(paths);
  const frames: RawFrame[] = [];
  for (let line = lines.next(); line !== undefined; line = lines.next()) {
    if (!CAPTURE_LINE.test(line)) continue;
    const time = unixMs(Math.floor(Number(line.slice(0, TIME_DIGITS)) / NS_PER_MS));
    frames.push({ time, text: line.slice(TIME_DIGITS + 1) });
  }
  return frames;
}
