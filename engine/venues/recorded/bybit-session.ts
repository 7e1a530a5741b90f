import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { Lots } from '../../domain/units/lots.ts';
import type { Ticks } from '../../domain/units/ticks.ts';
import { bybitInstrument } from '../ccxt/dialects/bybit-instruments.ts';
import { readBybitText } from '../wire/bybit/bybit-frame.ts';
import type { Fields } from '../wire/frame-fields.ts';
import type { BookFrame, FrameSteps, InstrumentFrame } from '../wire/live-frame.ts';
import { frameStepsOf } from '../wire/live-frame.ts';
import type { CaptureDialect, DialectOpener } from './capture-dialect.ts';
import type { CaptureOutput } from './capture-output.ts';
import { NumberedBook } from './numbered-book.ts';
import { contentOf, entriesIn, listed, subscribed, textsIn } from './session-instruments.ts';
import type { SessionLine } from './session-lines.ts';

type Category = 'linear' | 'spot';

/** The fees of the lowest tier, as ccxt 4.5.84 states them. */
const FEES = { linear: { maker: 0.0002, taker: 0.00055 }, spot: { maker: 0.001, taker: 0.001 } } as const;

interface Followed {
  readonly instrument: Instrument;
  readonly steps: FrameSteps;
  readonly book: NumberedBook;
}

/** A session on Bybit's v5 public sockets; its instruments are those of `instruments-info` it subscribed to. */
export const openBybitSession: DialectOpener = ({ addresses, answers, requests }, output) => {
  const categoryOf = (connection: string): Category =>
    addresses.get(connection)?.endsWith('/spot') === true ? 'spot' : 'linear';
  const followed = new Map<string, Followed>();
  for (const { text } of answers) {
    const result = contentOf(JSON.stringify(contentOf(text)['result'] ?? {}));
    const category = result['category'] === 'spot' ? 'spot' : 'linear';
    const its = requests.filter(({ connection }) => categoryOf(connection) === category);
    const wanted = subscribed(its, (request) =>
      textsIn(request['args']).map((topic) => topic.slice(topic.lastIndexOf('.') + 1)),
    );
    const list = entriesIn(result['list']).filter((entry) =>
      wanted.has((entry as Fields)['symbol'] as string),
    );
    for (const instrument of listed(list, (info) => listedInstrument(info, category))) {
      const name = `${category} ${instrument.base}${instrument.quote}`;
      followed.set(name, {
        instrument,
        steps: frameStepsOf(instrument),
        book: new NumberedBook(output, instrument),
      });
    }
  }
  return new BybitSession(followed, categoryOf, output);
};

function listedInstrument(info: Fields, category: Category): Instrument {
  const {
    baseCoin: base,
    quoteCoin: quote,
    settleCoin,
    symbol: id,
  } = info as Readonly<Record<string, string>>;
  const isSpot = category === 'spot';
  return bybitInstrument({
    id: String(id),
    symbol: isSpot ? `${base}/${quote}` : `${base}/${quote}:${settleCoin}`,
    base: String(base),
    quote: String(quote),
    type: isSpot ? 'spot' : 'swap',
    active: info['status'] === 'Trading',
    ...FEES[category],
    info,
  });
}

class BybitSession implements CaptureDialect {
  readonly instruments: readonly Instrument[];
  readonly roundedSizes = 0;
  readonly #followed: ReadonlyMap<string, Followed>;
  readonly #categoryOf: (connection: string) => Category;
  readonly #output: CaptureOutput;

  constructor(
    followed: ReadonlyMap<string, Followed>,
    categoryOf: (connection: string) => Category,
    output: CaptureOutput,
  ) {
    this.#followed = followed;
    this.#categoryOf = categoryOf;
    this.#output = output;
    this.instruments = [...followed.values()].map(({ instrument }) => instrument);
  }

  take(line: SessionLine): string | undefined {
    if (line.kind !== 'recv') return undefined;
    const category = this.#categoryOf(line.connection);
    const find = (symbol: string) => this.#followed.get(`${category} ${symbol}`);
    const message = readBybitText(line.text, (symbol) => find(symbol)?.steps);
    if (message.kind === 'malformed') return message.rule;
    if (message.kind !== 'frames') {
      this.#output.statistics.others += 1;
      return undefined;
    }
    for (const frame of message.frames) {
      const followed = find(frame.symbol);
      if (followed !== undefined) this.#takeFrame(frame, followed);
    }
    return undefined;
  }

  #takeFrame(frame: InstrumentFrame, { book, instrument }: Followed): void {
    const { statistics } = this.#output;
    switch (frame.kind) {
      case 'book':
        return book.take(linked(frame));
      case 'trades':
        statistics.trades += frame.prints.length;
        return frame.prints.forEach((print) => this.#output.print(instrument, print));
      case 'liquidations':
        for (const { lots, side, ticks, venueTime } of frame.liquidations) {
          const event = { kind: 'liquidation', side, ticks: ticks as Ticks, lots: lots as Lots } as const;
          this.#output.give(instrument, venueTime, event);
        }
        return undefined;
      case 'ticker': {
        statistics.tickers += 1;
        const { markTicks, openInterestBase, venueTime = this.#output.time } = frame;
        if (markTicks !== undefined) {
          this.#output.give(instrument, venueTime, { kind: 'mark-price', ticks: markTicks as Ticks });
        }
        if (openInterestBase !== undefined) {
          this.#output.give(instrument, venueTime, { kind: 'open-interest', openInterestBase });
        }
      }
    }
  }
}

/** Bybit numbers the updates of a book without holes, so each follows the number before its own. */
export const linked = (frame: BookFrame): BookFrame => ({ ...frame, previousId: frame.updateId - 1 });
