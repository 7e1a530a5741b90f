import type { MessagePortMain } from 'electron';
import type { FeedMessage } from './contract/feed.ts';
import type { EngineSettings, FromEngine, ToEngine } from './contract/host-control.ts';
import { systemClock } from './runtime/clock.ts';
import { EngineProcess } from './runtime/engine-process.ts';

/**
 * The engine's entry in its utility process: it wires the host's line to the engine and decides
 * nothing. Whatever is not handled ends the process; the host starts a new one, which recovers.
 */
const host = process.parentPort;
const tell = (message: FromEngine) => host.postMessage(message);
let engine: EngineProcess | undefined;
const feeds = new Map<number, MessagePortMain>();

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

function connect(windowId: number, port: MessagePortMain | undefined): void {
  if (!port || !engine) return;
  engine.connectFeed(windowId, { postMessage: (message: FeedMessage) => port.postMessage(message) });
  feeds.set(windowId, port);
  // A window that got a newer port closes the older one; that must not end the newer feed.
  const disconnect = () => {
    if (feeds.get(windowId) !== port) return;
    feeds.delete(windowId);
    engine?.disconnectFeed(windowId);
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
