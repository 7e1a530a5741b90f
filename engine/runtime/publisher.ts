import type { FeedMessage, ViewChange } from '../contract/feed.ts';
import type { EngineView } from '../contract/views.ts';

/** The engine's end of a window's feed. Nothing is ever read from it. */
export interface FeedPort {
  postMessage(message: FeedMessage): void;
}

/** A window that is this many messages behind gets no more until it has drawn some. */
const LARGEST_LEAD = 60;
/** Beyond this many kept changes the window is sent a fresh snapshot instead. */
const LARGEST_BACKLOG = 5000;

interface Follower {
  readonly port: FeedPort;
  number: number;
  seen: number;
  backlog: ViewChange[];
  needsSnapshot: boolean;
}

/**
 * Sends every window one snapshot, then numbered changes, at most once a frame. What is overtaken
 * (books, account, health) is taken when it is sent; what happened once (fills, refusals) waits for
 * a slow window. The engine never waits for one.
 */
export class Publisher {
  readonly #followers = new Map<number, Follower>();

  get hasFollowers(): boolean {
    return this.#followers.size > 0;
  }

  connect(windowId: number, port: FeedPort): void {
    this.#followers.set(windowId, { port, number: 0, seen: 0, backlog: [], needsSnapshot: true });
  }

  disconnect(windowId: number): void {
    this.#followers.delete(windowId);
  }

  seen(windowId: number, number: number): void {
    const follower = this.#followers.get(windowId);
    if (follower && number <= follower.number) follower.seen = Math.max(follower.seen, number);
  }

  requestSnapshot(windowId: number): void {
    const follower = this.#followers.get(windowId);
    if (!follower) return;
    follower.needsSnapshot = true;
    follower.seen = follower.number;
  }

  /** Everybody starts over, for instance when another session was opened. */
  restartAll(): void {
    for (const follower of this.#followers.values()) {
      follower.backlog = [];
      follower.needsSnapshot = true;
    }
  }

  /** Things that happened once and must arrive. */
  queue(changes: readonly ViewChange[]): void {
    if (changes.length === 0) return;
    for (const follower of this.#followers.values()) {
      follower.backlog.push(...changes);
      if (follower.backlog.length <= LARGEST_BACKLOG) continue;
      follower.backlog = [];
      follower.needsSnapshot = true;
    }
  }

  /** Once a frame: `latest` is what is true now, asked for only when somebody will get it. */
  frame(snapshot: () => EngineView, latest: () => readonly ViewChange[]): void {
    let now: readonly ViewChange[] | undefined;
    for (const follower of this.#followers.values()) {
      if (follower.number - follower.seen >= LARGEST_LEAD) continue;
      // Taken for a snapshot too, or the next frame would tell again what the snapshot holds already.
      now ??= latest();
      if (follower.needsSnapshot) {
        follower.needsSnapshot = false;
        follower.backlog = [];
        this.#post(follower, { type: 'snapshot', number: (follower.number += 1), view: snapshot() });
        continue;
      }
      const changes = [...follower.backlog, ...now];
      follower.backlog = [];
      if (changes.length > 0)
        this.#post(follower, { type: 'changes', number: (follower.number += 1), changes });
    }
  }

  #post(follower: Follower, message: FeedMessage): void {
    follower.port.postMessage(message);
  }
}
