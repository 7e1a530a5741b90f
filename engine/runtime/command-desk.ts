import type { KernelCommand } from '../domain/session/command.ts';
import { isFreer, type TradingState } from '../domain/session/mode.ts';
import type { Outcome } from '../domain/session/outcome.ts';
import type { SharedAccount } from './isolated/isolated-account.ts';
import type { IsolatedAccounts } from './isolated/isolated-accounts.ts';
import type { KernelRooms } from './kernel-rooms.ts';
import type { Now, OrderDesk } from './order-desk.ts';
import { clockFreeze } from './live/armed.ts';
import type { DeadManDesk } from './live/dead-man-desk.ts';
import { obeyRiskCommand, type RiskCommand } from './risk/obey-risk-command.ts';
import type { StrategyDesk } from './strategy-desk.ts';
import { FIXED_REASONS } from '../domain/remark/fixed-reasons.ts';

/** What commands act on. */
export interface CommandParts {
  readonly rooms: KernelRooms;
  readonly desk: OrderDesk;
  readonly strategies: StrategyDesk;
  readonly deadMan: DeadManDesk;
  /** Accounts of strategies beside the shared one, where there are any. */
  readonly isolated: IsolatedAccounts | undefined;
  readonly tell: (outcome: Outcome) => void;
  /** The moment a command is obeyed at, kept true by its owner. */
  readonly now: Now;
}

type Live = Extract<
  KernelCommand,
  {
    readonly kind: 'arm' | 'disarm' | 'release-symbol' | 'resynchronize' | 'test-dead-man';
  }
>;

/** Where what a person or a schedule wants is done, and where it is kept what may trade at all. */
export class CommandDesk {
  tradingState: TradingState = 'active';
  tradingStateReason = '';
  readonly #parts: CommandParts;
  /** What waits to be loosened, as of the last event. */
  #looserSoon: readonly { readonly what: string; readonly from: number }[] = [];

  constructor(parts: CommandParts) {
    this.#parts = parts;
  }

  /** How risk changes what may trade. */
  readonly door = {
    setTradingState: (state: TradingState, because: string) => this.#setByLimit(state, because),
    flatten: (because: string) => this.#flatten(because),
  };

  restore(state: TradingState, because: string): void {
    this.tradingState = state;
    this.tradingStateReason = because;
  }

  /** From now on only this much may trade. */
  note(state: TradingState, because: string): void {
    if (state === 'halted') this.#parts.rooms.armed.disarm(because);
    this.tradingState = state;
    this.tradingStateReason = state === 'active' ? '' : because;
    this.#parts.tell({ kind: 'trading-state', state, because });
  }

  obey(command: KernelCommand): void {
    const { desk, isolated, now, rooms, strategies } = this.#parts;
    switch (command.kind) {
      case 'begin':
        return;
      case 'start-strategy':
        strategies.start(command, now.time);
        if (rooms.runners.has(command.runId)) isolated?.start(command, now, this.#shared());
        return;
      case 'stop-strategy':
        strategies.stop(command.runId, command.openPosition, now);
        isolated?.stop(command.runId, command.openPosition, now);
        return;
      case 'place-order':
        desk.propose(command.intent, now);
        return;
      case 'confirm-order':
        desk.confirm(command.key, now);
        return;
      case 'amend-order':
      case 'move-stop':
        return desk.change(command, now);
      case 'cancel-order':
        return desk.cancel(command.orderId, FIXED_REASONS['canceled-by-hand'], now.time);
      case 'set-trading-state':
        return this.#setStateByHand(command.state, command.because);
      case 'flatten':
        desk.risk.noteStateByHand();
        return this.#flatten(command.because);
      case 'arm':
      case 'disarm':
      case 'release-symbol':
      case 'resynchronize':
      case 'test-dead-man':
        return this.#obeyLive(command);
      case 'set-limit':
      case 'set-packs':
      case 'set-risk-rules':
      case 'end-pause':
        return this.#obeyRisk(command);
      case 'note-conditions':
        return this.#noteConditions(command);
    }
  }

  /** Ends the arming when it has to end. A clock nobody can trust freezes, armed or not. */
  watchArming(): void {
    const { desk, now, rooms } = this.#parts;
    if (rooms.description.mode !== 'live') return;
    const loosened = this.#looserSoon.find(({ from }) => from <= now.time);
    const { account, limitBook } = desk.risk;
    const packs = (account.pending?.leaving ?? []).map(({ from }) => ({ what: 'a rule pack', from }));
    this.#looserSoon = [...limitBook.pending.map(({ from, limit }) => ({ what: limit, from })), ...packs];
    const conditions = rooms.venue.conditions();
    const frozenBy = this.tradingState === 'halted' ? undefined : clockFreeze(conditions);
    if (frozenBy !== undefined) return this.#setTradingState('halted', frozenBy);
    if (!rooms.armed.isArmed) return;
    const because = loosened
      ? `${loosened.what} allows more than it did`
      : rooms.armed.endedBy(now.time, conditions);
    if (because !== undefined) this.#disarm(because);
  }

  /** What the venue has shown that a person must look at before anything new is entered. */
  followVenue(): void {
    const alarm = this.#parts.desk.news.takeAlarm();
    if (alarm === undefined || this.tradingState === 'halted') return;
    if (alarm.state === 'halted') this.#setTradingState('halted', alarm.because);
    else this.#disarm(alarm.because);
  }

  #obeyRisk(command: RiskCommand): void {
    const { desk, isolated, now } = this.#parts;
    obeyRiskCommand(desk.risk, command, now.time, desk.doorTo(this.door));
    isolated?.obeyRisk(command, now);
  }

  /** An entry that rests would fill while nobody looks: it is taken back before the computer sleeps. */
  #noteConditions(command: Extract<RiskCommand, { kind: 'note-conditions' }>): void {
    const { desk, rooms, tell } = this.#parts;
    const wasAsleep = desk.risk.conditions.isAsleep === true;
    this.#obeyRisk(command);
    if (command.conditions.isAsleep !== true || wasAsleep) return;
    const entries = rooms.venue
      .openOrders()
      .filter(({ role, status }) => role === 'entry' && status !== 'canceling').length;
    this.#cancelEntries(FIXED_REASONS['computer-sleeps']);
    if (entries === 0) return;
    const text = `${entries} resting ${entries === 1 ? 'entry is' : 'entries are'} taken back: the computer goes to sleep`;
    tell({
      kind: 'notice',
      level: 'warning',
      text,
      said: { code: 'entries-taken-back', values: { entries } },
    });
  }

  #obeyLive(command: Live): void {
    const { desk, now, rooms } = this.#parts;
    switch (command.kind) {
      case 'arm':
        return this.#arm(command);
      case 'disarm':
        return this.#disarm(command.because);
      case 'test-dead-man':
        return this.#parts.deadMan.begin(command, now);
      case 'release-symbol':
        return desk.settle(rooms.venue.release(command.instrument, command.because, now.time));
      case 'resynchronize':
        if (rooms.armed.endsBySleep(command.sleptMs)) this.#disarm(command.because);
        return desk.settle(rooms.venue.resynchronize(command.because, now.time));
    }
  }

  #flatten(because: string): void {
    const { desk, isolated, now } = this.#parts;
    this.#setTradingState('halted', because);
    desk.unwanted.disown(because);
    isolated?.flatten(because, now);
    desk.risk.flattening.start(because);
    desk.closeEverything(because, now);
  }

  /**
   * A person may freeze at any time, and let go of what no limit of the day still holds, once what we know equals what
   * the venue knows.
   */
  #setStateByHand(state: TradingState, because: string): void {
    const { desk, isolated, rooms } = this.#parts;
    if (isFreer(this.tradingState, state) && rooms.venue.conditions().phase !== 'ready')
      return this.#warn(`trading stays ${this.tradingState}: the record is not compared with the venue yet`);
    const refusal = state === 'active' ? desk.risk.release(desk.doorTo(this.door)) : undefined;
    if (refusal !== undefined) return this.#warn(`trading stays ${this.tradingState}: ${refusal}`);
    if (state === 'active') isolated?.release();
    desk.risk.noteStateByHand();
    this.#setTradingState(this.#permitted(state), because);
    // Whoever wants nothing larger any more wants no entry that rests to fill.
    if (state === 'reduce-only') this.#cancelEntries(because);
  }

  /** A limit that is over lets go of what it held back alone: of no freeze, and of nothing that waits for arming. */
  #setByLimit(state: TradingState, because: string): void {
    if (state === 'active' && this.tradingState !== 'reduce-only') return;
    this.#setTradingState(this.#permitted(state), because);
  }

  #setTradingState(state: TradingState, because: string): void {
    const { desk, now } = this.#parts;
    this.note(state, because);
    // What still waits to leave does not leave any more; what rests at the venue goes with a freeze.
    if (state === 'reduce-only') desk.cancelEntries(because, now.time, { status: 'intent' });
    if (state === 'halted') this.#cancelEntries(because);
  }

  #cancelEntries(because: string): void {
    const { desk, isolated, now } = this.#parts;
    desk.cancelEntries(because, now.time);
    isolated?.cancelEntries(because, now);
  }

  #arm(command: Extract<Live, { kind: 'arm' }>): void {
    const { desk, now, rooms } = this.#parts;
    if (rooms.description.mode !== 'live') return this.#warn('only a live session can be armed');
    const { phase, frozen } = rooms.venue.conditions();
    if (this.tradingState === 'halted' || phase !== 'ready' || frozen.length > 0)
      return this.#warn(
        `not armed: trading is ${this.tradingState}, the venue ${phase}, ${frozen.length} symbols frozen`,
      );
    const { ofDay } = desk.risk.board;
    if (ofDay) return this.#warn(`not armed: ${ofDay.code} holds until the day is over`);
    rooms.armed.arm(command, now.time);
    return this.note('active', FIXED_REASONS['armed-by-hand']);
  }

  /** Entries for a real venue are let out by arming alone. */
  #permitted(state: TradingState): TradingState {
    const { armed, description } = this.#parts.rooms;
    return description.mode === 'live' && state === 'active' && !armed.isArmed ? 'reduce-only' : state;
  }

  #disarm(because: string): void {
    if (this.#parts.rooms.armed.disarm(because) && this.tradingState === 'active')
      this.#setTradingState('reduce-only', because);
  }

  #shared(): SharedAccount {
    const { desk, now, rooms } = this.#parts;
    const { account, hasPolicy, limitBook, rules } = desk.risk;
    const { equity } = rooms.ledger.view(now.time, (id) => rooms.market.of(id)?.markTicks ?? 0);
    const { limits } = limitBook;
    return { equity, policy: hasPolicy ? { ...rules, limits, packs: account.packs } : undefined };
  }

  #warn(text: string): void {
    this.#parts.tell({ kind: 'notice', level: 'warning', text });
  }
}
