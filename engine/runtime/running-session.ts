import type { LogView } from '../contract/views.ts';
import type { KernelCommand } from '../domain/session/command.ts';
import { badgeOf } from '../domain/session/mode.ts';
import type { RecordedOutcome } from '../domain/session/outcome.ts';
import { unixMs } from '../domain/units/time.ts';
import { commitMakingRoom } from './commit-making-room.ts';
import { type EarlyCommands, inWords } from './early-commands.ts';
import type { Health } from './health.ts';
import type { StateTeller } from './host-state.ts';
import type { Gateway } from './live/gateway.ts';
import type { LiveLink } from './live/live-link.ts';
import type { NumbersDesk } from './numbers/numbers-desk.ts';
import type { OpenedSession } from './opened-session.ts';
import type { Publisher } from './publisher.ts';
import { RecordingWatch } from './recording-watch.ts';
import { freezes, type KillKeeper, outlivesSession } from './risk/kill-keeper.ts';
import { SessionDisplay } from './session-display.ts';
import type { WorkstationOptions } from './workstation-options.ts';
import { FIXED_REASONS } from '../domain/remark/fixed-reasons.ts';
import type { LogRemark } from '../domain/remark/log-remark.ts';

/** Real time one turn may take before the loop breathes. */
const TURN_BUDGET_MS = 12;
/** The same while history is read and nobody can trade yet: rather a few long turns than a long wait. */
const HISTORY_TURN_BUDGET_MS = 60;
/** Of a turn, how long the loop may stand still for fits. */
const MOST_HALT_MS = 30;
/** Answers on their way that are waited for when a session is left. */
const MOST_SETTLED = 1000;

/** What outlives a session and works for each in turn. */
export interface RunningParts {
  readonly options: WorkstationOptions;
  readonly publisher: Publisher;
  readonly numbers: NumbersDesk;
  readonly health: Health;
  readonly killKeeper: KillKeeper;
  readonly early: EarlyCommands;
  readonly stateTeller: StateTeller;
  /** Asked when the disk refused a commit: true when room was made and it is worth another try. */
  readonly makeRoom: () => boolean;
}

/** A session at work with everything that ends with it: its market, what windows see of it, its line to a venue. */
export class RunningSession {
  readonly open: OpenedSession;
  readonly display: SessionDisplay;
  readonly #parts: RunningParts;
  readonly #recordingWatch = new RecordingWatch();
  #link: LiveLink | undefined;
  #marketEnded = false;
  #isCut = false;
  #isOver = false;

  constructor(open: OpenedSession, parts: RunningParts) {
    this.open = open;
    this.#parts = parts;
    this.display = new SessionDisplay(open, parts);
  }

  /** The door to the real venue; undefined where nothing real is traded. */
  get gateway(): Gateway | undefined {
    return this.#link?.gateway;
  }

  /** The market is of the past and nothing of it is left. */
  get marketEnded(): boolean {
    return this.#marketEnded;
  }

  /** It has lost its venue and waits to be ended: no time passes in it any more. */
  get isCut(): boolean {
    return this.#isCut;
  }

  /** Joins it with its venue, where it has one, and says what a person has to know about how it was opened. */
  begin(): void {
    this.#link = this.open.join?.(() => this.#wake());
    const { early, killKeeper, options } = this.#parts;
    const { kept, notices, session } = this.open;
    const { description, kernel } = session;
    const badge = badgeOf(description.mode, description.source);
    const continuing = description.continues ? `, continuing ${description.continues}` : '';
    options.tell({ type: 'started', badge, sessionId: description.sessionId });
    this.log('info', `${badge} session ${description.sessionId} is open${continuing}`, {
      code: 'session-open',
      values: { badge, sessionId: description.sessionId, continues: description.continues ?? null },
    });
    for (const notice of notices) this.log('warning', notice);
    for (const lost of early.begin(outlivesSession(description) ? description.accountId : undefined))
      this.log('warning', `${lost} was asked for and never done: the engine ended first`);
    const alert = kept.takeAlert();
    if (alert) options.tell(alert);
    const frozen = alert ? FIXED_REASONS['journal-was-damaged'] : killKeeper.whyFrozen(description);
    if (frozen !== undefined && kernel.tradingState !== 'halted')
      this.command({ kind: 'set-trading-state', state: 'halted', because: frozen });
  }

  /** Puts a command into the event stream; see `Workstation.command`. After the end only the door is closed by it. */
  command(command: KernelCommand): void {
    const { pump, session } = this.open;
    const { description, kernel } = session;
    // The door to the venue first: nothing that takes time or can fail may come before it.
    if (freezes(command)) this.#link?.gateway.freeze(command.because);
    if (this.#isOver) return;
    this.#parts.killKeeper.before(command, description);
    const isEarly = !kernel.hasBegun && command.kind !== 'begin';
    if (isEarly && command.kind !== 'set-trading-state') return this.#wait(command);
    // While history is read the market's clock is far behind the one on the wall.
    const now = isEarly ? kernel.time : Math.max(kernel.time, Math.floor(pump.marketTime()));
    session.take({ kind: 'command', time: unixMs(now), command });
    this.#show(this.#commit());
  }

  /** `said` is of values that are no secret. */
  log(level: LogView['level'], text: string, said?: LogRemark): void {
    this.display.log(level, this.#parts.options.redactor?.text(text) ?? text, said);
  }

  /** Whether the market goes on at its own pace: the past has been read, and no part of it is skipped. */
  get isAtWork(): boolean {
    const { pump, session } = this.open;
    return session.kernel.hasBegun && !pump.isSkipping;
  }

  /** Takes in what the market has for now; everything that follows is durable and shown when this returns. */
  turn(): void {
    const { pump, session } = this.open;
    const { health, options } = this.#parts;
    const startedAt = options.clock.monotonicMs();
    const { isAtWork } = this;
    // The past can wait for a fit; a market that is traded cannot, and its next bar is a minute away.
    const canWait = !isAtWork || pump.speed === undefined;
    const haltUntil = startedAt + MOST_HALT_MS;
    const mustWait = () =>
      canWait && options.fitting?.isBusyAfter(haltUntil - options.clock.monotonicMs()) === true;
    const turn = pump.turn(session, isAtWork ? TURN_BUDGET_MS : HISTORY_TURN_BUDGET_MS, mustWait);
    health.turn(turn.events, options.clock.monotonicMs() - startedAt);
    if (turn.caughtUp && !session.kernel.hasBegun) this.#beginTrading();
    this.#show(this.#commit());
    if (turn.ended && !this.#marketEnded) this.#tellEnd();
    this.#marketEnded ||= turn.ended;
    if (this.#marketEnded) this.#settleNext();
  }

  /** To be called about once a second: what no event tells. */
  tick(): void {
    this.#link?.watchSleep();
    const notice = this.#recordingWatch.look(this.open.session);
    if (notice !== undefined) this.log('warning', notice);
    this.#parts.stateTeller.tell(this.open);
  }

  /** The computer was asleep: everything is compared with the venue, where there is one, before entries leave. */
  woke(sleptMs: number): void {
    if (!this.#isOver) this.#link?.woke(sleptMs);
  }

  /** Closes every position at the prices of the market, and waits for what is on its way. */
  closeOut(because: string): void {
    this.command({ kind: 'flatten', because });
    for (let left = MOST_SETTLED; left > 0 && this.#settleNext(); left -= 1);
  }

  /** Ends the line to the venue at once: nothing leaves, and nothing is heard any more. */
  cut(because: string): void {
    if (!this.#link) return;
    this.#link.gateway.freeze(because);
    void this.#link.close();
    this.#isCut = true;
  }

  /** Ends it in the journal. Answers with what a person asked for of an account that goes on, and that was not done. */
  end(reason: string): readonly KernelCommand[] {
    const { early } = this.#parts;
    const waiting = outlivesSession(this.open.session.description) ? early.takeAll() : [];
    early.done();
    this.stop(reason);
    return waiting;
  }

  /** Ends it in the journal with the engine: what was asked for and not done is for the next one to tell. */
  stop(reason: string): void {
    this.open.session.end(reason);
    this.display.votes?.end();
    this.#isOver = true;
  }

  /** Lets go of its venue and its market. */
  async close(): Promise<void> {
    await this.#link?.close();
    await this.open.pump.close();
  }

  // What the venue says after the end is for the next session to ask.
  #wake(): void {
    if (!this.#isOver) this.#show(this.#commit());
  }

  #wait(command: KernelCommand): void {
    this.#parts.early.add(command);
    this.log('info', `${inWords(command)} waits until the market’s history is read`);
    // Closing has to wait for the market; a freeze does not.
    if (command.kind === 'flatten')
      this.command({ kind: 'set-trading-state', state: 'halted', because: command.because });
  }

  #beginTrading(): void {
    this.command({ kind: 'begin' });
    for (const command of this.#parts.early.takeAll()) this.command(command);
    this.#parts.early.done();
  }

  #tellEnd(): void {
    const hash = this.open.session.hash.digest().slice(0, 16);
    this.log('info', `the recording has ended; outcome hash ${hash}`, {
      code: 'recording-ended',
      values: { hash },
    });
  }

  // No event comes any more, so time has to pass by itself for what is still on its way.
  #settleNext(): boolean {
    const { session } = this.open;
    const due = session.kernel.nextDue();
    if (due === undefined) return false;
    session.take({ kind: 'clock', time: due });
    this.#show(this.#commit());
    return true;
  }

  #commit(): readonly RecordedOutcome[] {
    const { health, makeRoom, options } = this.#parts;
    const startedAt = options.clock.monotonicMs();
    const outcomes = commitMakingRoom(this.open.session, makeRoom);
    if (outcomes.length > 0) health.commitMs.add(options.clock.monotonicMs() - startedAt);
    return outcomes;
  }

  #show(outcomes: readonly RecordedOutcome[]): void {
    const { killKeeper, stateTeller } = this.#parts;
    killKeeper.after(outcomes, this.open.session.description);
    // Requests leave as soon as they are written down, before anybody is shown anything.
    this.#link?.release(outcomes);
    this.display.show(outcomes);
    // The host asks about open positions on quit, so it must not learn of one a second late.
    if (outcomes.length > 0) stateTeller.tell(this.open);
    const { kernel, committedSequence } = this.open.session;
    this.open.session.tidy();
    // Votes on events that the journal does not have yet wait for it.
    if (committedSequence === kernel.sequence) this.display.votes?.flush();
  }
}
