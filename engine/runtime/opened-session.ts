import type { OpenedAccount } from '../contract/arming.ts';
import type { FeedHealth } from '../venues/stream-health.ts';
import type { KeptJournal } from './backups/kept-journal.ts';
import type { LiveLink } from './live/live-link.ts';
import type { ReplaySource } from './library/replay-source.ts';
import type { Pump } from './pump.ts';
import type { Session } from './session.ts';

/** A session ready to be pumped. */
export interface OpenedSession {
  readonly session: Session;
  /** Where it is kept. */
  readonly kept: KeptJournal;
  readonly pump: Pump;
  /** The real account it trades; left out where nothing real is traded. */
  readonly account?: OpenedAccount;
  /** What the person has to know about how it was opened. */
  readonly notices: readonly string[];
  readonly recordedBytes: () => number;
  /** How the feed does, where it comes over connections. */
  readonly feedHealth?: () => FeedHealth;
  /** Joins the session with a real venue; left out where nothing real is traded. `wake` has it committed. */
  readonly join?: (wake: () => void) => LiveLink;
  /** What is played back; left out where the market is not of the past. */
  readonly replay?: ReplaySource;
}

/**
 * Begins a session, at once: a journal allows one open session, so the one before must have ended.
 * Whatever takes time or can fail has been done before there is an opener.
 */
export type SessionOpener = () => OpenedSession;
