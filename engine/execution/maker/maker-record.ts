import { type Side, signOf } from '../../domain/order/side.ts';
import type { Outcome } from '../../domain/session/outcome.ts';
import { errorOf, type MeanSpread, NO_SPREAD, withNumber } from './mean-spread.ts';

/** After how long the market is looked at again, in ms. */
export const ADVERSE_AFTER_MS = [1000, 5000, 30_000] as const;

/** Sums by strategy, as plain data. */
export interface MakerTally {
  readonly orders: number;
  readonly filledOrders: number;
  readonly askedLots: number;
  readonly filledLots: number;
  /** Of fills, weighed by lots: time from resting to the fill in ms. */
  readonly waitedLotMs: number;
  /** Entries that were taken at market after all, and those given up. */
  readonly fallbacks: number;
  readonly givenUp: number;
  /** Moves of the mid to the side of a fill in bps, and how many, for each of `ADVERSE_AFTER_MS`. */
  readonly moveBps: readonly number[];
  readonly moves: readonly number[];
  /** How far single ones lie apart; absent in tallies from before it was kept. */
  readonly spread?: {
    /** Orders that rest no more. */
    readonly ended: number;
    /** Of fills, once each: time from resting to the fill in ms. */
    readonly waitedMs: MeanSpread;
    readonly moveBps: readonly MeanSpread[];
  };
}

/** A fill that the market is watched after. */
interface Watched {
  readonly strategyId: string;
  readonly instrument: string;
  readonly side: Side;
  readonly filledAt: number;
  readonly mid: number;
  /** How many of the horizons are done. */
  readonly done: number;
  /** Whose fill it is, and what was seen so far; absent in records from before fills were told one by one. */
  readonly fill?: {
    readonly orderId: string;
    readonly lots: number;
    readonly waitedMs: number;
    readonly adverseBps: readonly (number | null)[];
  };
}

/** What the market did after a fill. */
export type MeasuredFill = Extract<Outcome, { readonly kind: 'maker-fill-measured' }>;

export interface MakerRecordState {
  readonly tallies: Readonly<Record<string, MakerTally>>;
  readonly watched: readonly Watched[];
}

/** What resting orders of one strategy came to. Undefined where there is nothing to divide by. */
export interface MakerFigures {
  readonly strategyId: string;
  readonly orders: number;
  /** Lots filled over lots asked for. */
  readonly fillRatio: number | undefined;
  /** Orders that rest no more, and those of them that were filled whole. */
  readonly endedOrders: number;
  readonly filledOrders: number;
  /** Of fills, once each; weighed by their lots where single ones were not kept. */
  readonly meanWaitMs: number | undefined;
  /** Standard errors, fills once each; undefined below two fills and where they were not kept. */
  readonly waitErrorMs: number | undefined;
  readonly fallbacks: number;
  readonly givenUp: number;
  /** Mean move of the mid against the filled side in bps, above zero is adverse, for each of `ADVERSE_AFTER_MS`. */
  readonly adverseBps: readonly (number | undefined)[];
  readonly adverseErrorsBps: readonly (number | undefined)[];
  readonly adverseCounts: readonly number[];
}

const NOTHING: MakerTally = {
  orders: 0,
  filledOrders: 0,
  askedLots: 0,
  filledLots: 0,
  waitedLotMs: 0,
  fallbacks: 0,
  givenUp: 0,
  moveBps: [0, 0, 0],
  moves: [0, 0, 0],
  spread: { ended: 0, waitedMs: NO_SPREAD, moveBps: [NO_SPREAD, NO_SPREAD, NO_SPREAD] },
};

/** Measures how well resting pays: how much fills, how soon, and what the market does right after. */
export class MakerRecord {
  readonly #tallies = new Map<string, MakerTally>();
  #watched: readonly Watched[] = [];
  readonly #tell: (measured: MeasuredFill) => void;

  /** `tell` hears of every fill once the market was looked at for the last time. */
  constructor(tell: (measured: MeasuredFill) => void = () => undefined) {
    this.#tell = tell;
  }

  get isEmpty(): boolean {
    return this.#tallies.size === 0;
  }

  /** An order began to rest. */
  rested(strategyId: string, lots: number): void {
    this.#change(strategyId, ({ askedLots, orders }) => ({
      orders: orders + 1,
      askedLots: askedLots + lots,
    }));
  }

  filled(
    strategyId: string,
    fill: Pick<Watched, 'filledAt' | 'instrument' | 'mid' | 'side'> & {
      orderId: string;
      lots: number;
      waitedMs: number;
    },
  ): void {
    const { filledAt, instrument, lots, mid, orderId, side, waitedMs } = fill;
    this.#change(strategyId, ({ filledLots, spread, waitedLotMs }) => ({
      filledLots: filledLots + lots,
      waitedLotMs: waitedLotMs + waitedMs * lots,
      ...(spread && { spread: { ...spread, waitedMs: withNumber(spread.waitedMs, waitedMs) } }),
    }));
    const watched = { strategyId, instrument, side, filledAt, mid, done: 0 };
    const measured = { orderId, lots, waitedMs, adverseBps: [] };
    if (mid > 0) this.#watched = [...this.#watched, { ...watched, fill: measured }];
    else this.#tellOf(watched, { ...measured, adverseBps: [null, null, null] });
  }

  /** An order rests no more, however it ended. */
  ended(strategyId: string): void {
    this.#change(strategyId, ({ spread }) =>
      spread ? { spread: { ...spread, ended: spread.ended + 1 } } : {},
    );
  }

  completed(strategyId: string): void {
    this.#change(strategyId, ({ filledOrders }) => ({ filledOrders: filledOrders + 1 }));
  }

  fellBack(strategyId: string): void {
    this.#change(strategyId, ({ fallbacks }) => ({ fallbacks: fallbacks + 1 }));
  }

  gaveUp(strategyId: string): void {
    this.#change(strategyId, ({ givenUp }) => ({ givenUp: givenUp + 1 }));
  }

  /** Looks at the market after fills whose time has come; `midOf` is the mid as it was until now, 0 without one. */
  passTime(time: number, midOf: (instrument: string) => number): void {
    if (this.#watched.length === 0) return;
    const next = this.#watched.flatMap((each) => {
      let watched = each;
      for (let due = dueOf(watched); due !== undefined && due <= time; due = dueOf(watched))
        watched = this.#look(watched, midOf(watched.instrument));
      if (dueOf(watched) !== undefined) return [watched];
      if (watched.fill) this.#tellOf(watched, watched.fill);
      return [];
    });
    this.#watched = next;
  }

  figures(): readonly MakerFigures[] {
    return [...this.#tallies].map(([strategyId, tally]) => ({
      strategyId,
      orders: tally.orders,
      fillRatio: ratio(tally.filledLots, tally.askedLots),
      endedOrders: tally.spread?.ended ?? tally.filledOrders + tally.fallbacks + tally.givenUp,
      filledOrders: tally.filledOrders,
      meanWaitMs: meanWaitMs(tally),
      waitErrorMs: tally.spread && errorOf(tally.spread.waitedMs),
      fallbacks: tally.fallbacks,
      givenUp: tally.givenUp,
      adverseBps: tally.moveBps.map((sum, at) => {
        const mean = ratio(sum, tally.moves[at] as number);
        return mean === undefined ? undefined : 0 - mean;
      }),
      adverseErrorsBps: tally.moves.map((_, at) => {
        const spread = tally.spread?.moveBps[at];
        return spread && errorOf(spread);
      }),
      adverseCounts: tally.moves,
    }));
  }

  state(): MakerRecordState {
    return { tallies: Object.fromEntries(this.#tallies), watched: this.#watched };
  }

  restore({ tallies, watched }: MakerRecordState): void {
    for (const [id, tally] of Object.entries(tallies)) this.#tallies.set(id, tally);
    this.#watched = watched;
  }

  #look(watched: Watched, mid: number): Watched {
    const { done, fill, mid: before, side, strategyId } = watched;
    const moved = mid > 0 ? signOf(side) * ((mid - before) / before) * 10_000 : undefined;
    if (moved !== undefined) {
      this.#change(strategyId, ({ moveBps, moves, spread }) => ({
        moveBps: moveBps.with(done, (moveBps[done] as number) + moved),
        moves: moves.with(done, (moves[done] as number) + 1),
        ...(spread && { spread: withMove(spread, done, moved) }),
      }));
    }
    const adverse = moved === undefined ? null : 0 - moved;
    const seen = fill && { ...fill, adverseBps: [...fill.adverseBps, adverse] };
    return { ...watched, done: done + 1, ...(seen ? { fill: seen } : {}) };
  }

  #tellOf({ instrument, strategyId }: Watched, fill: NonNullable<Watched['fill']>): void {
    this.#tell({ kind: 'maker-fill-measured', strategyId, instrument, ...fill });
  }

  #change(strategyId: string, change: (tally: MakerTally) => Partial<MakerTally>): void {
    const before = this.#tallies.get(strategyId) ?? NOTHING;
    this.#tallies.set(strategyId, { ...before, ...change(before) });
  }
}

const meanWaitMs = ({ filledLots, spread, waitedLotMs }: MakerTally): number | undefined =>
  spread && spread.waitedMs.count > 0 ? spread.waitedMs.mean : ratio(waitedLotMs, filledLots);

function withMove(
  spread: NonNullable<MakerTally['spread']>,
  at: number,
  moved: number,
): NonNullable<MakerTally['spread']> {
  const moves = spread.moveBps.with(at, withNumber(spread.moveBps[at] as MeanSpread, moved));
  return { ...spread, moveBps: moves };
}

function dueOf({ done, filledAt }: Watched): number | undefined {
  const after = ADVERSE_AFTER_MS[done];
  return after === undefined ? undefined : filledAt + after;
}

const ratio = (part: number, whole: number): number | undefined => (whole > 0 ? part / whole : undefined);
