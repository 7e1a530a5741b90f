import type { Instrument } from '../../domain/instrument/instrument.ts';
import type { ExitPlan } from '../../domain/risk/exit-plan.ts';
import type { RiskRules } from '../../domain/risk/risk-policy.ts';
import type { Ticks } from '../../domain/units/ticks.ts';
import { planExit } from '../../risk/exits/exit-plan.ts';
import {
  type ExitMoment,
  type ExitWish,
  lookedAt,
  type ManagedPosition,
} from '../../risk/exits/managed-position.ts';
import { planStop } from '../../risk/exits/plan-stop.ts';
import { reversionLevel } from '../../risk/exits/reversion.ts';
import type { InstrumentMarket } from '../../market/instrument-market.ts';
import type { OpenPosition } from '../../portfolio/open-position.ts';
import type { KernelRooms } from '../kernel-rooms.ts';
import type { Moment, RiskDoor } from './risk-door.ts';
import { StopMover } from './stop-mover.ts';
import { toldReason } from '../../domain/remark/reason.ts';

const MINUTE_MS = 60_000;

/** What the desk must remember of a position besides the ledger. Plain data. */
export type ExitDeskState = readonly Pick<
  ManagedPosition,
  'runId' | 'instrument' | 'openedAt' | 'bestTicks' | 'targetsTaken'
>[];

/** A level that was fitted, in ticks, and the minute it was fitted in. */
interface FittedLevel {
  readonly minute: number;
  readonly ticks: number | undefined;
}

/** Looks after open positions whose strategy has an exit plan, with every event. */
export class ExitDesk {
  readonly #rooms: KernelRooms;
  readonly #managed = new Map<string, ManagedPosition>();
  readonly #levels = new Map<string, FittedLevel>();
  /** At a real venue what a plan protects is kept there. */
  readonly #stops: StopMover | undefined;

  constructor(rooms: KernelRooms) {
    this.#rooms = rooms;
    if (rooms.description.mode === 'live') this.#stops = new StopMover(rooms.venue);
  }

  get isEmpty(): boolean {
    return this.#managed.size === 0;
  }

  /** Closes what its plan wants closed. */
  tend(exits: RiskRules['exits'], strategyOf: (runId: string) => string, now: Moment, door: RiskDoor): void {
    if (this.#managed.size === 0 && Object.keys(exits).length === 0) return;
    const held = this.#rooms.ledger.snapshot().positions;
    for (const [key, position] of this.#managed)
      if (!held.some((each) => keyOf(each) === key)) this.#forget(position);
    for (const position of held) {
      const plan = exits[strategyOf(position.runId)];
      const market = this.#rooms.market.of(position.instrument);
      if (plan && market) this.#tendOne(plan, position, market, { now, door });
    }
  }

  state(): ExitDeskState {
    return [...this.#managed.values()].map(({ bestTicks, instrument, openedAt, runId, targetsTaken }) => ({
      runId,
      instrument,
      openedAt,
      bestTicks,
      targetsTaken,
    }));
  }

  restore(state: ExitDeskState): void {
    for (const each of state) {
      const unknown = { side: 'buy', entryTicks: 1, lots: 0, firstLots: 0 } as const;
      this.#managed.set(keyOf(each), { ...unknown, ...each });
    }
  }

  #tendOne(
    plan: ExitPlan,
    held: OpenPosition,
    { book, bars, instrument }: InstrumentMarket,
    { door, now }: { readonly now: Moment; readonly door: RiskDoor },
  ): void {
    const closingTicks = held.signedLots > 0 ? book.bestBid : book.bestAsk;
    if (closingTicks <= 0) return;
    const position = lookedAt(this.#position(held, closingTicks), closingTicks);
    this.#managed.set(keyOf(held), position);
    const spread = book.bestAsk > 0 && book.bestBid > 0 ? (book.bestAsk - book.bestBid) / closingTicks : 0;
    const roundTripCost = spread + (2 * Math.max(0, instrument.takerFeePpm)) / 1_000_000;
    const moment: ExitMoment = {
      time: now.time,
      closingTicks,
      roundTripCost,
      reversionTicks: plan.reversion && this.#level(plan.reversion, position, { bars, instrument, now }),
      minLots: instrument.minLots,
    };
    const wish = planExit(plan, position, moment);
    if (this.#isLeftToStops(planStop(plan, position, moment), { position, wish, door, now })) return;
    if (!wish) return;
    const { lots, reason, takesTarget } = wish;
    if (
      door.close(held.runId, instrument, { ...toldReason(reason), lots, isPlanned: true }, now) &&
      takesTarget
    )
      this.#managed.set(keyOf(held), { ...position, targetsTaken: position.targetsTaken + 1 });
  }

  /** Has the stops at the venue follow the plan; whether what it wishes is theirs to do. */
  #isLeftToStops(
    at: Ticks | undefined,
    {
      door,
      now,
      position,
      wish,
    }: { position: ManagedPosition; wish: ExitWish | undefined } & {
      readonly now: Moment;
      readonly door: RiskDoor;
    },
  ): boolean {
    const stops = this.#stops;
    if (!stops || at === undefined) return false;
    if (wish?.isStop === true) return stops.isDoneByVenue(position, at, now);
    stops.calm(position);
    stops.follow(position, at, now, door);
    return false;
  }

  #position(held: OpenPosition, closingTicks: number): ManagedPosition {
    const { cost, instrument, moneyPerTickLot, runId, signedLots, trip } = held;
    const known = this.#managed.get(keyOf(held));
    const isKnown = known?.openedAt === trip.openedAt;
    return {
      runId,
      instrument,
      side: signedLots > 0 ? 'buy' : 'sell',
      openedAt: trip.openedAt,
      entryTicks: Number(cost) / (signedLots * Number(moneyPerTickLot)),
      lots: Math.abs(signedLots),
      firstLots: trip.maxLots,
      bestTicks: isKnown ? known.bestTicks : closingTicks,
      targetsTaken: isKnown ? known.targetsTaken : 0,
    };
  }

  /** Fitted anew every so many minutes, on the closes so far. */
  #level(
    { discount, refit, window }: NonNullable<ExitPlan['reversion']>,
    position: ManagedPosition,
    { bars, instrument, now }: { bars: InstrumentMarket['bars']; instrument: Instrument; now: Moment },
  ): number | undefined {
    const key = keyOf(position);
    const minute = Math.floor(now.time / MINUTE_MS);
    const known = this.#levels.get(key);
    if (known && minute < known.minute + refit) return known.ticks;
    const closes = bars.latest(window).map((bar) => Math.log(bar.close));
    const price =
      closes.length < window
        ? undefined
        : reversionLevel(position.side, {
            logPrices: closes,
            discount,
            exitCost: instrument.takerFeePpm / 1_000_000,
          });
    const ticks = price === undefined ? undefined : price / instrument.tickValue;
    // Before there are enough bars it is tried again with the next.
    this.#levels.set(key, { minute: closes.length < window ? minute - refit + 1 : minute, ticks });
    return ticks;
  }

  #forget(position: ManagedPosition): void {
    const key = keyOf(position);
    this.#stops?.forget(position);
    this.#managed.delete(key);
    this.#levels.delete(key);
  }
}

const keyOf = ({ instrument, runId }: { readonly runId: string; readonly instrument: string }): string =>
  `${instrument}|${runId}`;
