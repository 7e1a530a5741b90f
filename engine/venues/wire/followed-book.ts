import type { Levels } from '../../domain/market/levels.ts';
import { BrokenRule } from './frame-fields.ts';
import { type BookLevel, LevelSide } from './level-side.ts';
import type { TextLevels, WireBook } from './wire-frame.ts';
import type { WireSteps } from './wire-steps.ts';

/** What a venue promises of its books, and so what can be checked. */
export interface BookPromise {
  /** Best levels kept of each side, where a subscription has a depth. */
  readonly depth?: number;
  /** The venue's checksum of a book; undefined where it sends none. */
  readonly checksum?: (bids: LevelSide, asks: LevelSide) => number;
}

/** A book event as the market keeps it. */
export interface BookUpdate {
  readonly kind: 'snapshot' | 'delta';
  readonly bids: Levels;
  readonly asks: Levels;
  readonly updateId: number;
  readonly isCrossed: boolean;
  readonly isChecksumVerified: boolean;
}

/** What of a frame says whether it follows the book that is held. */
export type BookNumbers = Pick<WireBook, 'isSnapshot' | 'sequence' | 'previousSequence' | 'checksum'>;

/** The levels of a frame, read. */
export interface SteppedLevels {
  readonly bids: readonly BookLevel[];
  readonly asks: readonly BookLevel[];
}

/** What a frame is to the book that is followed. */
export type BookVerdict =
  | BookUpdate
  /** Something is missing or wrong; nothing is believed until the next snapshot. */
  | { readonly kind: 'gap'; readonly detail: string; readonly isChecksum: boolean }
  /** Already held, or sent only to say that the venue is alive. */
  | { readonly kind: 'repeated' }
  /** A change while a snapshot is awaited. */
  | { readonly kind: 'too-early' }
  /** A number that cannot be one of this instrument; nothing of the frame was taken in. */
  | { readonly kind: 'refused'; readonly rule: string };

const REPEATED = Object.freeze({ kind: 'repeated' } as const);
const TOO_EARLY = Object.freeze({ kind: 'too-early' } as const);

/**
 * Follows one book frame by frame and believes it only while its sequence has no hole and its checksum
 * is that of the venue. A frame is taken in as a whole or not at all.
 */
export class FollowedBook {
  readonly #promise: BookPromise;
  readonly #bids = new LevelSide(1);
  readonly #asks = new LevelSide(-1);
  #sequence: number | undefined;
  #updateId = 0;
  #isBelieved = false;

  constructor(promise: BookPromise = {}) {
    this.#promise = promise;
  }

  get isBelieved(): boolean {
    return this.#isBelieved;
  }

  get bids(): LevelSide {
    return this.#bids;
  }

  get asks(): LevelSide {
    return this.#asks;
  }

  get isCrossed(): boolean {
    const bid = this.#bids.best;
    const ask = this.#asks.best;
    return bid !== undefined && ask !== undefined && bid.ticks >= ask.ticks;
  }

  /** Nothing is believed until the next snapshot. */
  restart(): void {
    this.#isBelieved = false;
    this.#sequence = undefined;
  }

  /** Takes a frame in, its numbers checked and read by `steps`. */
  take(frame: WireBook, steps: WireSteps): BookVerdict {
    try {
      return this.takeLevels(frame, steppedLevels(frame, steps));
    } catch (error) {
      if (error instanceof BrokenRule) return { kind: 'refused', rule: error.message };
      throw error;
    }
  }

  /** The same for levels that were read before. */
  takeLevels(frame: BookNumbers, levels: SteppedLevels): BookVerdict {
    return frame.isSnapshot ? this.#takeSnapshot(frame, levels) : this.#takeChange(frame, levels);
  }

  #takeSnapshot(frame: BookNumbers, { asks, bids }: SteppedLevels): BookVerdict {
    this.#bids.replace(bids);
    this.#asks.replace(asks);
    this.#cut();
    this.#sequence = frame.sequence;
    this.#isBelieved = true;
    return this.#told('snapshot', frame, { bids: flat(this.#bids), asks: flat(this.#asks) });
  }

  #takeChange(frame: BookNumbers, { asks, bids }: SteppedLevels): BookVerdict {
    if (!this.#isBelieved) return TOO_EARLY;
    const broken = this.#brokenLink(frame);
    if (broken === 'repeated') return REPEATED;
    if (broken !== undefined) return this.#gap(broken, false);
    this.#sequence = frame.sequence;
    const changes = { bids: applied(this.#bids, bids), asks: applied(this.#asks, asks) };
    const cut = this.#cut();
    for (const ticks of cut.bids) changes.bids.push(ticks, 0);
    for (const ticks of cut.asks) changes.asks.push(ticks, 0);
    return this.#told('delta', frame, changes);
  }

  /** Why a change does not follow the book that is held; undefined when it does. */
  #brokenLink({ previousSequence, sequence }: BookNumbers): string | undefined {
    const last = this.#sequence;
    if (last === undefined) return undefined;
    if (previousSequence === undefined || sequence === undefined)
      return `update ${last} was followed by a change that names no number`;
    if (previousSequence === last) {
      // Equal numbers say that nothing changed for a while; a lower one that the venue began to count anew.
      return sequence === last ? 'repeated' : undefined;
    }
    const isOld = sequence <= last && previousSequence < last && previousSequence <= sequence;
    return isOld
      ? 'repeated'
      : `update ${last} was followed by ${sequence}, which follows ${previousSequence}`;
  }

  #told(
    kind: BookUpdate['kind'],
    { checksum, sequence }: BookNumbers,
    { asks, bids }: Pick<BookUpdate, 'asks' | 'bids'>,
  ): BookVerdict {
    const own = checksum === undefined ? undefined : this.#promise.checksum?.(this.#bids, this.#asks);
    if (own !== checksum && own !== undefined) {
      return this.#gap(`the book has checksum ${own}, the venue says ${checksum}`, true);
    }
    this.#updateId = sequence ?? this.#updateId + 1;
    const isChecksumVerified = own !== undefined;
    return { kind, bids, asks, updateId: this.#updateId, isCrossed: this.isCrossed, isChecksumVerified };
  }

  #gap(detail: string, isChecksum: boolean): BookVerdict {
    this.restart();
    return { kind: 'gap', detail, isChecksum };
  }

  #cut(): { readonly bids: readonly number[]; readonly asks: readonly number[] } {
    const { depth } = this.#promise;
    if (depth === undefined) return { bids: [], asks: [] };
    return { bids: this.#bids.cutTo(depth), asks: this.#asks.cutTo(depth) };
  }
}

/**
 * Reads the levels of a frame as whole ticks and lots.
 * @throws {BrokenRule} when a number is not on the instrument's steps or a snapshot repeats a price.
 */
export function steppedLevels({ asks, bids, isSnapshot }: WireBook, steps: WireSteps): SteppedLevels {
  const read = { bids: levelsOf(bids, steps, 'bids'), asks: levelsOf(asks, steps, 'asks') };
  if (isSnapshot) {
    expectOnce(read.bids, 'bids');
    expectOnce(read.asks, 'asks');
  }
  return read;
}

function levelsOf(text: TextLevels, steps: WireSteps, name: string): BookLevel[] {
  const levels: BookLevel[] = [];
  for (let index = 0; index + 1 < text.length; index += 2) {
    const price = text[index] as string;
    const size = text[index + 1] as string;
    const ticks = steps.ticks(price, `a price of ${name}`);
    const lots = steps.lots(size, `a size of ${name}`);
    levels.push({ ticks, lots, price, size });
  }
  return levels;
}

/** Takes changes in and gives them as ticks, lots, ticks, lots, … */
function applied(side: LevelSide, levels: readonly BookLevel[]): number[] {
  const changes: number[] = [];
  for (const level of levels) {
    // The text decides whether a level is gone: one below a lot of ours is part of the checksum.
    if (isNothing(level)) side.remove(level.ticks);
    else side.set(level);
    changes.push(level.ticks, level.lots);
  }
  return changes;
}

const isNothing = ({ lots, size }: BookLevel): boolean => lots === 0 && Number(size) === 0;

function expectOnce(levels: readonly BookLevel[], name: string): void {
  const prices = new Set<number>();
  for (const level of levels) {
    if (isNothing(level))
      throw new BrokenRule(`${name} of a snapshot must hold no empty level, had one at ${level.price}`);
    if (prices.has(level.ticks)) {
      throw new BrokenRule(`${name} of a snapshot must hold a price once, had ${level.price} twice`);
    }
    prices.add(level.ticks);
  }
}

/** A whole side, the best level first, without levels below one lot. */
function flat(side: LevelSide): number[] {
  const levels: number[] = [];
  for (const { lots, ticks } of side.top(side.count)) if (lots > 0) levels.push(ticks, lots);
  return levels;
}
