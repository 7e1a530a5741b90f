import type { KernelEvent } from '../../domain/session/kernel-event.ts';
import type { SessionDescription } from '../../domain/session/session-description.ts';
import type { StrategyCatalog } from '../../runtime/strategy-catalog.ts';

/** A session that can be run as often as asked: what it is made of, and its events from the first on. */
export interface SessionRun {
  readonly description: SessionDescription;
  readonly events: () => Iterable<KernelEvent>;
  /** Strategies it may run; those of the product where left out. */
  readonly catalog?: StrategyCatalog;
}
