import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { Lots } from '../../domain/units/lots.ts';
import type { Ticks } from '../../domain/units/ticks.ts';
import { type BookPromise, type BookVerdict, FollowedBook } from '../wire/followed-book.ts';
import { BrokenRule } from '../wire/frame-fields.ts';
import type { Listing } from '../wire/listing.ts';
import type { MessageReader, WireBook, WireFrame, WirePrint } from '../wire/wire-frame.ts';
import { WireSteps } from '../wire/wire-steps.ts';
import type { CaptureDialect } from './capture-dialect.ts';
import type { CaptureOutput } from './capture-output.ts';
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

  take(line: SessionLine): string | undefined {
    if (line.kind !== 'recv') return undefined;
    const message = this.#read(line.text);
    if (message.kind === 'malformed') return message.rule;
    this.#follow(line.connection, message.connectionSequence);
    for (const frame of message.frames) {
      const rule = this.#takeFrame(frame);
      if (rule !== undefined) return rule;
    }
    return undefined;
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

  #takeFrame(frame: WireFrame): string | undefined {
    const { statistics } = this.#output;
    if (frame.kind === 'book') return this.#takeBook(frame);
    if (frame.kind === 'trades') return frame.isBacklog ? this.#others() : this.#takePrints(frame.prints);
    if (frame.kind === 'other' || frame.kind === 'refusal' || frame.kind === 'funding-rate')
      return this.#others();
    const followed = this.#followed.get(frame.symbol);
    if (followed?.instrument === undefined) return this.#others();
    const { instrument, steps } = followed;
    return ruleOf(() => {
      switch (frame.kind) {
        case 'mark-price': {
          const ticks = steps.nearestTicks(frame.price, 'a mark price') as Ticks;
          return this.#output.give(instrument, frame.venueTime, { kind: 'mark-price', ticks });
        }
        case 'open-interest': {
          const openInterestBase = Number(frame.openInterestBase);
          return this.#output.give(instrument, frame.venueTime, { kind: 'open-interest', openInterestBase });
        }
        case 'liquidation': {
          const ticks = steps.nearestTicks(frame.price, 'the price of a liquidation') as Ticks;
          const lots = steps.lots(frame.size, 'the size of a liquidation') as Lots;
          if (lots === 0) return void (statistics.others += 1);
          const { side } = frame;
          return this.#output.give(instrument, frame.venueTime, { kind: 'liquidation', side, ticks, lots });
        }
      }
    });
  }

  #others(): undefined {
    this.#output.statistics.others += 1;
  }

  #takeBook(frame: WireBook): string | undefined {
    const followed = this.#followed.get(frame.symbol);
    if (followed === undefined) return `${frame.symbol} was not subscribed to`;
    const { statistics } = this.#output;
    const verdict = followed.book.take(frame, followed.steps);
    if (verdict.kind === 'refused') return verdict.rule;
    if (frame.isSnapshot) statistics.snapshots += 1;
    else statistics.diffs += 1;
    this.#count(verdict);
    const { instrument } = followed;
    if (instrument === undefined) return undefined;
    if (verdict.kind === 'gap') this.#output.gap(instrument, verdict.detail);
    if (verdict.kind === 'snapshot' || verdict.kind === 'delta') {
      this.#output.book(instrument, verdict, frame.venueTime);
    }
    return undefined;
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

  #takePrints(prints: readonly WirePrint[]): string | undefined {
    return ruleOf(() => {
      for (const print of prints) this.#takePrint(print);
    });
  }

  #takePrint({ aggressor, price, size, symbol, tradeId, venueTime }: WirePrint): void {
    const followed = this.#followed.get(symbol);
    if (followed === undefined) throw new BrokenRule(`${symbol} was not subscribed to`);
    const ticks = followed.steps.ticks(price, 'the price of a trade');
    const lots = followed.steps.lots(size, 'the size of a trade');
    this.#output.statistics.trades += 1;
    // Less than a lot of ours is no trade of ours; it is counted among the rounded sizes.
    if (followed.instrument === undefined || lots === 0) return;
    this.#output.print(followed.instrument, { ticks, lots, aggressor, tradeId, venueTime });
  }
}

/** The rule that `action` found broken; undefined when there was none. */
function ruleOf(action: () => void): string | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    if (error instanceof BrokenRule) return error.message;
    throw error;
  }
}
