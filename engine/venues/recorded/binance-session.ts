import { defineInstrument, type Instrument } from '../../domain/instrument/instrument.ts';
import { parseFixed } from '../../domain/units/fixed.ts';
import {
  type BinanceFrame,
  type DiffFrame,
  readFrame,
  readLiveFrame,
  type SnapshotFrame,
} from '../wire/binance/binance-frame.ts';
import { DepthSequence } from '../wire/binance/depth-sequence.ts';
import { aboveZero, type Fields, fieldsOf, listOf, symbolOf } from '../wire/frame-fields.ts';
import { largestValue } from '../wire/largest-value.ts';
import { type FrameSteps, frameStepsOf } from '../wire/live-frame.ts';
import { decimalText } from '../wire/wire-steps.ts';
import type { CaptureDialect, DialectOpener } from './capture-dialect.ts';
import type { CaptureOutput } from './capture-output.ts';
import { NumberedBook } from './numbered-book.ts';
import { contentOf, entriesIn, listed, subscribed, textsIn } from './session-instruments.ts';
import type { SessionLine } from './session-lines.ts';

const SCALE = 18;
/** The spot fees of the lowest tier, as ccxt 4.5.84 states them. */
const FEES = { makerFeePpm: 1000, takerFeePpm: 1000 } as const;

interface Followed {
  readonly instrument: Instrument;
  readonly steps: FrameSteps;
  readonly sequence: DepthSequence;
}

/**
 * A session on Binance's spot streams, named in the address or subscribed to; its instruments are those of
 * `exchangeInfo` it listened to.
 */
export const openBinanceSession: DialectOpener = ({ addresses, answers, requests }, output) => {
  const asked = subscribed(requests, ({ params }) => textsIn(params));
  const streams = [...[...addresses.values()].flatMap((address) => streamsOf(address)), ...asked];
  const wanted = new Set(streams.map((stream) => stream.split('@')[0]?.toUpperCase()));
  const followed = new Map<string, Followed>();
  for (const { text } of answers) {
    const entries = entriesIn(contentOf(text)['symbols']);
    const its = entries.filter((entry) => wanted.has((entry as Fields)['symbol'] as string));
    for (const [symbol, instrument] of listed(
      its,
      (entry) => [symbolOf(entry['symbol'], 'symbol'), spotOf(entry)] as const,
    )) {
      followed.set(symbol, followedOf(instrument, output));
    }
  }
  return new BinanceSession(followed, output);
};

/** The streams an address asks for: `…/stream?streams=btcusdt@depth/btcusdt@trade`. */
const streamsOf = (address: string): string[] => (address.split('streams=')[1] ?? '').split('/');

function spotOf(entry: Fields): Instrument {
  const filters = new Map(
    listOf(entry['filters'], 'filters').map((filter) => {
      const content = fieldsOf(filter, 'a filter');
      return [content['filterType'], content];
    }),
  );
  const text = (filter: string, name: string) =>
    plain(aboveZero(filters.get(filter)?.[name], `${filter}.${name}`));
  const base = symbolOf(entry['baseAsset'], 'baseAsset');
  const quote = symbolOf(entry['quoteAsset'], 'quoteAsset');
  return defineInstrument({
    venue: 'binance',
    symbol: `${base}/${quote}`,
    kind: 'spot',
    base,
    quote,
    tickSize: text('PRICE_FILTER', 'tickSize'),
    lotSize: text('LOT_SIZE', 'stepSize'),
    minSizeBase: text('LOT_SIZE', 'minQty'),
    maxSizeBase: text('LOT_SIZE', 'maxQty'),
    minNotionalQuote: text(filters.has('NOTIONAL') ? 'NOTIONAL' : 'MIN_NOTIONAL', 'minNotional'),
    ...largestValue(filters.get('NOTIONAL')?.['maxNotional']),
    ...FEES,
    maxLeverage: 1,
    fundingIntervalHours: 0,
  });
}

const plain = (text: string): string => decimalText(parseFixed(text, SCALE));

function followedOf(instrument: Instrument, output: CaptureOutput): Followed {
  const book = new NumberedBook(output, instrument);
  const { id } = instrument;
  let toldId: number | undefined;
  const tell = (frame: DiffFrame | SnapshotFrame, isSnapshot: boolean) => {
    const { asks, bids, venueTime = output.time } = frame;
    const updateId = 'finalId' in frame ? frame.finalId : frame.lastUpdateId;
    // What comes out of the sequence follows what came before, whatever numbers the wire had.
    const previousId = isSnapshot ? undefined : toldId;
    toldId = updateId;
    book.take({ kind: 'book', symbol: id, venueTime, isSnapshot, updateId, previousId, bids, asks });
  };
  const sequence = new DepthSequence('spot', {
    snapshot: (frame) => tell(frame, true),
    delta: (frame) => tell(frame, false),
    gap: (detail) => {
      output.statistics.gaps += 1;
      output.gap(instrument, detail);
    },
    repeated: () => {
      output.statistics.repeated += 1;
    },
  });
  return { instrument, steps: frameStepsOf(instrument), sequence };
}

class BinanceSession implements CaptureDialect {
  readonly instruments: readonly Instrument[];
  readonly #followed: ReadonlyMap<string, Followed>;
  readonly #output: CaptureOutput;

  constructor(followed: ReadonlyMap<string, Followed>, output: CaptureOutput) {
    this.#followed = followed;
    this.#output = output;
    this.instruments = [...followed.values()].map(({ instrument }) => instrument);
  }

  get roundedSizes(): number {
    let count = 0;
    for (const { steps } of this.#followed.values()) count += steps.lot.roundedCount;
    return count;
  }

  take(line: SessionLine): string | undefined {
    if (line.kind === 'http') return this.#takeAnswer(line);
    if (line.kind !== 'recv') return undefined;
    const frame = this.#frameOf(line.text);
    if (frame.kind === 'malformed') return frame.rule;
    this.#takeFrame(frame);
    return undefined;
  }

  /** An aggregated trade is written as a trade is, with its id under another letter. */
  #frameOf(text: string): ReturnType<typeof readLiveFrame> {
    const stepsOf = (symbol: string) => this.#followed.get(symbol)?.steps;
    const frame = readLiveFrame(text, 'spot', stepsOf);
    if (frame.kind !== 'other') return frame;
    const message = contentOf(text);
    const content = contentOf(JSON.stringify(message['data'] ?? {}));
    if (content['e'] !== 'aggTrade') return frame;
    const trade = { ...content, e: 'trade', t: content['a'] };
    return readLiveFrame(JSON.stringify({ ...message, data: trade }), 'spot', stepsOf);
  }

  /** A REST snapshot names its symbol only in the address it was asked at. */
  #takeAnswer({ address, text, time }: SessionLine): string | undefined {
    const symbol = /\/depth\?(?:.*&)?symbol=([A-Z0-9]+)/.exec(address)?.[1] ?? '';
    const followed = this.#followed.get(symbol);
    if (followed === undefined) return undefined;
    const { offGrid, onGrid } = levelsOnGrid(contentOf(text), followed.steps);
    this.#output.statistics.offGridLevels += offGrid;
    const frame = readFrame(JSON.stringify(onGrid), 'spot', followed.steps);
    if (frame.kind === 'malformed') return frame.rule;
    this.#output.setTime(time);
    if (frame.kind === 'snapshot') followed.sequence.takeSnapshot(frame);
    return undefined;
  }

  #takeFrame(frame: BinanceFrame): void {
    const { statistics } = this.#output;
    const followed = 'symbol' in frame ? this.#followed.get(frame.symbol) : undefined;
    if (frame.kind === 'diff') followed?.sequence.takeDiff(frame);
    else if (frame.kind === 'trade' && followed) {
      statistics.trades += 1;
      this.#output.print(followed.instrument, frame);
    } else if (frame.kind === 'ticker') statistics.tickers += 1;
    else statistics.others += 1;
  }
}

/**
 * A snapshot without levels off today's tick grid, and how many they were: orders from before the venue
 * widened the tick rest on, and nobody can add to them.
 */
function levelsOnGrid(snapshot: Fields, { tick }: FrameSteps) {
  let offGrid = 0;
  const kept = (levels: unknown): unknown =>
    Array.isArray(levels)
      ? levels.filter((level: unknown) => {
          const price: unknown = Array.isArray(level) ? level[0] : undefined;
          const isOff = typeof price === 'string' && /^\d+\.\d+$/.test(price) && tick.parse(price) < 0;
          if (isOff) offGrid += 1;
          return !isOff;
        })
      : levels;
  const onGrid = { ...snapshot, bids: kept(snapshot['bids']), asks: kept(snapshot['asks']) };
  return { offGrid, onGrid };
}
