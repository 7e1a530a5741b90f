import type { LatencySettings, PaperSettings } from '../domain/session/session-description.ts';
import type { DeadManFact } from '../domain/venue/dead-man-finding.ts';
import type { ArmingDeed, ArmingReview, DeadManReview, OpenedAccount } from './arming.ts';
import type { LiveVenue } from '../domain/instrument/live-venues.ts';
import type { SafetyReview, SafetyWish } from './safety-wish.ts';

/**
 * The private line between the host (main process) and the engine: `process.parentPort` on the
 * engine's side. Windows never reach it; their questions arrive here after the host's router has
 * checked sender, size and schema.
 */
export type ToEngine =
  /** First message after the fork. The engine opens its journal in `userDataDir` and starts. */
  | { readonly type: 'configure'; readonly settings: EngineSettings }
  /** Comes with a MessagePort: the line secrets take, see `vault-line.ts`. */
  | { readonly type: 'vault' }
  /** Comes with a MessagePort: a window's feed. */
  | { readonly type: 'connect-feed'; readonly windowId: number }
  | { readonly type: 'disconnect-feed'; readonly windowId: number }
  | {
      readonly type: 'ask';
      readonly askId: number;
      readonly windowId: number;
      readonly command: string;
      readonly payload: unknown;
    }
  | { readonly type: 'host-ask'; readonly askId: number; readonly question: HostQuestion }
  | { readonly type: 'ping'; readonly at: number }
  /** Finish: stop taking events, commit, close files, exit with code 0. */
  | { readonly type: 'shutdown' };

export type FromEngine =
  | { readonly type: 'ready'; readonly pid: number }
  | { readonly type: 'started'; readonly badge: string; readonly sessionId: string }
  | { readonly type: 'answer'; readonly askId: number; readonly answer: unknown }
  | { readonly type: 'pong'; readonly at: number }
  /** Something the person must know even without a window. */
  | {
      readonly type: 'alert';
      readonly level: 'warning' | 'error';
      readonly text: string;
      readonly kept: string;
      readonly todo: string;
    }
  /** State the host shows in menus and asks about on quit. */
  | {
      readonly type: 'state';
      readonly runningStrategies: number;
      readonly openPositions: number;
      readonly tradingState: string;
      readonly badge: string;
      /** The real account that is open; an engine that is started anew has to be asked to open it again. */
      readonly account: (OpenedAccount & { readonly isArmed: boolean }) | null;
    };

export interface EngineSettings {
  /** Folder of journal, recordings and backups; the engine creates it with mode 0700. */
  readonly userDataDir: string;
  readonly engineVersion: string;
  /** First deposit of the paper account in quote units, a decimal. */
  readonly depositQuote: string;
  /** Seed of the sandbox market. */
  readonly sandboxSeed: number;
  /** How much simulated history the sandbox makes before it runs in real time. */
  readonly sandboxHistoryMinutes: number;
  /** Whether the sandbox makes up bars of the weeks and years before that, for formulas that look back so far. */
  readonly sandboxHasPast?: boolean;
  readonly recordingCapMb: number;
  /** Whether everything that goes over live connections is kept as text, too. */
  readonly keepRawFrames: boolean;
  readonly latency: LatencySettings;
  /** What the paper venue assumes instead of its defaults, part by part. */
  readonly paper?: PaperSettings;
  /** `sandbox`, or public live data of a venue for paper trading on it. */
  readonly market:
    | { readonly source: 'sandbox' }
    | {
        readonly source: 'live-data';
        readonly venue: LiveVenue;
        readonly symbols: readonly string[];
        readonly restUrl?: string;
        readonly wsUrl?: string;
      };
}

/** What only the host may ask, because paths and files are involved. */
export type HostQuestion =
  | { readonly kind: 'build-report'; readonly formats: readonly ReportFormat[]; readonly jobId: string }
  | { readonly kind: 'open-recording'; readonly paths: readonly string[] }
  /** Files of an import; from now on the window speaks of them as `importId`. */
  | { readonly kind: 'choose-import'; readonly importId: string; readonly paths: readonly string[] }
  /** Writes kept days into a folder. */
  | {
      readonly kind: 'export-days';
      readonly jobId: string;
      readonly folder: string;
      readonly days: readonly { readonly instrument: string; readonly day: string }[];
      readonly format: 'csv' | 'parquet' | 'raw';
      readonly isPacked: boolean;
    }
  | {
      readonly kind: 'set-trading-state';
      readonly state: 'active' | 'reduce-only' | 'halted';
      readonly because: string;
      /** With `halted`: this account stays frozen, too, when it is opened only later. */
      readonly accountId?: string;
    }
  /** The computer goes to sleep: nothing new is entered. Or it is awake again: first everything is compared. */
  | { readonly kind: 'note-power'; readonly power: 'suspend' | 'resume' }
  | { readonly kind: 'flatten'; readonly because: string }
  /** Opens the account of a key that is held, to be watched and protected; answered once it is compared. */
  | {
      readonly kind: 'open-account';
      readonly keyId: string;
      readonly accountName: string;
      /** What is kept of tests of the venue's own switch with this very key. */
      readonly deadMan?: readonly DeadManFact[];
    }
  /** Back to paper trading; stops stay at the venue. */
  | { readonly kind: 'leave-account'; readonly because: string }
  /** What the person has to read before the account of this key may be armed. */
  | { readonly kind: 'review-arming'; readonly keyId: string }
  | { readonly kind: 'arm'; readonly keyId: string; readonly deed: ArmingDeed }
  | { readonly kind: 'disarm'; readonly because: string }
  /** What the person has to read before the venue's own switch is let run out. */
  | { readonly kind: 'review-dead-man'; readonly keyId: string }
  /** The person has confirmed it in the host's own dialog; answered when the test is over and cleared away. */
  | { readonly kind: 'test-dead-man'; readonly keyId: string }
  /** What the person has to read before the large order that was refused under this key may leave. */
  | { readonly kind: 'review-order'; readonly key: string }
  /** The person has confirmed it in the host's own dialog: exactly that order leaves, once. */
  | { readonly kind: 'confirm-order'; readonly key: string }
  /** What the person has to read before safety is loosened. */
  | { readonly kind: 'review-safety'; readonly wish: SafetyWish }
  /** The person has confirmed exactly what was shown in the host's own dialog. */
  | { readonly kind: 'confirm-safety'; readonly wish: SafetyWish; readonly shown: SafetyReview };

/** An order by hand that was refused for its size. Amounts are for reading. */
export interface LargeOrderReview {
  readonly accountName: string;
  readonly instrument: string;
  readonly side: 'buy' | 'sell';
  readonly type: string;
  readonly sizeBase: number;
  readonly limitPrice: number | null;
  readonly triggerPrice: number | null;
  readonly protectiveStopPrice: number | null;
  /** What it is worth, and what leaves without being confirmed, in `currency`. */
  readonly notionalQuote: number;
  readonly limitQuote: number;
  readonly currency: string;
}

export type ReportFormat = 'csv' | 'json' | 'html' | 'pdf';

/** Answer to `build-report`: complete files, to be written where the person said. */
export interface ReportFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export type HostAnswer =
  | { readonly ok: true; readonly files: readonly ReportFile[] }
  | { readonly ok: true; readonly files: readonly []; readonly sessionId: string }
  /** Answer to `export-days`: what was written into the folder. */
  | {
      readonly ok: true;
      readonly files: readonly [];
      readonly written: readonly { readonly name: string; readonly bytes: number }[];
    }
  | { readonly ok: true; readonly files: readonly []; readonly account: OpenedAccount }
  | { readonly ok: true; readonly files: readonly []; readonly review: ArmingReview }
  | { readonly ok: true; readonly files: readonly []; readonly armedUntilMs: number }
  | { readonly ok: true; readonly files: readonly []; readonly order: LargeOrderReview }
  | { readonly ok: true; readonly files: readonly []; readonly safety: SafetyReview }
  | { readonly ok: true; readonly files: readonly []; readonly deadManReview: DeadManReview }
  | { readonly ok: true; readonly files: readonly []; readonly deadMan: DeadManFact }
  | { readonly ok: false; readonly detail: string };
