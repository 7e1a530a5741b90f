import type { DeskChannel, HostChannel, HostReply, HostRequest } from './host-channels.ts';

/** How the engine process is doing, as the host sees it. */
export interface EngineStatus {
  readonly state: 'starting' | 'up' | 'reconnecting' | 'down';
  readonly restarts: number;
  /** Why the last one ended; empty while none has. */
  readonly lastExit: string;
}

/** Something the person must know: what happened, what was kept, what to do. */
export interface HostAlert {
  readonly level: 'warning' | 'error';
  readonly text: string;
  readonly kept: string;
  readonly todo: string;
}

export type MenuCommand =
  | 'command-palette'
  | 'reset-layout'
  | 'toggle-theme'
  | 'export-report'
  | 'open-recording'
  | 'open-sandbox'
  | 'kill-switch'
  | 'reduce-only'
  | 'about'
  | 'settings'
  | 'accounts';

/** A question was refused by the host or failed there; carries no path, stack or address. */
export interface HostFailure {
  readonly code: 'refused-sender' | 'malformed' | 'too-large' | 'too-often' | 'failed';
  readonly detail: string;
  readonly reference: string;
}

export type HostAnswer<Channel extends HostChannel> =
  | { readonly ok: true; readonly reply: HostReply<Channel> }
  | { readonly ok: false; readonly failure: HostFailure };

/**
 * What the preload script gives the page as `window.edgewright`. A subscription answers with a
 * function that ends it, because callbacks change identity when they cross the bridge.
 */
export interface HostBridge {
  ask<Channel extends DeskChannel>(
    channel: Channel,
    request: HostRequest<Channel>,
  ): Promise<HostAnswer<Channel>>;
  onEngineStatus(listener: (status: EngineStatus) => void): () => void;
  onAlert(listener: (alert: HostAlert) => void): () => void;
  onMenuCommand(listener: (command: MenuCommand) => void): () => void;
  /** Something about the accounts has changed: ask for them anew. */
  onAccountsChanged(listener: () => void): () => void;
}

/** The window message that carries the feed port: `event.ports[0]`. */
export const FEED_MESSAGE = 'edgewright-feed';
