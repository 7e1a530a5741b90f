import { crc32 } from 'node:zlib';
import type { PublishedUpdate } from '../loopback/published-book.ts';
import type { BookSides } from '../loopback/reference-book.ts';
import { krakenChecksum } from '../wire/kraken/kraken-checksum.ts';
import type { BookFrame } from '../wire/live-frame.ts';
import { okxChecksum } from '../wire/okx/okx-checksum.ts';
import type { BookContinuity } from './book-continuity.ts';
import { BookSequence } from './book-sequence.ts';
import { CheckedBook } from './checked-book.ts';
import { DepthJoin } from './depth-join.ts';

/** How a venue's book is told and checked, for a line on which messages are lost, doubled and late. */
export interface BookRule {
  readonly name: string;
  continuity(): BookContinuity;
  /** Whether a snapshot comes in the stream and shows the book of then; else it is that of when it was asked. */
  readonly isInBand: boolean;
  /** What of a frame follows from the venue's own number of a change; `whole` is the book after it. */
  change(update: PublishedUpdate, whole: BookSides): Partial<BookFrame>;
  snapshot(updateId: number, whole: BookSides): Partial<BookFrame>;
  /**
   * The venue's own number of the book behind an event. Left out where books have none: then an older
   * book that is told again, whole and with its sum, cannot be known from a newer one.
   */
  numberOf?(event: { readonly updateId: number }): number;
  /** Levels of each side the rule can prove to be right. */
  readonly provenDepth: number;
}

/** Levels of each side the venue publishes. */
export const DEPTH = 50;
const OKX_LEVELS = 25;
const KRAKEN_LEVELS = 10;
const UPDATES_PER_DIFF = 3;
const lastOf = (updateId: number) => updateId * UPDATES_PER_DIFF;

const binanceRule = (market: 'spot' | 'usdm'): BookRule => ({
  name: market === 'spot' ? 'Binance' : 'Binance USD-M',
  continuity: () => new DepthJoin(market),
  isInBand: false,
  change: ({ updateId }) => ({
    firstId: lastOf(updateId - 1) + 1,
    updateId: lastOf(updateId),
    ...(market === 'usdm' ? { previousId: lastOf(updateId - 1) } : {}),
  }),
  snapshot: (updateId) => ({ updateId: lastOf(updateId) }),
  provenDepth: DEPTH,
  numberOf: ({ updateId }) => updateId / UPDATES_PER_DIFF,
});

/** Every rule by which a book is told; what holds of one holds of all. */
export const BOOK_RULES: readonly BookRule[] = [
  {
    name: 'Bybit',
    continuity: () => new BookSequence(),
    isInBand: true,
    change: ({ updateId }) => ({ updateId }),
    snapshot: (updateId) => ({ updateId }),
    provenDepth: DEPTH,
    numberOf: ({ updateId }) => updateId,
  },
  binanceRule('spot'),
  binanceRule('usdm'),
  {
    name: 'OKX',
    continuity: () => new CheckedBook({ checksum: okxChecksum }),
    isInBand: true,
    change: ({ changes, updateId }, whole) => ({
      updateId,
      previousId: updateId - 1,
      checksum: { value: okxSum(whole), ...textsOf(changes) },
    }),
    snapshot: (updateId, whole) => ({ updateId, checksum: { value: okxSum(whole), ...textsOf(whole) } }),
    provenDepth: DEPTH,
    numberOf: ({ updateId }) => updateId,
  },
  {
    name: 'Kraken',
    continuity: () => new CheckedBook({ checksum: krakenChecksum }),
    isInBand: true,
    change: ({ changes }, whole) => ({ checksum: { value: krakenSum(whole), ...textsOf(changes) } }),
    snapshot: (_updateId, whole) => ({ checksum: { value: krakenSum(whole), ...textsOf(whole) } }),
    provenDepth: KRAKEN_LEVELS,
  },
];

const textsOf = ({ asks, bids }: BookSides) => ({ bidTexts: bids.map(String), askTexts: asks.map(String) });

/** OKX's documented sum: bid and ask by turns, 25 levels, joined by colons. */
function okxSum({ asks, bids }: BookSides): number {
  const parts: number[] = [];
  for (let index = 0; index < 2 * OKX_LEVELS; index += 2) {
    parts.push(...bids.slice(index, index + 2), ...asks.slice(index, index + 2));
  }
  return crc32(parts.join(':'));
}

/** Kraken's documented sum: ten asks, then ten bids, digits only. */
const krakenSum = ({ asks, bids }: BookSides): number =>
  crc32([...asks.slice(0, 2 * KRAKEN_LEVELS), ...bids.slice(0, 2 * KRAKEN_LEVELS)].join(''));
