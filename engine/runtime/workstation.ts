import type { OpenedAccount } from '../contract/arming.ts';
import type { FlowWatch } from '../contract/flow.ts';
import type { FeedHealth } from '../venues/stream-health.ts';
import type { HealthView, LogView } from '../contract/views.ts';
import type { Journal } from '../journal/journal.ts';
import type { KernelCommand } from '../domain/session/command.ts';
import type { RecordedOutcome } from '../domain/session/outcome.ts';
import { badgeOf } from '../domain/session/mode.ts';
import { unixMs } from '../domain/units/time.ts';
import { type ArchivingProgress, type RecordedSoFar, recordedSoFar } from './archiving/archiving-progress.ts';
import type { JournalBackups } from './backups/journal-backups.ts';
import type { KeptJournal } from './backups/kept-journal.ts';
import { commitMakingRoom } from './commit-making-room.ts';
import type { SessionFlow } from './flow/session-flow.ts';
import { EarlyCommands, inWords } from './early-commands.ts';
import { Health } from './health.ts';
import { StateTeller } from './host-state.ts';
import { Jobs } from './jobs.ts';
import { Library } from './library/library.ts';
import type { ReplaySource } from './library/replay-source.ts';
import { type OpenedReplay, prepareReplay, type ReplayStart } from './open-replay.ts';
import { prepareTrading } from './open-trading.ts';
import { Publisher } from './publisher.ts';
import type { Gateway } from './live/gateway.ts';
import type { LiveLink } from './live/live-link.ts';
import { type ConnectLive, prepareLive } from './live/open-live.ts';
import type { OpenedSession, SessionOpener } from './opened-session.ts';
import type { WorkstationOptions } from './workstation-options.ts';
import { RecordingWatch } from './recording-watch.ts';
import { SessionDisplay } from './session-display.ts';
import { freezes, KillKeeper, outlivesSession } from './risk/kill-keeper.ts';
import { LADDER_LEVELS, type Watched } from './views/engine-view.ts';
import { ChainDesk } from './true-price/chain-desk.ts';
import type { ViewModel } from './views/view-model.ts';

/** The pump turns this often; a frame of the window is about two turns. */
const TURN_MS = 16;
const FRAME_MS = 33;
const HEALTH_MS = 1000;
/** Real time one turn may take before the loop breathes. */
const TURN_BUDGET_MS = 12;
/** The same while history is read and nobody can trade yet: rather a few long turns than a long wait. */
const HISTORY_TURN_BUDGET_MS = 60;

/** Answers on their way that are waited for when a session is left. */
const MOST_SETTLED = 1000;

/** The engine at work: one open session, its pump, its windows. */
export class Workstation {
  readonly options: WorkstationOptions;
  readonly publisher = new Publisher();
  readonly jobs: Jobs;
  /** Kept market data. */
  readonly library: Library;
  /** What is known of the chain of bitcoin. */
  readonly chain: ChainDesk;
  /** How far the archiver beside the workstation is, if there is one. */
  archivingProgress: ((recorded: RecordedSoFar) => ArchivingProgress | undefined) | undefined;
  /** Asked when the disk refused a commit: true when room was made and it is worth another try. */
  makeRoom: (() => boolean) | undefined;
  watched: Watched = { ladders: new Set(), prints: new Set(), ladderLevels: LADDER_LEVELS };
  readonly #health: Health;
  readonly #killKeeper: KillKeeper;
  #healthView: HealthView;
  #open: OpenedSession;
  #link: LiveLink | undefined;
  #leaving: Promise<void> = Promise.resolve();
  #display: SessionDisplay;
  #flowWatches: readonly FlowWatch[] = [];
  readonly #early: EarlyCommands;
  #ended = false;
  /** The session has lost its venue and waits to be ended: no time passes in it any more. */
  #isCut = false;
  #isStopped = false;
  #runsAsked = 0;
  #lastTurnAt: number;
  #lastFrameAt = 0;
  #stops: (() => void)[] = [];
  readonly #stateTeller: StateTeller;
  readonly #recordingWatch = new RecordingWatch();

  private constructor(options: WorkstationOptions, open: SessionOpener) {
    this.options = options;
    this.#health = new Health(options.clock);
    this.#stateTeller = new StateTeller(options.tell);
    const warn = (text: string) => this.log('warning', text);
    this.#killKeeper = new KillKeeper(options.folder.root, warn);
    this.#early = new EarlyCommands(options.folder.root, warn);
    this.jobs = new Jobs((job) => this.publisher.queue([{ kind: 'job', job }]));
    this.library = new Library(options.folder.archive, this);
    this.chain = new ChainDesk(options.clock, () => this.session, options.egress?.admit);
    this.#open = open();
    this.#display = new SessionDisplay(this.#open, this.publisher, options);
    this.#healthView = this.#measureHealth();
    this.#lastTurnAt = options.clock.monotonicMs();
    this.#greet();
  }

  /** Opens paper trading on the market of the settings. */
  static async open(options: WorkstationOptions): Promise<Workstation> {
    return new Workstation(options, await prepareTrading(options));
  }

  get session() {
    return this.#open.session;
  }

  /** The journal of the open session: that of paper, or the real account's own. */
  get journal(): Journal {
    return this.#open.kept.journal;
  }

  /** Copies of the journal of the open session. */
  get backups(): JournalBackups {
    return this.#open.kept.backups;
  }

  get pump() {
    return this.#open.pump;
  }

  get model(): ViewModel {
    return this.#display.model;
  }

  /** Order flow of the open session. */
  get flow(): SessionFlow {
    return this.#display.flow;
  }

  /** Numbers the runs started since the workstation opened, so that no two share an id. */
  nextRunNumber(): number {
    return (this.#runsAsked += 1);
  }

  watchFlows(watches: readonly FlowWatch[]): void {
    this.#flowWatches = watches;
    this.#display.watch(watches);
  }

  start(): void {
    const { clock } = this.options;
    this.#stops = [clock.every(TURN_MS, () => this.#turn()), clock.every(HEALTH_MS, () => this.#tick())];
  }

  /**
   * Puts a person's command into the event stream, at the market's time of now. While the market's
   * history is still being read nothing trades; what is asked for then is done right after it.
   */
  command(command: KernelCommand): void {
    const { description, kernel } = this.session;
    // The door to the venue first: nothing that takes time or can fail may come before it.
    if (freezes(command)) this.#link?.gateway.freeze(command.because);
    this.#killKeeper.before(command, description);
    const isEarly = !kernel.hasBegun && command.kind !== 'begin';
    if (isEarly && command.kind !== 'set-trading-state') return this.#wait(command);
    // While history is read the market's clock is far behind the one on the wall.
    const now = isEarly ? kernel.time : Math.max(kernel.time, Math.floor(this.pump.marketTime()));
    this.session.take({ kind: 'command', time: unixMs(now), command });
    this.#show(this.#commit());
  }

  #wait(command: KernelCommand): void {
    this.#early.add(command);
    this.log('info', `${inWords(command)} waits until the market’s history is read`);
    // Closing has to wait for the market; a freeze does not.
    if (command.kind === 'flatten')
      this.command({ kind: 'set-trading-state', state: 'halted', because: command.because });
  }

  log(level: LogView['level'], text: string): void {
    this.#display.log(level, this.options.redactor?.text(text) ?? text);
  }

  /** What is played back; undefined outside of a replay. */
  get replay(): ReplaySource | undefined {
    return this.#open.replay;
  }

  async openReplay(source: ReplaySource, start: ReplayStart = {}): Promise<OpenedReplay> {
    if (this.account)
      return {
        ok: false,
        failure: { code: 'not-in-this-mode', detail: `${this.account.accountName} is open: leave it first` },
      };
    const prepared = await prepareReplay(this.options, source, start);
    if (!prepared.ok) return prepared;
    const notices = this.account ? undefined : start.leaving ? start.leaving() : [];
    if (notices === undefined) {
      prepared.discard();
      return {
        ok: false,
        failure: { code: 'not-in-this-mode', detail: 'another session was opened meanwhile' },
      };
    }
    await this.#change(() => prepared.open(notices), 'a replay was opened');
    return { ok: true, sessionId: this.session.description.sessionId };
  }

  /** Closes every position of this session at the prices of its market, and waits for what is on its way. */
  closeOut(because: string): void {
    this.command({ kind: 'flatten', because });
    for (let left = MOST_SETTLED; left > 0 && this.#settleNext(); left -= 1);
  }

  /** The door to the real venue of the open session; undefined where nothing real is traded. */
  get gateway(): Gateway | undefined {
    return this.#link?.gateway;
  }

  /** The real account that is open; undefined where nothing real is traded. */
  get account(): OpenedAccount | undefined {
    return this.#open.account;
  }

  /**
   * Opens a session on a real account in a journal of its own, protect-only until it is armed. Answers why not when
   * its venue cannot be reached; nothing has changed then.
   * @throws {Error} when that journal cannot be opened or the session not begun; nothing has changed then either.
   */
  async openLive(account: OpenedAccount, connect: ConnectLive): Promise<string | undefined> {
    await this.#leaving;
    const log = (level: 'info' | 'warning', text: string) => this.log(level, text);
    const prepared = await prepareLive({ ...this.options, log }, account, connect);
    if (!prepared.ok) return prepared.detail;
    if (this.#isStopped) {
      await prepared.discard('the engine was ended');
      return 'the engine was ended';
    }
    await this.#change(() => prepared.opened, 'a live account was opened');
    void this.backups.backUp();
    return undefined;
  }

  /** How the feed of the open session does, where it comes over connections. */
  get feedHealth(): FeedHealth | undefined {
    return this.#open.feedHealth?.();
  }

  /** Ends the line to the venue of the open session at once: nothing leaves, and nothing is heard any more. */
  cut(because: string): void {
    if (!this.#link) return;
    this.#link.gateway.freeze(because);
    void this.#link.close();
    this.#isCut = true;
  }

  async openTrading(): Promise<void> {
    const before = this.#open;
    const open = await prepareTrading(this.options);
    // A real account that was opened meanwhile is left by nobody who did not know of it.
    if (this.#isStopped || (this.account && this.#open !== before)) return;
    await this.#change(open, 'back to paper trading');
  }

  /**
   * Ends the paper account as it stands and goes on with a fresh one. The old one stays in the journal, whole and
   * under its own id, and can be reported on as before.
   */
  async resetAccount(depositQuote: string): Promise<void> {
    const { settings } = this.options;
    const options = { ...this.options, settings: { ...settings, depositQuote } };
    await this.#change(await prepareTrading(options, 'fresh'), 'the paper account was reset by hand');
  }

  /** Commits, copies the journals a last time, closes and lets go of everything. */
  async stop(reason: string): Promise<void> {
    this.#isStopped = true;
    for (const stop of this.#stops.splice(0)) stop();
    this.#display.watch([]);
    this.chain.stop();
    this.session.end(reason);
    await this.#link?.close();
    await this.pump.close();
    await this.library.close();
    // At once, because the host does not wait long for a farewell.
    await Promise.all([this.#leaving, this.#open.kept.leave(), this.options.paper.leave()]);
  }

  /** The paper journal stays open as long as there is a workstation. */
  async #leave(kept: KeptJournal): Promise<void> {
    if (kept !== this.options.paper) await kept.leave();
  }

  // Between the end of one session and the begin of the next nothing else may run.
  async #change(open: SessionOpener, reason: string): Promise<void> {
    const [before, link] = [this.#open, this.#link];
    this.#link = undefined;
    const waiting = outlivesSession(before.session.description) ? this.#early.takeAll() : [];
    this.#early.done();
    before.session.end(reason);
    this.options.fitting?.drop();
    // Threads that worked for what was watched end with the session.
    this.#display.watch([]);
    this.#open = open();
    this.#display = new SessionDisplay(this.#open, this.publisher, this.options);
    this.#display.watch(this.#flowWatches);
    this.#ended = false;
    this.#isCut = false;
    this.publisher.restartAll();
    this.#link = this.#open.join?.(() => this.#show(this.#commit()));
    this.#greet();
    for (const command of waiting) this.log('warning', `${inWords(command)} was not done: ${reason}`);
    if (before.replay !== this.#open.replay) before.replay?.release();
    await link?.close();
    await before.pump.close();
    if (before.kept !== this.#open.kept) await (this.#leaving = this.#leave(before.kept));
  }

  #greet(): void {
    const { description } = this.session;
    const badge = badgeOf(description.mode, description.source);
    const continuing = description.continues ? `, continuing ${description.continues}` : '';
    this.options.tell({ type: 'started', badge, sessionId: description.sessionId });
    this.log('info', `${badge} session ${description.sessionId} is open${continuing}`);
    for (const notice of this.#open.notices) this.log('warning', notice);
    for (const lost of this.#early.begin(outlivesSession(description) ? description.accountId : undefined))
      this.log('warning', `${lost} was asked for and never done: the engine ended first`);
    const alert = this.#open.kept.takeAlert();
    if (alert) this.options.tell(alert);
    const frozen = alert
      ? 'the journal was damaged and another took its place'
      : this.#killKeeper.whyFrozen(description);
    if (frozen !== undefined && this.session.kernel.tradingState !== 'halted')
      this.command({ kind: 'set-trading-state', state: 'halted', because: frozen });
  }

  #turn(): void {
    if (this.#isCut) return;
    const { clock } = this.options;
    const startedAt = clock.monotonicMs();
    this.#health.loopDelayMs.add(Math.max(0, startedAt - this.#lastTurnAt - TURN_MS));
    const isAtWork = this.session.kernel.hasBegun && !this.pump.isSkipping;
    const budgetMs = isAtWork ? TURN_BUDGET_MS : HISTORY_TURN_BUDGET_MS;
    const turn = this.pump.turn(this.session, budgetMs);
    this.#health.turn(turn.events, clock.monotonicMs() - startedAt);
    if (turn.caughtUp && !this.session.kernel.hasBegun) this.#begin();
    const outcomes = this.#commit();
    this.#show(outcomes);
    if (turn.ended && !this.#ended)
      this.log('info', `the recording has ended; outcome hash ${this.session.hash.digest().slice(0, 16)}`);
    this.#ended ||= turn.ended;
    if (this.#ended) this.#settleNext();
    if (startedAt - this.#lastFrameAt >= FRAME_MS - TURN_MS / 2) {
      this.#lastFrameAt = startedAt;
      const station = { health: this.#healthView, jobs: this.jobs.views(), ended: this.#ended };
      this.#display.frame(station, this.watched);
    }
    this.#lastTurnAt = clock.monotonicMs();
  }

  #begin(): void {
    this.command({ kind: 'begin' });
    for (const command of this.#early.takeAll()) this.command(command);
    this.#early.done();
  }

  // No event comes any more, so time has to pass by itself for what is still on its way.
  #settleNext(): boolean {
    const due = this.session.kernel.nextDue();
    if (due === undefined) return false;
    this.session.take({ kind: 'clock', time: due });
    this.#show(this.#commit());
    return true;
  }

  #commit(): readonly RecordedOutcome[] {
    const { clock } = this.options;
    const startedAt = clock.monotonicMs();
    const outcomes = commitMakingRoom(this.session, this.makeRoom);
    if (outcomes.length > 0) this.#health.commitMs.add(clock.monotonicMs() - startedAt);
    return outcomes;
  }

  #show(outcomes: readonly RecordedOutcome[]): void {
    this.#killKeeper.after(outcomes, this.session.description);
    // Requests leave as soon as they are written down, before anybody is shown anything.
    this.#link?.release(outcomes);
    this.#display.show(outcomes);
    // The host asks about open positions on quit, so it must not learn of one a second late.
    if (outcomes.length > 0) this.#stateTeller.tell(this.#open);
  }

  #tick(): void {
    this.#link?.watchSleep();
    this.#healthView = this.#measureHealth();
    this.#display.tick(this.#healthView);
    const notice = this.#recordingWatch.look(this.session);
    if (notice !== undefined) this.log('warning', notice);
    this.#stateTeller.tell(this.#open);
  }

  #measureHealth(): HealthView {
    const recorded = recordedSoFar(this.#open);
    const archiving = this.archivingProgress?.(recorded);
    return this.#health.view({ ...this.journal.stats(), recordingBytes: recorded.bytes, archiving });
  }
}
