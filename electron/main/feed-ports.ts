import type { ToEngine } from '../../engine/contract/host-control.ts';

/** Both ends of a new channel. */
export interface PortPair<Port> {
  readonly forEngine: Port;
  readonly forPage: Port;
}

export interface FeedWiring<Port> {
  readonly createPair: () => PortPair<Port>;
  /** Passes a message to the engine; false when none runs a session. */
  readonly toEngine: (message: ToEngine, port?: Port) => boolean;
  /** Hands a port to the page of a window. */
  readonly toPage: (windowId: number, port: Port) => void;
}

/**
 * Connects windows straight to the engine and stays out of the way afterwards. A window that asked
 * before the engine ran, or whose engine was replaced, gets its port when there is one to get.
 */
export class FeedPorts<Port> {
  readonly #wiring: FeedWiring<Port>;
  readonly #wanted = new Set<number>();

  constructor(wiring: FeedWiring<Port>) {
    this.#wiring = wiring;
  }

  /** The page of this window has its listener in place and wants the feed. */
  request(windowId: number): void {
    this.#wanted.add(windowId);
    this.#connect(windowId);
  }

  /** The page is gone: closed, reloaded or crashed. A new page asks by itself. */
  forget(windowId: number): void {
    if (this.#wanted.delete(windowId)) this.#wiring.toEngine({ type: 'disconnect-feed', windowId });
  }

  /** A new engine runs: every window that had a feed gets another. */
  reattach(): void {
    for (const windowId of this.#wanted) this.#connect(windowId);
  }

  #connect(windowId: number): void {
    const { forEngine, forPage } = this.#wiring.createPair();
    if (this.#wiring.toEngine({ type: 'connect-feed', windowId }, forEngine))
      this.#wiring.toPage(windowId, forPage);
  }
}
