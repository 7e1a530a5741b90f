import type { Pump } from './pump.ts';
import type { Session } from './session.ts';

/** A session ready to be pumped. */
export interface OpenedSession {
  readonly session: Session;
  readonly pump: Pump;
  /** What the person has to know about how it was opened. */
  readonly notices: readonly string[];
  recordedBytes(): number;
}
