import type { OrderIntent } from '../../domain/order/order-intent.ts';
import type { Refusal, RefusalCode } from '../../domain/order/refusal.ts';
import type { LimitHit, PauseOf } from '../../domain/risk/limit-hit.ts';
import { NO_LIMITS } from '../../domain/risk/limit-rules.ts';
import type { LimitName, RiskLimits } from '../../domain/risk/risk-limits.ts';
import { DEFAULT_RULES, type RiskRules, rulesOf } from '../../domain/risk/risk-policy.ts';
import type { RulePack } from '../../domain/risk/rule-pack.ts';
import type { SessionConditions, TradingConditions } from '../../domain/risk/trading-conditions.ts';
import type { Outcome } from '../../domain/session/outcome.ts';
import { type UnixMs, unixMs } from '../../domain/units/time.ts';
import { MakerDesk } from '../../execution/maker/maker-desk.ts';
import { reachedLimit } from '../../risk/gates/reached-limits.ts';
import { EntryCeiling } from '../../risk/limits/entry-ceiling.ts';
import { HitBoard } from '../../risk/limits/hit-board.ts';
import { LimitBook } from '../../risk/limits/limit-book.ts';
import { forgiveHit } from '../../risk/limits/forgive-hit.ts';
import { recordBreaches } from '../../risk/limits/record-breaches.ts';
import { effectiveLimits } from '../../risk/packs/effective-limits.ts';
import type { AccountNumbers } from '../../risk/record/day-account.ts';
import { WHOLE_ACCOUNT } from '../../risk/record/entry-counts.ts';
import { ReturnHistory } from '../../risk/record/return-history.ts';
import { RiskRecord } from '../../risk/record/risk-record.ts';
import type { KernelRooms } from '../kernel-rooms.ts';
import { accountNumbers, AccountWatch } from './account-watch.ts';
import { ExitDesk } from './exit-desk.ts';
import { FlattenDesk } from './flatten-desk.ts';
import { midTicksOf, recordMoment } from './record-moment.ts';
import { HitActions } from './hit-actions.ts';
import { makerDoor } from './maker-door.ts';
import { MarkWatch } from './mark-watch.ts';
import { RegimeWatch } from './regime-watch.ts';
import type { RiskDeskState } from './risk-desk-state.ts';
import type { Moment, RiskDoor } from './risk-door.ts';

/** What the desk tells its kernel. */
type Tell = (outcome: Outcome) => void;

/**
 * The account's conscience: keeps its record, watches its limits, looks after exits and resting entries, and acts
 * when a limit is reached. Deterministic: everything it knows comes from outcomes, commands and event time.
 */
export class RiskDesk {
  readonly record = new RiskRecord();
  readonly board = new HitBoard();
  readonly limitBook: LimitBook;
  readonly account: AccountWatch;
  readonly history = new ReturnHistory();
  readonly maker = new MakerDesk((outcome) => this.#tell(outcome));
  readonly regimes: RegimeWatch;
  readonly flattening = new FlattenDesk();
  readonly #rooms: KernelRooms;
  readonly #tell: Tell;
  readonly #exits: ExitDesk;
  readonly #ceiling = new EntryCeiling();
  readonly #actions: HitActions;
  readonly #isReal: boolean;
  /** Limits and rules hold; sessions written before there were any have none. */
  readonly hasPolicy: boolean;
  #rules: RiskRules;
  #hasPlans: boolean;
  #conditions: SessionConditions = { isDiskLow: false, halted: [] };
  #reached: LimitHit[] = [];
  #time: UnixMs = unixMs(0);
  readonly #marks: MarkWatch;
  /** A limit or a day is another: equity is looked at though nothing has moved. */
  #mustLook = true;

  constructor(rooms: KernelRooms, tell: Tell) {
    const { mode, policy } = rooms.description;
    this.#rooms = rooms;
    this.#tell = tell;
    this.#isReal = mode === 'live';
    this.hasPolicy = policy !== undefined;
    this.#rules = rulesOf(policy ?? DEFAULT_RULES);
    this.#hasPlans = Object.keys(this.#rules.exits).length > 0;
    this.limitBook = new LimitBook(policy?.limits ?? NO_LIMITS);
    this.account = new AccountWatch(policy?.packs ?? []);
    this.regimes = new RegimeWatch(rooms.features);
    this.#exits = new ExitDesk(rooms);
    this.#marks = new MarkWatch(rooms);
    this.#actions = new HitActions(rooms, this.board, tell);
  }

  get rules(): RiskRules {
    return this.#rules;
  }

  get isReal(): boolean {
    return this.#isReal;
  }

  /** Real entries may leave. */
  get isArmed(): boolean {
    return this.#isReal && this.#rooms.armed.isArmed;
  }

  /** The trading state is what a limit made it. */
  get isHeldByLimit(): boolean {
    return this.#actions.heldByLimit;
  }

  /** The limits in force, with those of rule packs. */
  get limits(): RiskLimits {
    return effectiveLimits(this.limitBook.limits, this.account.packs);
  }

  /** What stands in the way of entries besides limits, from us and from the venue. */
  get conditions(): TradingConditions {
    const { clockOffsetMs, clockRoundTripMs, frozen, phase } = this.#rooms.venue.conditions();
    return {
      ...this.#conditions,
      isArmed: !this.#isReal || this.#rooms.armed.isArmed,
      isReconciling: phase !== 'ready',
      clockOffsetMs,
      clockRoundTripMs,
      frozen,
    };
  }

  /** Whether strategies are not to be asked. */
  get strategiesAreStopped(): boolean {
    return this.board.all.some(({ action }) => action === 'stop-strategies');
  }

  numbers(): AccountNumbers {
    return accountNumbers(
      this.#rooms.ledger.view(unixMs(0), (id) => this.#rooms.market.of(id)?.markTicks ?? 0),
    );
  }

  /** Takes in what has just been told. */
  learn(outcome: Outcome): void {
    const time = this.#time;
    const moment = recordMoment(this.#rooms, time);
    this.record.learn(outcome, moment);
    if (outcome.kind === 'order-filled')
      this.maker.noteFill(outcome.fill, midTicksOf(this.#rooms, outcome.fill.instrument));
    if (this.hasPolicy)
      this.#reached.push(...recordBreaches(outcome, this.record, this.limitBook.limits, time));
  }

  /** An entry was refused. */
  noteRefused({ code, measured }: Refusal, time: UnixMs): void {
    if (code.startsWith('entries-per-') && measured['accountEntries'] !== undefined)
      this.#reached.push(...this.#ceiling.note(time));
  }

  /** Why nothing may be amended now; undefined when it may. */
  amendCeiling(time: UnixMs): Refusal | undefined {
    const amends = this.record.amends.count(WHOLE_ACCOUNT, time);
    const { amendsPerSecond: limit } = this.limitBook.limits;
    return amends >= limit ? { code: 'amends-per-second', measured: { amends, limit } } : undefined;
  }

  /** Which limit that was reached holds an entry back; undefined when none does. */
  reachedLimit({ instrument, runId }: OrderIntent): RefusalCode | undefined {
    return reachedLimit(this.board.all, { instrument, strategyId: this.record.strategyOf(runId) })?.code;
  }

  /** Call it before an event changes the market. */
  passTime(time: UnixMs): void {
    this.#time = time;
    if (!this.hasPolicy) return;
    for (const { limit, value, from } of this.limitBook.passTime(time)) this.#noteLimit(limit, value, from);
    this.account.passTime(time, this.#numbersOfOldDay);
    this.passHistory(time);
    this.maker.record.passTime(time, this.#midOf);
  }

  /** Keeps prices of the past, also before the session begins. */
  passHistory(time: UnixMs): void {
    this.history.passTime(time, this.#marksOfAll);
  }

  /** Call it after an event was taken to its end and before strategies are asked. */
  act(now: Moment, hasBooked: boolean, door: RiskDoor): void {
    if (this.hasPolicy) {
      for (const hit of this.board.expire(now.time)) this.#end(hit, 'its time is over', door);
      if (this.#marks.haveMoved() || hasBooked) this.#mustLook = true;
      if (this.#mustLook && this.#marks.areKnown()) {
        this.account.passTime(now.time, this.#numbersOfOldDay);
        this.#mustLook = false;
        this.#reached.push(...this.account.check(this.numbers(), this.limitBook.limits, now.time));
      }
      for (const hit of this.#reached.splice(0)) this.#actions.raise(hit, now, door);
    }
    this.flattening.act(this.#rooms, now, door);
    if (this.#hasPlans) this.#exits.tend(this.#rules.exits, this.#strategyOf, now, door);
    if (!this.maker.isIdle) this.maker.tend(makerDoor(this.#rooms, now, door));
  }

  /**
   * A person lets trading go on. A limit of the day is not theirs to end before the day is; every other one is
   * counted anew from here. Answers why not, if not.
   */
  release(door: RiskDoor): string | undefined {
    const { ofDay } = this.board;
    if (ofDay) return `${ofDay.code} holds until the day is over`;
    for (const hit of this.board.end({ kind: 'account' })) this.#end(hit, 'released by hand', door);
    // What is broken for good has to be seen again before anything leaves.
    this.#mustLook = true;
    this.flattening.stop();
    return undefined;
  }

  setLimit(limit: LimitName, value: number, time: UnixMs): void {
    const answer = this.limitBook.set(limit, value, { time, isArmed: this.isArmed });
    if (answer.ok) this.#noteLimit(limit, value, answer.from);
    else this.#warn(`${limit} stays: ${answer.because}`);
  }

  #follow(rules: RiskRules): void {
    this.#rules = rulesOf(rules);
    // Positions that a plan has looked after are let go of by it too.
    this.#hasPlans = Object.keys(rules.exits).length > 0 || !this.#exits.isEmpty;
  }

  #noteLimit(limit: LimitName, value: number, from: number): void {
    this.#mustLook = true;
    if (limit === 'warmUpEntries') this.#rooms.armed.lengthenWarmUp(this.limits.warmUpEntries);
    this.#tell({ kind: 'limit-set', limit, value, from: unixMs(from) });
  }

  setPacks(packs: readonly RulePack[], time: UnixMs): void {
    this.#mustLook = true;
    const from = this.account.setPacks(packs, time, () => this.numbers());
    this.#tell({ kind: 'packs-set', packs, from: unixMs(from) });
  }

  setRules(rules: RiskRules): void {
    this.#follow(rules);
    if (rules.sizing.regime === 'off') this.regimes.release();
    this.#tell({ kind: 'risk-rules-set', rules });
  }

  setConditions(conditions: SessionConditions): void {
    this.#conditions = conditions;
    this.#tell({ kind: 'conditions-noted', conditions });
  }

  endPause(of: PauseOf, because: string, door: RiskDoor): void {
    if (this.isArmed) return this.#warn('a pause can be ended only while live trading is not armed');
    if (of.kind === 'account') {
      const refusal = this.release(door);
      return refusal === undefined ? undefined : this.#warn(refusal);
    }
    for (const hit of this.board.end(of)) this.#end(hit, because, door);
    return undefined;
  }

  state(): RiskDeskState | undefined {
    if (!this.hasPolicy) return undefined;
    return {
      limits: this.limitBook.state(),
      rules: this.#rules,
      account: this.account.state(),
      record: this.record.state(),
      ceiling: this.#ceiling.state(),
      hits: this.board.all,
      history: this.history.state(),
      exits: this.#exits.state(),
      maker: this.maker.state(),
      ...(this.#reached.length > 0 ? { reached: [...this.#reached] } : {}),
      heldByLimit: this.#actions.heldByLimit,
      flattening: this.flattening.because,
    };
  }

  restore(state: RiskDeskState): void {
    this.limitBook.restore(state.limits);
    this.#follow(state.rules);
    this.account.restore(state.account);
    this.record.restore(state.record);
    this.#ceiling.restore(state.ceiling);
    this.board.restore(state.hits);
    this.#reached = [...(state.reached ?? [])];
    this.history.restore(state.history);
    this.#exits.restore(state.exits);
    this.maker.restore(state.maker);
    this.#actions.heldByLimit = state.heldByLimit;
    if (state.flattening !== '') this.flattening.start(state.flattening);
  }

  /** A person has set the trading state: what a limit did to it is not undone by itself any more. */
  noteStateByHand(): void {
    this.#actions.heldByLimit = false;
  }

  #end(hit: LimitHit, because: string, door: RiskDoor): void {
    const { account, record } = this;
    forgiveHit(hit, { record, day: account.day, ceiling: this.#ceiling, account: this.numbers() });
    this.#actions.end(hit, because, door);
  }

  // Handed out with every event, so made once.
  readonly #strategyOf = (runId: string) => this.record.strategyOf(runId);
  readonly #midOf = (id: string) => midTicksOf(this.#rooms, id);
  readonly #marksOfAll = () =>
    this.#rooms.market.all.map(({ instrument, markTicks }) => [instrument.id, markTicks] as const);
  readonly #numbersOfOldDay = () => {
    this.#mustLook = true;
    return this.#marks.areKnown() ? this.numbers() : undefined;
  };

  #warn(text: string): void {
    this.#tell({ kind: 'notice', level: 'warning', text });
  }
}
