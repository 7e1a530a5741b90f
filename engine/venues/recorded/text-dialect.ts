import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { Lots } from '../../domain/units/lots.ts';
import type { Ticks } from '../../domain/units/ticks.ts';
import { type BookPromise, type BookVerdict, FollowedBook, steppedLevels } from '../wire/followed-book.ts';
import { BrokenRule } from '../wire/frame-fields.ts';
import type { Listing } from '../wire/listing.ts';
import type {
  MessageReader,
  WireBook,
  WireFrame,
  WireLiquidation,
  WireMark,
  WireOpenInterest,
  WirePrint,
} from '../wire/wire-frame.ts';
import { WireSteps } from '../wire/wire-steps.ts';
import type { CaptureDialect } from './capture-dialect.ts';
import type { CaptureOutput, EventContent } from './capture-output.ts';
import type { SessionLine } from './session-lines.ts';

/** What a venue whose frames stay text needs to be replayed. */
export interface TextDialectParts {
  readonly read: MessageReader;
  /** What was subscribed to, by the name its frames carry. */
  readonly listings: ReadonlyMap<string, Listing>;
  readonly promise: (listing: Listing) => BookPromise;
}

interface Followed {
  readonly instrument: Instrument | undefined;
  readonly steps: WireSteps;
  readonly book: FollowedBook;
}

/** Follows the books of a recorded session whose frames keep their numbers as text. */
export class TextDialect implements CaptureDialect {
  readonly instruments: readonly Instrument[];
  readonly #read: MessageReader;
  readonly #output: CaptureOutput;
  readonly #followed: ReadonlyMap<string, Followed>;
  readonly #sequences = new Map<string, number>();

  constructor({ listings, promise, read }: TextDialectParts, output: CaptureOutput) {
    this.#read = read;
    this.#output = output;
    this.#followed = new Map(
      [...listings].map(([symbol, listing]) => [
        symbol,
        {
          instrument: listing.instrument,
          steps: new WireSteps(listing.steps),
          book: new FollowedBook(promise(listing)),
        },
      ]),
    );
    this.instruments = [...listings.values()].flatMap(({ instrument }) => instrument ?? []);
    for (const [symbol, { instrument }] of listings) {
      if (instrument === undefined) output.statistics.unrepresented.push(symbol);
    }
  }

  get roundedSizes(): number {
    let count = 0;
    for (const { steps } of this.#followed.values()) count += steps.roundedCount;
    return count;
  }

  /** The books followed, by the venue's symbols. */
  get books(): ReadonlyMap<string, FollowedBook> {
    return new Map([...this.#followed].map(([symbol, { book }]) => [symbol, book]));
  }

  /** A message is read as a whole before any of it is taken in, so that a refused one changes nothing. */
  take(line: SessionLine): string | undefined {
    if (line.kind !== 'recv') return undefined;
    const message = this.#read(line.text);
    if (message.kind === 'malformed') return message.rule;
    try {
      const steps = message.frames.map((frame) => this.#prepared(frame));
      this.#follow(line.connection, message.connectionSequence);
      for (const step of steps) step();
      return undefined;
    } catch (error) {
      if (error instanceof BrokenRule) return error.message;
      throw error;
    }
  }

  /** A hole in the messages of a connection may be a hole in any of its books. */
  #follow(connection: string, sequence: number | undefined): void {
    if (sequence === undefined) return;
    const last = this.#sequences.get(connection);
    this.#sequences.set(connection, sequence);
    if (last === undefined || sequence === last + 1) return;
    this.#output.statistics.gaps += 1;
    for (const { book, instrument } of this.#followed.values()) {
      book.restart();
      if (instrument) this.#output.gap(instrument, `message ${last} was followed by ${sequence}`);
    }
  }

  /** What is to be done about a frame. @throws {BrokenRule} when one of its numbers cannot be. */
  #prepared(frame: WireFrame): () => void {
    switch (frame.kind) {
      case 'book':
        return this.#preparedBook(frame);
      case 'trades':
        return frame.isBacklog ? this.#other : this.#preparedPrints(frame.prints);
      case 'mark-price':
      case 'open-interest':
      case 'liquidation':
        return this.#preparedTerms(frame);
      case 'funding-rate':
      case 'refusal':
      case 'control':
      case 'other':
        return this.#other;
    }
  }

  readonly #other = (): void => {
    this.#output.statistics.others += 1;
  };

  #preparedTerms(frame: WireMark | WireOpenInterest | WireLiquidation): () => void {
    const followed = this.#followed.get(frame.symbol);
    if (followed?.instrument === undefined) return this.#other;
    const event = termsOf(frame, followed.steps);
    const { instrument } = followed;
    return event === undefined ? this.#other : () => this.#output.give(instrument, frame.venueTime, event);
  }

  #preparedBook(frame: WireBook): () => void {
    const followed = this.#expectFollowed(frame.symbol);
    const levels = steppedLevels(frame, followed.steps);
    return () => {
      if (frame.isSnapshot) this.#output.statistics.snapshots += 1;
      else this.#output.statistics.diffs += 1;
      const verdict = followed.book.takeLevels(frame, levels);
      this.#count(verdict);
      const { instrument } = followed;
      if (instrument === undefined) return;
      if (verdict.kind === 'gap') this.#output.gap(instrument, verdict.detail);
      if (verdict.kind === 'snapshot' || verdict.kind === 'delta') {
        this.#output.book(instrument, verdict, frame.venueTime);
      }
    };
  }

  #count(verdict: BookVerdict): void {
    const { statistics } = this.#output;
    switch (verdict.kind) {
      case 'gap':
        statistics.gaps += 1;
        if (verdict.isChecksum) statistics.checksumsFailed += 1;
        return;
      case 'repeated':
        statistics.repeated += 1;
        return;
      case 'snapshot':
      case 'delta':
        if (verdict.isCrossed) statistics.crossed += 1;
        if (verdict.isChecksumVerified) statistics.checksumsPassed += 1;
        return;
      case 'too-early':
      case 'refused':
    }
  }

  #preparedPrints(prints: readonly WirePrint[]): () => void {
    const read = prints.map(({ aggressor, price, size, symbol, tradeId, venueTime }) => {
      const { instrument, steps } = this.#expectFollowed(symbol);
      const ticks = steps.ticks(price, 'the price of a trade');
      const lots = steps.lots(size, 'the size of a trade');
      return { instrument, print: { ticks, lots, aggressor, tradeId, venueTime } };
    });
    return () => {
      for (const { instrument, print } of read) {
        this.#output.statistics.trades += 1;
        // Less than a lot of ours is no trade of ours; it is counted among the rounded sizes.
        if (instrument !== undefined && print.lots > 0) this.#output.print(instrument, print);
      }
    };
  }

  #expectFollowed(symbol: string): Followed {
    const followed = this.#followed.get(symbol);
    if (followed === undefined) throw new BrokenRule(`${symbol} was not subscribed to`);
    return followed;
  }
}

/** What a frame about the terms of a perpetual tells; undefined for less than a lot. */
function termsOf(
  frame: WireMark | WireOpenInterest | WireLiquidation,
  steps: WireSteps,
): EventContent | undefined {
  switch (frame.kind) {
    case 'mark-price':
      return { kind: 'mark-price', ticks: steps.nearestTicks(frame.price, 'a mark price') as Ticks };
    case 'open-interest':
      return { kind: 'open-interest', openInterestBase: Number(frame.openInterestBase) };
    case 'liquidation': {
      const ticks = steps.nearestTicks(frame.price, 'the price of a liquidation') as Ticks;
      const lots = steps.lots(frame.size, 'the size of a liquidation') as Lots;
      return lots === 0 ? undefined : { kind: 'liquidation', side: frame.side, ticks, lots };
    }
  }
}
