import { create } from 'zustand';
import { FEED_MESSAGE } from '../../electron/contract/host-bridge.ts';
import type { FeedMessage } from '../../engine/contract/feed.ts';
import { askHost, host } from '../host-client/host.ts';
import { useEngineStatus } from '../host-client/engine-status.ts';
import { currentSettings } from '../host-client/settings.ts';
import { askEngine } from './ask-engine.ts';
import { feedWasDrawn } from './beat.ts';
import { replaceView } from './engine-view.ts';
import { announceFlow } from './flow-updates.ts';
import { createFrameQueue } from './frame-queue.ts';
import { applyMessages, EMPTY_REPLICA, type Replica } from './replica.ts';
import { repeatWatch } from './watch.ts';

const SEEN_EVERY_MS = 250;

interface Connection {
  /** False while no feed is attached: what is on screen is old. */
  readonly isLive: boolean;
  /** When the last message came, in ms of the page's own clock. */
  readonly lastMessageMs: number;
}

/** Whether the view on screen is being kept up to date. */
export const useConnection = create<Connection>(() => ({ isLive: false, lastMessageMs: 0 }));

/** In ms; none at the full rate, which is the engine's own. */
function pauseBetweenUpdates(): number {
  const { updatesPerSecond } = currentSettings();
  return updatesPerSecond === 30 ? 0 : 1000 / updatesPerSecond;
}

/** Attaches the window to the engine and keeps it attached. Called once by the entry. */
export function startFeed(): void {
  let replica: Replica = EMPTY_REPLICA;
  let port: MessagePort | undefined;
  let isAsking = false;

  const drain = (messages: readonly FeedMessage[]) => {
    const before = replica;
    replica = applyMessages(before, messages);
    if (replica.view !== before.view) replaceView(replica.view);
    announceFlow(replica.flowUpdates);
    feedWasDrawn();
    if (replica.hasGap && !isAsking) {
      isAsking = true;
      void askEngine('snapshot', {}).finally(() => (isAsking = false));
    }
    // A late message of an engine that is gone does not make the view current again.
    const isUp = useEngineStatus.getState().state === 'up';
    const isLive = isUp && replica.view !== undefined && !replica.hasGap;
    useConnection.setState({ isLive, lastMessageMs: performance.now() });
  };
  const push = createFrameQueue(drain, pauseBetweenUpdates);

  window.addEventListener('message', (event) => {
    const isFeed = event.source === window && event.data?.type === FEED_MESSAGE;
    const next = isFeed ? event.ports[0] : undefined;
    if (next === undefined) return;
    port?.close();
    port = next;
    // A new engine numbers from the start again; its snapshot comes first.
    replica = { ...replica, number: -1, hasGap: true };
    isAsking = true;
    setTimeout(() => (isAsking = false), SEEN_EVERY_MS);
    next.addEventListener('message', (message) => {
      if (port === next) push(message.data as FeedMessage);
    });
    next.start();
    repeatWatch();
  });

  followEngine();
  let told = -1;
  setInterval(() => {
    if (port === undefined || replica.number === told || replica.number < 0) return;
    told = replica.number;
    void askEngine('seen', { number: told });
  }, SEEN_EVERY_MS);
}

/** Asks for a feed now and whenever the host says that the engine is up again. */
function followEngine(): void {
  host().onEngineStatus((status) => {
    const before = useEngineStatus.getState();
    useEngineStatus.setState(status, true);
    if (status.state !== 'up') useConnection.setState({ isLive: false });
    const isNew = before.state !== 'up' || before.restarts !== status.restarts;
    if (status.state === 'up' && isNew) void askHost('requestFeed', {});
  });
  void askHost('requestFeed', {});
}
