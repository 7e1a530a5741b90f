import type { MessagePortMain } from 'electron';
import type { EngineSettings, FromEngine } from '../../engine/contract/host-control.ts';
import type { Redactor } from '../../engine/guard/redaction/redactor.ts';
import { VaultLine } from '../keychain/vault-line.ts';
import type { EngineStatus, HostAlert } from '../contract/host-bridge.ts';
import type { DialogTexts } from './dialog-texts/dialog-texts.ts';
import { EngineLine } from './engine-line.ts';
import { DeathWatch } from './death-watch.ts';
import { createPortPair, spawnEngine } from './engine-process.ts';
import { EngineSupervisor } from './engine-supervisor.ts';
import { FeedPorts } from './feed-ports.ts';
import type { HostAlarm } from './host-alarm.ts';
import type { HostTimers } from './host-timers.ts';
import { KillSwitch } from './kill-switch.ts';
import { modeTitle } from './mode-title.ts';
import type { TradingNow } from './quit-guard.ts';

export interface DeskEngineParts {
  readonly timers: HostTimers;
  readonly settings: () => EngineSettings;
  readonly freezeFlagPath: string;
  readonly log: (line: string) => void;
  /** Takes secrets out of what the engine prints. */
  readonly redactor: Redactor;
  /** The engine may talk to a venue on this machine: in tests only. */
  readonly allowsLoopback: boolean;
  readonly showStatus: (status: EngineStatus) => void;
  readonly showAlert: (alert: HostAlert) => void;
  /** What the person reads, in the language of the settings. */
  readonly texts: () => DialogTexts;
  /** What is traded, for the system to show. */
  readonly showTitle: (title: string) => void;
  /** Tells the person something though no window is in sight. */
  readonly alarm: HostAlarm;
  readonly handPort: (windowId: number, port: MessagePortMain) => void;
}

type EngineState = Extract<FromEngine, { type: 'state' }>;

const NOTHING: TradingNow = { runningStrategies: 0, openPositions: 0, account: null };

/** The engine as the rest of the host sees it: its line, its feeds, its state and its switch. */
export class DeskEngine {
  readonly line: EngineLine;
  /** The way secrets take to the engine. */
  readonly vaultLine: VaultLine;
  readonly feeds: FeedPorts<MessagePortMain>;
  readonly killSwitch: KillSwitch;
  readonly #deaths: DeathWatch;
  readonly #supervisor: EngineSupervisor<MessagePortMain>;
  readonly #parts: DeskEngineParts;
  #whenUp: () => void = () => undefined;
  #whenState: (state: EngineState) => void = () => undefined;
  #trading: TradingNow = NOTHING;
  /** The real account whose positions are somebody's to watch, over the death of an engine. */
  #accountId: string | undefined;

  constructor(parts: DeskEngineParts) {
    this.#parts = parts;
    this.vaultLine = new VaultLine(parts.timers);
    this.#supervisor = new EngineSupervisor({
      timers: parts.timers,
      spawn: (events) => spawnEngine(events, parts),
      greeting: () => [
        { message: { type: 'configure', settings: parts.settings() } },
        { message: { type: 'vault' }, port: this.#newVaultPort() },
      ],
      status: (status) => this.#noteStatus(status),
      heard: (message) => this.#hear(message),
      up: () => this.#attach(),
      died: (next) => this.#deaths.died(this.#trading.openPositions, next),
      lost: (next) => {
        this.line.lost();
        // What is open belongs to an engine; the next one begins on paper.
        this.#trading = { ...this.#trading, account: null };
        this.vaultLine.lost();
        if (next.kind === 'stay-down') parts.showAlert({ level: 'error', ...parts.texts().alerts.engineOff });
      },
    });
    this.line = new EngineLine(parts.timers, (message) => this.#supervisor.post(message));
    this.feeds = new FeedPorts({
      createPair: createPortPair,
      toEngine: (message, port) => this.#supervisor.post(message, port),
      toPage: parts.handPort,
    });
    this.killSwitch = new KillSwitch({
      flagPath: parts.freezeFlagPath,
      question: (question) => this.line.question(question),
      alert: parts.showAlert,
      accountId: () => this.#accountId,
      texts: parts.texts,
    });
    this.#deaths = new DeathWatch({
      timers: parts.timers,
      alarm: parts.alarm,
      freeze: (because) => this.#freezeNext(because),
      texts: parts.texts,
    });
  }

  /** Called with every engine that is up, after the wish to freeze was told. */
  whenUp(then: () => void): void {
    this.#whenUp = then;
  }

  /** Called whenever the engine says where it stands. */
  whenState(then: (state: EngineState) => void): void {
    this.#whenState = then;
  }

  get status(): EngineStatus {
    return this.#supervisor.status;
  }

  get trading(): TradingNow {
    return this.#trading;
  }

  start(): void {
    this.#supervisor.start();
  }

  /** Ends the engine's process and starts a new one: what was in its memory ends with it. */
  restart(): Promise<void> {
    return this.#supervisor.restart();
  }

  shutdown(): Promise<void> {
    return this.#supervisor.shutdown();
  }

  #newVaultPort(): MessagePortMain {
    const { forEngine, forPage: ours } = createPortPair();
    this.vaultLine.attach(ours);
    return forEngine;
  }

  #attach(): void {
    // The wish to freeze comes before any window can ask for something else.
    void this.killSwitch.engineUp();
    this.#deaths.up();
    this.feeds.reattach();
    this.#whenUp();
  }

  #follow(state: EngineState): void {
    const { account, openPositions, runningStrategies } = state;
    // An engine that had it open and has it no more has left it; a new one has yet to open it.
    if (account !== null || this.#trading.account !== null) this.#accountId = account?.accountId;
    this.#trading = { account, openPositions, runningStrategies };
    this.#parts.showTitle(modeTitle(state));
    this.#whenState(state);
  }

  #freezeNext(because: string): void {
    this.killSwitch.note(because);
    this.#parts.showAlert({ level: 'error', ...this.#parts.texts().alerts.endedTwice });
  }

  #noteStatus(status: EngineStatus): void {
    this.#parts.log(
      `engine ${status.state}, ${status.restarts} restarts${status.lastExit === '' ? '' : `, last: ${status.lastExit}`}`,
    );
    this.#parts.showStatus(status);
  }

  #hear(message: FromEngine): void {
    switch (message.type) {
      case 'answer':
        return this.line.answered(message.askId, message.answer);
      case 'alert': {
        const { kept, level, text, todo } = message;
        this.#parts.log(`${level}: ${text}`);
        return this.#parts.showAlert({ level, text, kept, todo });
      }
      case 'state':
        return this.#follow(message);
      case 'ready':
      case 'started':
      case 'pong':
        return;
    }
  }
}
