import type { BookDelta, BookSnapshot } from '../../domain/market/market-event.ts';
import { Random } from '../../numerics/random.ts';
import { openRecordedFeed } from '../../venues/recorded/open-recorded-feed.ts';
import type { Skipped } from './figures.ts';
import { spotSession } from './recorded-files.ts';

type Side = Pick<BookDelta, 'bids' | 'asks' | 'updateId'>;

/** A whole book and the changes that follow it, in ticks and lots. */
export interface BookUpdates {
  readonly tickValue: number;
  readonly lotValue: number;
  readonly snapshot: Pick<BookSnapshot, 'bids' | 'asks' | 'updateId'>;
  readonly deltas: readonly Side[];
  /** Price levels changed by all deltas together. */
  readonly changes: number;
}

const LEVELS = 1000;
/** Two of three prices hold something: 1,000 levels span 1,500 ticks. */
const OCCUPIED = 2 / 3;
const MID_TICKS = 1_000_000;
const CHANGES_PER_DELTA = 10;
/** Changes crowd at the touch: their mean distance from it in ticks. */
const MEAN_DISTANCE_TICKS = 100;

/**
 * A book of about 1,000 levels a side that stays as deep as it is: an empty price is filled, a filled
 * one resized or emptied with equal chance, at exponential distances from the touch.
 */
export function makeUpdates(seed: number, deltaCount: number): BookUpdates {
  const random = new Random(seed);
  const held = { bid: new Map<number, number>(), ask: new Map<number, number>() };
  const size = () => 1 + random.integer(100_000);
  for (const [side, sign] of [['bid', -1] as const, ['ask', 1] as const]) {
    for (let distance = 1; held[side].size < LEVELS; distance += 1) {
      if (random.uniform() < OCCUPIED) held[side].set(MID_TICKS + sign * distance, size());
    }
  }
  const snapshot = { bids: [...held.bid].flat(), asks: [...held.ask].flat(), updateId: 1 };
  const change = (side: 'bid' | 'ask'): number[] => {
    const distance = 1 + Math.floor(random.exponential(1 / MEAN_DISTANCE_TICKS));
    const ticks = MID_TICKS + (side === 'bid' ? -distance : distance);
    const lots = held[side].has(ticks) && random.uniform() < 0.5 ? 0 : size();
    if (lots === 0) held[side].delete(ticks);
    else held[side].set(ticks, lots);
    return [ticks, lots];
  };
  const deltas = Array.from({ length: deltaCount }, (_, index): Side => {
    const bidCount = random.integer(CHANGES_PER_DELTA + 1);
    return {
      bids: Array.from({ length: bidCount }, () => change('bid')).flat(),
      asks: Array.from({ length: CHANGES_PER_DELTA - bidCount }, () => change('ask')).flat(),
      updateId: index + 2,
    };
  });
  return { tickValue: 0.1, lotValue: 0.001, snapshot, deltas, changes: deltaCount * CHANGES_PER_DELTA };
}

/** The first book and all changes of the recorded Binance spot session. */
export function recordedUpdates(): BookUpdates | Skipped {
  const paths = spotSession();
  if ('skipped' in paths) return paths;
  const opened = openRecordedFeed(paths);
  if (!opened.ok) throw new Error(opened.failure.detail);
  const { feed } = opened;
  const [instrument] = feed.instruments;
  let snapshot: BookSnapshot | undefined;
  const deltas: BookDelta[] = [];
  for (let event = feed.next(); event; event = feed.next()) {
    if (event.kind === 'book-snapshot') snapshot ??= event;
    if (event.kind === 'book-delta' && snapshot) deltas.push(event);
  }
  if (!snapshot || !instrument) throw new Error('the recorded session must hold a book, held none');
  return {
    tickValue: instrument.tickValue,
    lotValue: instrument.lotValue,
    snapshot,
    deltas,
    changes: deltas.reduce((sum, { asks, bids }) => sum + (asks.length + bids.length) / 2, 0),
  };
}
