import type { FeedMessage } from './contract/feed.ts';
import type { EngineSettings, FromEngine, ToEngine } from './contract/host-control.ts';
import { systemClock } from './runtime/clock.ts';
import { EngineProcess } from './runtime/engine-process.ts';

/** A message port as a utility process gets it. Named here, because the engine knows no Electron. */
interface Port {
  postMessage(message: FeedMessage): void;
  on(event: 'message' | 'close', listener: () => void): void;
  start(): void;
  close(): void;
}

interface HostLine {
  postMessage(message: FromEngine): void;
  on(event: 'message', listener: (event: { readonly data: unknown; readonly ports: readonly Port[] }) => void): void;
}

/**
 * The engine's entry in its utility process: it wires the host's line to the engine and decides
 * nothing. Whatever is not handled ends the process; the host starts a new one, which recovers.
 */
const { parentPort: host } = process as unknown as { readonly parentPort: HostLine };
const tell = (message: FromEngine) => host.postMessage(message);
const feeds = new Map<number, Port>();
let engine: EngineProcess | undefined;

host.on('message', (event) => {
  const message = event.data as ToEngine;
  const [port] = event.ports;
  if (message.type === 'configure') start(message.settings);
  else if (message.type === 'connect-feed') connect(message.windowId, port);
  else void engine?.hear(message);
});

process.on('unhandledRejection', (reason) => {
  throw reason;
});

function start(settings: EngineSettings): void {
  engine = new EngineProcess({ settings, clock: systemClock, tell, exit: (code) => process.exit(code) });
}

function connect(windowId: number, port: Port | undefined): void {
  if (!port || !engine) return;
  feeds.set(windowId, port);
  engine.connectFeed(windowId, { postMessage: (message) => port.postMessage(message) });
  port.on('close', () => disconnect(windowId, port));
  // The feed is one-way: a page that writes to it is not ours any more.
  port.on('message', () => {
    tell({
      type: 'alert',
      level: 'warning',
      text: `window ${windowId} wrote to its feed, which only reads`,
      kept: 'Nothing was changed.',
      todo: 'Reload the window.',
    });
    disconnect(windowId, port);
    port.close();
  });
  port.start();
}

/** A window with a new feed closes its old one, which may be heard after the new one was connected. */
function disconnect(windowId: number, port: Port): void {
  if (feeds.get(windowId) !== port) return;
  feeds.delete(windowId);
  engine?.disconnectFeed(windowId);
}

tell({ type: 'ready', pid: process.pid });
