import type { CommandFailure } from '../../contract/commands.ts';
import type { ReplayTimelineView } from '../../contract/library-views.ts';
import type { PulledFeed } from '../../venues/feed.ts';

/** A feed of the past that is ready to be pulled. */
export interface OpenedPast {
  readonly feed: PulledFeed;
  /** Time of the feed's first event; undefined for an empty feed. */
  readonly firstTime: number | undefined;
}

export type OpenedPastOrFailure =
  | { readonly ok: true; readonly past: OpenedPast }
  | { readonly ok: false; readonly failure: CommandFailure };

/** A stretch of the past that can be opened again and again, at any of its times. */
export interface ReplaySource {
  /** Opens it with what a session that begins at `fromMs` has to know of the time before; left out: at its begin. */
  open(fromMs?: number): Promise<OpenedPastOrFailure>;
  /** Where it begins and ends and where its data has holes; undefined while that is being measured. */
  timeline(): ReplayTimelineView | undefined;
  /** Nobody replays it any more. */
  release(): void;
}
