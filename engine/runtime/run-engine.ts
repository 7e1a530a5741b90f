import type { FeedMessage } from './contract/feed.ts';
import type { EngineSettings, FromEngine, ToEngine } from './contract/host-control.ts';
import { Archiving } from './runtime/archiving/archiving.ts';
import { systemClock } from './runtime/clock.ts';
import { Fitting } from './runtime/fitting/fitting.ts';
import { EngineProcess, type HostMessage } from './runtime/engine-process.ts';

/** A message port as a utility process gets it. Named here, because the engine knows no Electron. */
interface Port {
  postMessage(message: FeedMessage): void;
  on(event: 'message' | 'close', listener: () => void): void;
  start(): void;
  close(): void;
}

interface HostLine {
  postMessage(message: FromEngine): void;
  on(
    event: 'message',
    listener: (event: { readonly data: unknown; readonly ports: readonly Port[] }) => void,
  ): void;
}

/**
 * The engine's entry in its utility process: it wires the host's line to the engine and decides
 * nothing. Whatever is not handled ends the process; the host starts a new one, which recovers.
 */
const { parentPort: host } = process as unknown as { readonly parentPort: HostLine };
const tell = (message: FromEngine) => host.postMessage(message);
const feeds = new Map<number, Port>();
/** Messages wait for it in the order they came. */
let opening: Promise<EngineProcess> | undefined;

host.on('message', (event) => {
  const message = event.data as ToEngine;
  const [port] = event.ports;
  if (message.type === 'configure') start(message.settings);
  else if (message.type === 'connect-feed') void connect(message.windowId, port);
  else void hear(message);
});

process.on('unhandledRejection', (reason) => {
  throw reason;
});

function start(settings: EngineSettings): void {
  opening = EngineProcess.open({
    settings,
    clock: systemClock,
    tell,
    exit: (code) => process.exit(code),
    fitting: new Fitting(),
    startArchiving: (options) => new Archiving(options),
  });
}

async function hear(message: HostMessage): Promise<void> {
  // The host must not take a slow venue for a hanging engine.
  if (message.type === 'ping') tell({ type: 'pong', at: message.at });
  const engine = await opening;
  await engine?.hear(message);
}

async function connect(windowId: number, port: Port | undefined): Promise<void> {
  const engine = await opening;
  if (!port || !engine) return;
  feeds.set(windowId, port);
  engine.connectFeed(windowId, { postMessage: (message) => port.postMessage(message) });
  const disconnect = () => {
    // A window with a new feed closes its old one, which may be heard after the new one was connected.
    if (feeds.get(windowId) !== port) return;
    feeds.delete(windowId);
    engine.disconnectFeed(windowId);
  };
  port.on('close', disconnect);
  // The feed is one-way: a page that writes to it is not ours any more.
  port.on('message', () => {
    tell({
      type: 'alert',
      level: 'warning',
      text: `window ${windowId} wrote to its feed, which only reads`,
      kept: 'Nothing was changed.',
      todo: 'Reload the window.',
    });
    disconnect();
    port.close();
  });
  port.start();
}

tell({ type: 'ready', pid: process.pid });
