import type { OpenedAccount } from '../contract/arming.ts';
import type { FlowWatch } from '../contract/flow.ts';
import type { HostQuestion } from '../contract/host-control.ts';
import type { HealthView, LogView } from '../contract/views.ts';
import type { KernelCommand } from '../domain/session/command.ts';
import type { Journal } from '../journal/journal.ts';
import type { FeedHealth } from '../venues/stream-health.ts';
import { type ArchivingProgress, type RecordedSoFar, recordedSoFar } from './archiving/archiving-progress.ts';
import type { JournalBackups } from './backups/journal-backups.ts';
import type { KeptJournal } from './backups/kept-journal.ts';
import { EarlyCommands, inWords } from './early-commands.ts';
import type { SessionFlow } from './flow/session-flow.ts';
import { Health } from './health.ts';
import { StateTeller } from './host-state.ts';
import { Jobs } from './jobs.ts';
import { Library } from './library/library.ts';
import type { ReplaySource } from './library/replay-source.ts';
import type { Gateway } from './live/gateway.ts';
import { type ConnectLive, prepareLive } from './live/open-live.ts';
import { type OpenedReplay, prepareReplay, type ReplayStart } from './open-replay.ts';
import { prepareTrading } from './open-trading.ts';
import type { SessionOpener } from './opened-session.ts';
import { Publisher } from './publisher.ts';
import { KillKeeper } from './risk/kill-keeper.ts';
import { RunningSession, type RunningParts } from './running-session.ts';
import { NumbersDesk } from './numbers/numbers-desk.ts';
import { ChainDesk } from './true-price/chain-desk.ts';
import { LADDER_LEVELS, type Watched } from './views/engine-view.ts';
import type { ViewModel } from './views/view-model.ts';
import type { WorkstationOptions } from './workstation-options.ts';

/** The pump turns this often; a frame of the window is about two turns. */
const TURN_MS = 16;
const FRAME_MS = 33;
/** While the past is read, minutes of it go by in a frame, and telling of them holds it up. */
const PAST_FRAME_MS = 250;
const HEALTH_MS = 1000;
/** The engine at work: one open session, its pump, its windows. */
export class Workstation {
  readonly options: WorkstationOptions;
  readonly publisher = new Publisher();
  readonly jobs: Jobs;
  /** Kept market data. */
  readonly library: Library;
  /** What is known of the chain of bitcoin. */
  readonly chain: ChainDesk;
  /** Numbers of a person's own. */
  readonly numbers: NumbersDesk;
  /** How far the archiver beside the workstation is, if there is one. */
  archivingProgress: ((recorded: RecordedSoFar) => ArchivingProgress | undefined) | undefined;
  /** Asked when the disk refused a commit: true when room was made and it is worth another try. */
  makeRoom: (() => boolean) | undefined;
  watched: Watched = { ladders: new Set(), prints: new Set(), ladderLevels: LADDER_LEVELS };
  readonly #parts: RunningParts;
  #healthView: HealthView;
  #running: RunningSession;
  #leaving: Promise<void> = Promise.resolve();
  #flowWatches: readonly FlowWatch[] = [];
  #isStopped = false;
  #runsAsked = 0;
  #lastTurnAt: number;
  #lastFrameAt = 0;
  #stops: (() => void)[] = [];

  private constructor(options: WorkstationOptions, open: SessionOpener) {
    this.options = options;
    const warn = (text: string) => this.log('warning', text);
    this.numbers = new NumbersDesk(options.folder.numbers, options.clock, this);
    this.#parts = {
      options,
      publisher: this.publisher,
      numbers: this.numbers,
      health: new Health(options.clock),
      killKeeper: new KillKeeper(options.folder.root, warn),
      early: new EarlyCommands(options.folder.root, warn),
      stateTeller: new StateTeller(options.tell),
      makeRoom: () => this.makeRoom?.() ?? false,
    };
    this.jobs = new Jobs((job) => this.publisher.queue([{ kind: 'job', job }]));
    this.library = new Library(options.folder.archive, this);
    this.chain = new ChainDesk(options.clock, () => this.session, options.egress?.admit);
    this.#running = new RunningSession(open(), this.#parts);
    this.#healthView = this.#measureHealth();
    this.#lastTurnAt = options.clock.monotonicMs();
    this.#running.begin();
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
    return this.#running.display.model;
  }

  /** Order flow of the open session. */
  get flow(): SessionFlow {
    return this.#running.display.flow;
  }

  /** Numbers the runs started since the workstation opened, so that no two share an id. */
  nextRunNumber(): number {
    return (this.#runsAsked += 1);
  }

  watchFlows(watches: readonly FlowWatch[]): void {
    this.#flowWatches = watches;
    this.#running.display.watch(watches);
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
    this.#running.command(command);
  }

  /** Does what the host wants of trading; a freeze also of an account that is opened only later. */
  setTradingState({ accountId, ...command }: Extract<HostQuestion, { kind: 'set-trading-state' }>): void {
    this.command(command);
    const isOther = accountId !== undefined && accountId !== this.session.description.accountId;
    if (isOther && command.state === 'halted') this.#parts.killKeeper.freezeLater(accountId, command.because);
  }

  /** The computer is awake again after so long at most, in ms: what is known of a venue may be old. */
  woke(sleptMs: number): void {
    this.#running.woke(sleptMs);
  }

  /** What a person asked for that is done once the market's history is read, in order. */
  get waiting(): readonly KernelCommand[] {
    return this.#parts.early.waiting;
  }

  log(level: LogView['level'], text: string): void {
    this.#running.log(level, text);
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
    this.#running.closeOut(because);
  }

  /** The door to the real venue of the open session; undefined where nothing real is traded. */
  get gateway(): Gateway | undefined {
    return this.#running.gateway;
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
    this.#running.cut(because);
  }

  async openTrading(): Promise<void> {
    const before = this.#running;
    const open = await prepareTrading(this.options);
    // A real account that was opened meanwhile is left by nobody who did not know of it.
    if (this.#isStopped || (this.account && this.#running !== before)) return;
    await this.#change(open, 'back to paper trading');
  }

  /**
   * Ends the paper account as it stands and goes on with a fresh one. The old one stays in the journal, whole and
   * under its own id, and can be reported on as before. What was decided about risk holds for the fresh one, too:
   * otherwise a reset would be a way to loosen it.
   */
  async resetAccount(depositQuote: string): Promise<void> {
    const { settings } = this.options;
    const { account, hasPolicy, limitBook, rules } = this.session.kernel.risk;
    const policy = hasPolicy ? { ...rules, limits: limitBook.limits, packs: account.packs } : undefined;
    const options = { ...this.options, policy, settings: { ...settings, depositQuote } };
    const open = await prepareTrading(options, 'fresh');
    if (this.#isStopped || this.account) return;
    await this.#change(open, 'the paper account was reset by hand');
  }

  /** Commits, copies the journals a last time, closes and lets go of everything. */
  async stop(reason: string): Promise<void> {
    this.#isStopped = true;
    for (const stop of this.#stops.splice(0)) stop();
    this.#running.display.watch([]);
    this.chain.stop();
    this.numbers.stop();
    this.#running.stop(reason);
    this.options.voteLog?.close();
    await this.#running.close();
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
    const before = this.#running;
    const waiting = before.end(reason);
    this.options.fitting?.drop();
    // Threads that worked for what was watched end with the session.
    before.display.watch([]);
    this.#running = new RunningSession(open(), this.#parts);
    this.#running.display.watch(this.#flowWatches);
    this.publisher.restartAll();
    this.#running.begin();
    for (const command of waiting) this.log('warning', `${inWords(command)} was not done: ${reason}`);
    if (before.open.replay !== this.replay) before.open.replay?.release();
    await before.close();
    const { kept } = before.open;
    if (kept !== this.#open.kept) await (this.#leaving = this.#leave(kept));
  }

  get #open() {
    return this.#running.open;
  }

  #turn(): void {
    if (this.#running.isCut) return;
    const { clock } = this.options;
    const startedAt = clock.monotonicMs();
    this.#parts.health.loopDelayMs.add(Math.max(0, startedAt - this.#lastTurnAt - TURN_MS));
    this.#running.turn();
    const frameMs = this.#running.isAtWork ? FRAME_MS : PAST_FRAME_MS;
    if (startedAt - this.#lastFrameAt >= frameMs - TURN_MS / 2) {
      this.#lastFrameAt = startedAt;
      const ended = this.#running.marketEnded;
      const station = { health: this.#healthView, jobs: this.jobs.views(), ended };
      this.#running.display.frame(station, this.watched);
    }
    this.#lastTurnAt = clock.monotonicMs();
  }

  #tick(): void {
    this.#healthView = this.#measureHealth();
    this.#running.display.tick(this.#healthView);
    this.#running.tick();
  }

  #measureHealth(): HealthView {
    const recorded = recordedSoFar(this.#open);
    const archiving = this.archivingProgress?.(recorded);
    return this.#parts.health.view({ ...this.journal.stats(), recordingBytes: recorded.bytes, archiving });
  }
}
