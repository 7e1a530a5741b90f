import type { Ticks } from '../../domain/units/ticks.ts';
import type { StopBehind, TradingVenue } from '../../execution/trading-venue.ts';
import type { Moment, RiskDoor } from './risk-door.ts';

/** Least time between two moves of one position's stops, and between any two, in ms: a venue counts every one. */
const OF_POSITION_MS = 10_000;
const OF_ACCOUNT_MS = 5000;
/** A stop that should have closed the position by now has so long to do it, in ms. */
const GRACE_MS = 2000;

/** Whose stops are meant. */
interface Held {
  readonly runId: string;
  readonly instrument: string;
}

/**
 * Keeps what an exit plan protects at the venue itself: the stops behind a position follow the plan, never away
 * from the market, and no more often than a venue stands for. So a plan holds while this machine does not.
 */
export class StopMover {
  readonly #venue: Pick<TradingVenue, 'stopsBehind'>;
  readonly #movedAt = new Map<string, number>();
  readonly #wishedAt = new Map<string, number>();
  #lastMoveAt = -OF_ACCOUNT_MS;

  constructor(venue: Pick<TradingVenue, 'stopsBehind'>) {
    this.#venue = venue;
  }

  /** Moves the stops of a position up to `at`, unless they are as tight already or were moved just now. */
  follow(held: Held, at: Ticks, { time }: Moment, door: RiskDoor): void {
    const key = keyOf(held);
    const movedAt = this.#movedAt.get(key) ?? -OF_POSITION_MS;
    if (time < movedAt + OF_POSITION_MS || time < this.#lastMoveAt + OF_ACCOUNT_MS) return;
    const loose = this.#stopsOf(held).filter((stop) => isTighter(stop, at, stop.trigger));
    if (loose.length === 0) return;
    this.#movedAt.set(key, time);
    this.#lastMoveAt = time;
    for (const { entryId } of loose) door.moveStop(entryId, at, time);
  }

  /**
   * Whether the venue's own stops do what a plan wishes, which then waits a moment for them: all of them stand
   * where the plan wants them, or closer.
   */
  isDoneByVenue(held: Held, at: Ticks, { time }: Moment): boolean {
    const stops = this.#stopsOf(held);
    const stand = ({ side, standsAt }: StopBehind) =>
      standsAt !== undefined && !isTighter({ side }, at, standsAt);
    if (stops.length === 0 || !stops.every(stand)) return false;
    const key = keyOf(held);
    const since = this.#wishedAt.get(key) ?? time;
    this.#wishedAt.set(key, since);
    return time < since + GRACE_MS;
  }

  /** The plan wishes nothing any more, or nothing is held. */
  calm(held: Held): void {
    this.#wishedAt.delete(keyOf(held));
  }

  forget(held: Held): void {
    this.calm(held);
    this.#movedAt.delete(keyOf(held));
  }

  #stopsOf({ instrument, runId }: Held): readonly StopBehind[] {
    return this.#venue.stopsBehind(runId, instrument);
  }
}

/** Whether a place closes earlier than another one. */
const isTighter = ({ side }: Pick<StopBehind, 'side'>, at: number, than: number): boolean =>
  side === 'sell' ? at > than : at < than;

const keyOf = ({ instrument, runId }: Held): string => `${instrument}|${runId}`;
