import type {
  EngineSettings,
  FromEngine,
  HostAnswer,
  HostQuestion,
  ToEngine,
} from '../contract/host-control.ts';
import { buildReport } from './build-report.ts';
import type { Clock } from './clock.ts';
import type { Archiving, ArchivingOptions } from './archiving/archiving.ts';
import { RawFrameQueue } from './archiving/raw/raw-frame-queue.ts';
import { trimArchived } from './archiving/trim-archived.ts';
import { KeptJournal } from './backups/kept-journal.ts';
import { DiskReserve } from './disk/disk-reserve.ts';
import { DiskWatch } from './disk/disk-watch.ts';
import { freeBytesAt } from './disk/free-bytes.ts';
import { openDataFolder } from './data-folder.ts';
import type { Fitting } from './fitting/fitting.ts';
import { answerCommand, createHandlers } from './handlers/command-handlers.ts';
import { FileReplay } from './library/file-replay.ts';
import type { ProbeKey } from '../domain/venue/key-permissions.ts';
import type { EgressGuard } from '../guard/egress/install-egress-guard.ts';
import { Redactor } from '../guard/redaction/redactor.ts';
import type { ConnectAccount } from './live/connect-account.ts';
import { LiveTradingDesk } from './live/live-trading-desk.ts';
import { answerAboutAccount, isAboutAccount } from './vault/answer-about-account.ts';
import { answerAboutLargeOrder, isAboutLargeOrder } from './vault/answer-about-large-order.ts';
import { answerAboutSafety, isAboutSafety } from './safety/answer-about-safety.ts';
import { openVotes } from './votes/open-votes.ts';
import { SessionGround } from './safety/session-ground.ts';
import { KeyDesk } from './vault/key-desk.ts';
import type { FeedPort } from './publisher.ts';
import { Workstation } from './workstation.ts';

export interface EngineProcessOptions {
  readonly settings: EngineSettings;
  readonly clock: Clock;
  readonly tell: (message: FromEngine) => void;
  readonly exit: (code: number) => void;
  /** Takes secrets out of texts; one of its own when left out. */
  readonly redactor?: Redactor;
  /** The door to the network, where there is one. */
  readonly egress?: Pick<EgressGuard, 'admit'>;
  /** Connects real accounts; none is traded when left out. */
  readonly connectAccount?: ConnectAccount;
  /** Makes the way of an order ready before a real account is opened; not done when left out. */
  readonly rehearse?: () => Promise<void>;
  /** Measures the disk of a folder; the disk itself is asked when left out. */
  readonly freeBytes?: (folder: string) => number;
  /** Asks a venue what a key may do; nothing is learned when left out. */
  readonly probeKey?: ProbeKey;
  /** Has formulas fitted on other threads; without it that is done on the spot. */
  readonly fitting?: Fitting;
  /** Starts the archiver beside the engine; without it recordings stay as they are. */
  readonly startArchiving?: (options: ArchivingOptions) => Archiving;
}

/** When the host has not been heard for this long it is gone, and the engine ends by itself. */
const HOST_SILENCE_MS = 10_000;

/** What the host says to an engine that is open. */
export type HostMessage = Exclude<ToEngine, { type: 'configure' | 'connect-feed' | 'vault' }>;

const learnsNothing: ProbeKey = () =>
  Promise.resolve({ kind: 'unreachable', because: 'this engine asks no venue about keys' });

const IS_ENDING = 'the engine is ending';

interface OpenedRooms {
  readonly station: Workstation;
  readonly rawFrames: RawFrameQueue | undefined;
}

/** The workstation as a process: files below it, the host beside it. */
export class EngineProcess {
  /** Keys of the accounts that are connected. */
  readonly keys: KeyDesk;
  readonly #options: EngineProcessOptions;
  readonly #disk: DiskWatch;
  readonly #ground: SessionGround;
  /** The session that is open, with everything around it. */
  readonly station: Workstation;
  readonly #archiving: Archiving | undefined;
  readonly #live: LiveTradingDesk | undefined;
  #hostHeardAt: number;
  #isLeaving = false;

  private constructor(options: EngineProcessOptions, { rawFrames, station }: OpenedRooms) {
    this.#options = options;
    this.station = station;
    this.#hostHeardAt = options.clock.monotonicMs();
    this.keys = new KeyDesk({
      probe: options.probeKey ?? learnsNothing,
      redactor: options.redactor ?? new Redactor(),
      dropping: (keyId) => this.#live?.keyGone(keyId),
    });
    const connect = options.connectAccount;
    const { clock, rehearse } = options;
    if (connect) this.#live = new LiveTradingDesk({ station, keys: this.keys, connect, clock, rehearse });
    station.start();
    this.#ground = new SessionGround(station, options.clock);
    this.#disk = this.#watchDisk();
    station.makeRoom = () => this.#disk.refused();
    if (options.fitting) options.fitting.log = (level, text) => station.log(level, text);
    const trim = () => trimArchived(station.options.folder, options.settings.recordingCapMb * 1_048_576);
    trim();
    this.#archiving = options.startArchiving?.({
      folders: station.options.folder,
      clock: options.clock,
      log: (level, text) => station.log(level, text),
      onRound: trim,
      rawFrames,
    });
    station.archivingProgress = (recorded) => this.#archiving?.progress(recorded);
    options.clock.every(1000, () => this.#watchHost());
  }

  /** Opens the files, recovers what was left and goes to work. */
  static async open(options: EngineProcessOptions): Promise<EngineProcess> {
    const { clock, settings, tell } = options;
    const folder = openDataFolder(settings.userDataDir);
    let station: Workstation | undefined;
    const paper = KeptJournal.open(folder.paperJournal, {
      clock,
      log: (level, text) => station?.log(level, text),
    });
    const votes = openVotes(folder.votes);
    const { market } = settings;
    const isKept = settings.keepRawFrames && market.source === 'live-data';
    const rawFrames = isKept ? new RawFrameQueue(market.venue) : undefined;
    station = await Workstation.open({
      settings,
      folder,
      paper,
      voteLog: votes.log,
      clock,
      tell,
      fitting: options.fitting,
      rawFrames: rawFrames && ((frame) => rawFrames.take(frame)),
      redactor: options.redactor,
      egress: options.egress,
    });
    if (votes.notice !== undefined) station.log('warning', votes.notice);
    return new EngineProcess(options, { rawFrames, station });
  }

  connectFeed(windowId: number, port: FeedPort): void {
    this.station.publisher.connect(windowId, port);
  }

  /** Lets nothing new out, whatever is asked afterwards, until a person releases trading. */
  freeze(because: string): void {
    this.station.command({ kind: 'set-trading-state', state: 'halted', because });
  }

  disconnectFeed(windowId: number): void {
    this.station.publisher.disconnect(windowId);
  }

  async hear(message: HostMessage): Promise<void> {
    this.#hostHeardAt = this.#options.clock.monotonicMs();
    const { tell } = this.#options;
    switch (message.type) {
      case 'ask': {
        return tell({ type: 'answer', askId: message.askId, answer: await this.#answerWindow(message) });
      }
      case 'host-ask':
        return tell({
          type: 'answer',
          askId: message.askId,
          answer: await this.#answerHost(message.question),
        });
      case 'disconnect-feed':
        return this.disconnectFeed(message.windowId);
      case 'ping':
        return undefined;
      case 'shutdown':
        return this.#shutdown('closed by the host');
    }
  }

  async #answerWindow({ command, payload, windowId }: Extract<HostMessage, { type: 'ask' }>) {
    // The session may have ended in the journal: what a person orders now would be done and not be remembered.
    if (this.#isLeaving)
      return { ok: false, failure: { code: 'engine-unavailable', detail: IS_ENDING } } as const;
    return answerCommand(createHandlers(this.station, windowId), command, payload);
  }

  async #answerHost(question: HostQuestion): Promise<HostAnswer> {
    if (this.#isLeaving) return { ok: false, detail: IS_ENDING };
    if (isAboutAccount(question)) return answerAboutAccount(this.#live, question);
    if (isAboutLargeOrder(question)) return answerAboutLargeOrder(this.station, question);
    if (isAboutSafety(question)) return answerAboutSafety(this.station, question);
    switch (question.kind) {
      case 'set-trading-state':
        this.station.setTradingState(question);
        return { ok: true, files: [] };
      case 'note-power':
        this.#ground.notePower(question);
        return { ok: true, files: [] };
      case 'flatten':
        this.station.command(question);
        return { ok: true, files: [] };
      case 'open-recording': {
        const opened = await this.station.openReplay(new FileReplay(question.paths));
        return opened.ok
          ? { ok: true, files: [], sessionId: opened.sessionId }
          : { ok: false, detail: opened.failure.detail };
      }
      case 'choose-import':
        this.station.library.chooseFiles(question.importId, question.paths);
        return { ok: true, files: [] };
      case 'export-days': {
        const report = await this.station.library.exportDays(question.jobId, question);
        return report.ok ? { ok: true, files: [], written: report.files } : report;
      }
      case 'build-report':
        return buildReport(this.station, question, this.#options.redactor);
    }
  }

  async #shutdown(reason: string): Promise<void> {
    if (this.#isLeaving) return;
    this.#isLeaving = true;
    this.#live?.quit();
    this.keys.dropAll();
    await this.station.stop(reason);
    this.#disk.close();
    await this.#options.fitting?.close();
    await this.#archiving?.close();
    this.#options.exit(0);
  }

  #watchDisk(): DiskWatch {
    const station = this.station;
    const { reservePath, root } = station.options.folder;
    const { clock, freeBytes = freeBytesAt } = this.#options;
    return new DiskWatch({
      clock,
      reserve: new DiskReserve(reservePath),
      freeBytes: () => freeBytes(root),
      log: (level, text) => station.log(level, text),
      // Frozen is stricter, and a person's to let go of.
      stopEntries: (because) => {
        if (station.session.kernel.tradingState !== 'halted')
          station.command({ kind: 'set-trading-state', state: 'reduce-only', because });
      },
      noteRoom: (isLow, room) => this.#ground.noteRoom(isLow, room),
    });
  }

  #watchHost(): void {
    if (this.#isLeaving) return;
    this.#ground.look();
    if (this.#options.clock.monotonicMs() - this.#hostHeardAt > HOST_SILENCE_MS)
      void this.#shutdown('the host is gone');
  }
}
