import type { ReplayTimelineView } from '../../contract/library-views.ts';
import { openRecordedFeed } from '../../venues/recorded/open-recorded-feed.ts';
import { peekFeed } from '../peeked-feed.ts';
import type { OpenedPastOrFailure, ReplaySource } from './replay-source.ts';
import { runLibraryTask, type RunningTask } from './run-library-task.ts';

/** Recorded sessions and raw frames, from their files. What lies before a time is read through to get there. */
export class FileReplay implements ReplaySource {
  readonly #paths: readonly string[];
  #measuring: RunningTask<ReplayTimelineView | undefined> | undefined;
  #timeline: ReplayTimelineView | undefined;

  constructor(paths: readonly string[]) {
    this.#paths = paths;
  }

  async open(): Promise<OpenedPastOrFailure> {
    const opened = openRecordedFeed(this.#paths);
    if (!opened.ok) return { ok: false, failure: { code: 'file-refused', detail: opened.failure.detail } };
    return { ok: true, past: peekFeed(opened.feed) };
  }

  /** Begins to measure when it is first asked: a replay nobody looks at costs nothing. */
  timeline(): ReplayTimelineView | undefined {
    this.#measuring ??= this.#measure();
    return this.#timeline;
  }

  release(): void {
    this.#measuring?.cancel();
  }

  #measure(): RunningTask<ReplayTimelineView | undefined> {
    const task = runLibraryTask({ kind: 'timeline', paths: this.#paths }, { onProgress: () => undefined });
    // A bar that cannot be measured is not shown; the replay itself says what is wrong with its files.
    task.result.then(
      (timeline) => {
        this.#timeline = timeline;
      },
      () => undefined,
    );
    return task;
  }
}
