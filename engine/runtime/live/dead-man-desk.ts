import type { InstrumentId } from '../../domain/instrument/instrument.ts';
import { isClosed, type Order, type OrderId } from '../../domain/order/order.ts';
import type { KernelCommand } from '../../domain/session/command.ts';
import type { Outcome } from '../../domain/session/outcome.ts';
import type { DeadManFinding, DeadManResult } from '../../domain/venue/dead-man-finding.ts';
import { protectiveStopTicks } from '../../risk/sizing/stop-price.ts';
import type { KernelRooms } from '../kernel-rooms.ts';
import type { Now, OrderDesk } from '../order-desk.ts';
import { isUnsellable } from '../risk/unsellable.ts';
import { planDeadMan, standingStops } from './dead-man-plan.ts';

/** What a test that is under way has come to: plain data, so that a restart can tidy up after it. */
export interface DeadManTestState {
  readonly instrument: InstrumentId;
  readonly client: string;
  readonly step: 'covering' | 'resting' | 'running' | 'clearing';
  /** When the step began, Unix ms. */
  readonly since: number;
  /** The entry of the small position, where the test opened one, and the one that rests. */
  readonly coverId?: OrderId;
  readonly entryId?: OrderId;
  /** Lots the small position was opened with. */
  readonly coverLots?: number;
  /** How it ended, while what is left of it is cleared away. */
  readonly result?: DeadManResult;
  /** Lots, without sign, that stay once what the test bought is sold. */
  readonly keptLots?: number;
  /** When what is left was last asked to be closed. */
  readonly closedAt?: number;
}

interface Parts {
  readonly rooms: KernelRooms;
  readonly desk: OrderDesk;
  readonly tell: (outcome: Outcome) => void;
}

type DeadManOutcome = Extract<Outcome, { kind: 'dead-man-tested' }>;
type TestCommand = Extract<KernelCommand, { kind: 'test-dead-man' }>;

/** A step that waits for the venue longer than this has failed, in ms. */
const STEP_WITHIN_MS = 20_000;
/** An exit is asked for again so much later, in ms. */
const CLOSE_AGAIN_MS = 3000;
const STOP_BPS = 200;
const REASON = "a test of the dead man's switch";

/**
 * Tests the venue's switch from end to end: a position of the least size with its stop, an entry far away, the switch
 * that runs out, and everything cleared away. Orders go the way of every order by hand, through risk and arming.
 * Whatever disturbs it ends it as not tested.
 */
export class DeadManDesk {
  readonly #parts: Parts;
  #state: DeadManTestState | undefined;
  #last: DeadManOutcome | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** The test that is under way. */
  get state(): DeadManTestState | undefined {
    return this.#state;
  }

  /** How the last test of this session ended. */
  get last(): DeadManOutcome | undefined {
    return this.#last;
  }

  /** A test that a restart broke off has shown nothing; what it left is cleared away. */
  restore(state: DeadManTestState | undefined): void {
    if (!state) return;
    const result = { finding: 'not-tested', because: 'the engine ended meanwhile' } as const;
    this.#state = { ...state, result, step: 'clearing', since: 0 };
  }

  begin({ client, instrument }: TestCommand, now: Now): void {
    const planned = this.#state ? BUSY : planDeadMan(this.#parts.rooms, instrument, now);
    if (!planned.ok) return this.#warn(`${REASON} was not begun: ${planned.because}`);
    const { plan } = planned;
    this.#last = undefined;
    const state = { instrument, client, since: now.time };
    this.#parts.tell({ kind: 'notice', level: 'info', text: `${REASON} begins in ${instrument}` });
    if (plan.heldLots !== 0) this.#state = { ...state, step: 'resting' };
    else {
      const { ask } = this.#touch(instrument);
      const coverId = this.#enter(
        { instrument, side: 'buy', size: plan.size, kind: { type: 'market' }, at: ask },
        now,
      );
      this.#state = coverId === undefined ? undefined : { ...state, step: 'covering', coverId };
      if (coverId === undefined) this.#tellResult(state, failed('the small position was refused'));
    }
    this.tend(now);
  }

  /** To be called after every event. */
  tend(now: Now): void {
    const state = this.#state;
    if (!state) return;
    const trouble = state.step === 'clearing' ? undefined : this.#trouble(state, now);
    if (trouble !== undefined) return this.#clear(state, failed(trouble), now);
    switch (state.step) {
      case 'covering':
        return this.#cover(state, now);
      case 'resting':
        return this.#rest(state, now);
      case 'running':
        return this.#run(state, now);
      case 'clearing':
        return this.#tidy(state, now);
    }
  }

  #cover(state: DeadManTestState, now: Now): void {
    const cover = this.#order(state.coverId);
    if (!cover || (isClosed(cover.status) && cover.filledLots === 0))
      return this.#clear(state, failed(`the small position was not opened: ${cover?.status}`), now);
    if (isClosed(cover.status) && standingStops(this.#parts.rooms, state.instrument).length > 0)
      this.#state = { ...state, step: 'resting', since: now.time, coverLots: cover.filledLots };
  }

  #rest(state: DeadManTestState, now: Now): void {
    const { desk, rooms } = this.#parts;
    const entry = this.#order(state.entryId);
    if (state.entryId === undefined) {
      const sentAt = desk.lastEntrySentAt.get(state.instrument);
      const spacingMs = rooms.description.risk.entrySpacingMs;
      if (sentAt !== undefined && now.time <= sentAt + spacingMs) return;
      return this.#restEntry(state, now);
    }
    if (!entry || isClosed(entry.status))
      return this.#clear(state, failed(`the entry does not rest: ${entry?.status}`), now);
    const stopIds = standingStops(rooms, state.instrument);
    if (entry.status !== 'working' || stopIds.length === 0) return;
    this.#state = { ...state, step: 'running', since: now.time };
    const bait = { entryId: entry.id, stopIds };
    desk.settle(rooms.venue.venueSwitch?.runOut(bait, now.time) ?? []);
  }

  #restEntry(state: DeadManTestState, now: Now): void {
    const { instrument } = state;
    const planned = planDeadMan(this.#parts.rooms, instrument, now);
    if (!planned.ok) return this.#clear(state, failed(planned.because), now);
    const { restAt, side, size } = planned.plan;
    const kind = { type: 'limit', limit: restAt, timeInForce: 'gtc', postOnly: true } as const;
    const entryId = this.#enter({ instrument, side, size, kind, at: restAt }, now);
    if (entryId === undefined) return this.#clear(state, failed('the entry was refused'), now);
    this.#state = { ...state, entryId };
  }

  #run(state: DeadManTestState, now: Now): void {
    const result = this.#parts.rooms.venue.venueSwitch?.result;
    if (result) this.#clear(state, result, now);
  }

  /** The switch goes off first, then what the test has placed. */
  #clear(state: DeadManTestState, result: DeadManResult, now: Now): void {
    const { desk, rooms } = this.#parts;
    this.#state = { ...state, step: 'clearing', since: now.time, result };
    desk.settle(rooms.venue.venueSwitch?.end(now.time) ?? []);
    this.#tidy(this.#state, now);
  }

  #tidy(state: DeadManTestState, now: Now): void {
    const { desk, rooms } = this.#parts;
    const ours = [state.coverId, state.entryId].flatMap((id) => this.#order(id) ?? []);
    const open = ours.filter(({ status }) => !isClosed(status));
    for (const { id } of open) desk.cancel(id, `${REASON} is over`, now.time);
    if (open.length > 0) return;
    const held = Math.abs(rooms.ledger.signedLots('manual', state.instrument));
    const [entryLots, coverLots] = [filledOf(state.entryId, ours), filledOf(state.coverId, ours)];
    const { keptLots = Math.max(0, held - entryLots - (state.coverLots ?? coverLots)) } = state;
    if (held > keptLots && !this.#isUnsellable(state.instrument, held))
      return this.#close({ ...state, keptLots }, held - keptLots, now);
    if (rooms.venue.venueSwitch?.isOff === false) return;
    this.#state = undefined;
    this.#tellResult(state, state.result ?? failed('it was broken off'));
  }

  #close(state: DeadManTestState, most: number, now: Now): void {
    const { desk, rooms } = this.#parts;
    this.#state = state;
    const instrument = rooms.instruments.get(state.instrument);
    if (!instrument || now.time < (state.closedAt ?? 0) + CLOSE_AGAIN_MS) return;
    this.#state = { ...state, closedAt: now.time };
    desk.close('manual', instrument, { reason: `${REASON} is over`, lots: most }, now);
  }

  /** What makes whatever comes out of it worthless. */
  #trouble({ coverId, entryId, instrument, since, step }: DeadManTestState, now: Now): string | undefined {
    const { armed, runners, venue } = this.#parts.rooms;
    const { frozen, phase } = venue.conditions();
    if (!armed.isArmed || now.tradingState !== 'active') return 'the account is not armed any more';
    if (phase !== 'ready') return 'the line to the venue broke';
    if (frozen.includes(instrument) || runners.size > 0) return 'something else is traded';
    const isOther = ({ id, role }: Order) => role !== 'stop' && id !== coverId && id !== entryId;
    if (venue.openOrders().some(isOther)) return 'another order was placed';
    const isLate = step !== 'running' && now.time > since + STEP_WITHIN_MS;
    return isLate ? 'the venue took too long' : undefined;
  }

  /** An entry by hand with its stop; undefined when risk refused it. */
  #enter(
    entry: Pick<Order, 'instrument' | 'side' | 'kind'> & { readonly size: number; readonly at: number },
    now: Now,
  ): OrderId | undefined {
    const { desk, rooms } = this.#parts;
    const { at, instrument, kind, side, size } = entry;
    const hasLeft = desk.propose(
      {
        runId: 'manual',
        role: 'entry',
        instrument,
        side,
        kind,
        lots: rooms.armed.askedFor(size),
        reduceOnly: false,
        protectiveStop: protectiveStopTicks(side, at, STOP_BPS),
        reason: REASON,
      },
      now,
    );
    const isIt = (order: Order) => order.role === 'entry' && order.reason === REASON;
    return hasLeft ? rooms.venue.openOrders().findLast(isIt)?.id : undefined;
  }

  #touch(id: InstrumentId): { readonly ask: number } {
    return { ask: this.#parts.rooms.market.of(id)?.book.bestAsk ?? 0 };
  }

  #order(id: OrderId | undefined): Order | undefined {
    return id === undefined ? undefined : this.#parts.rooms.venue.order(id);
  }

  #isUnsellable(id: InstrumentId, held: number): boolean {
    const instrument = this.#parts.rooms.instruments.get(id);
    return !instrument || isUnsellable(this.#parts.rooms, instrument, held);
  }

  #tellResult(
    { client, instrument }: Pick<DeadManTestState, 'client' | 'instrument'>,
    { because, finding }: DeadManResult,
  ): void {
    const { rooms, tell } = this.#parts;
    const market = rooms.instruments.get(instrument)?.kind ?? 'spot';
    if (finding !== 'not-tested') rooms.venue.venueSwitch?.learn(market, finding === 'spares-stops');
    this.#last = { kind: 'dead-man-tested', instrument, market, finding, because, client };
    tell(this.#last);
  }

  #warn(text: string): void {
    this.#parts.tell({ kind: 'notice', level: 'warning', text });
  }
}

const filledOf = (id: OrderId | undefined, orders: readonly Order[]): number =>
  orders.find((order) => order.id === id)?.filledLots ?? 0;

const BUSY = { ok: false, because: 'test-under-way' } as const;

const NOT_TESTED: DeadManFinding = 'not-tested';
const failed = (because: string): DeadManResult => ({ finding: NOT_TESTED, because });
