import { contextBridge, ipcRenderer } from 'electron';
import type { EngineStatus, HostAlert, HostBridge, MenuCommand } from '../contract/host-bridge.ts';
import type { HOST_ASK, HOST_EVENTS } from '../contract/host-events.ts';

// Only types come from the contract: a sandboxed script may load nothing but electron.
const ask = 'edgewright' satisfies typeof HOST_ASK;
const events = {
  engineStatus: 'edgewright-engine-status',
  alert: 'edgewright-alert',
  menuCommand: 'edgewright-menu-command',
  accountsChanged: 'edgewright-accounts-changed',
  feed: 'edgewright-feed',
} satisfies typeof HOST_EVENTS;

/** What arrives before the page listens is kept: the latest status, and the last alerts. */
let latestStatus: EngineStatus | undefined;
let unseenAlerts: HostAlert[] = [];
const statusListeners = new Set<(status: EngineStatus) => void>();
const alertListeners = new Set<(alert: HostAlert) => void>();
const accountListeners = new Set<(nothing: undefined) => void>();
const menuListeners = new Set<(command: MenuCommand) => void>();

ipcRenderer.on(events.engineStatus, (_event, status: EngineStatus) => {
  latestStatus = status;
  for (const listener of statusListeners) listener(status);
});
ipcRenderer.on(events.alert, (_event, alert: HostAlert) => {
  if (alertListeners.size === 0) unseenAlerts = [...unseenAlerts.slice(-19), alert];
  for (const listener of alertListeners) listener(alert);
});
ipcRenderer.on(events.menuCommand, (_event, command: MenuCommand) => {
  for (const listener of menuListeners) listener(command);
});
ipcRenderer.on(events.accountsChanged, () => {
  for (const listener of accountListeners) listener(undefined);
});
// A port cannot cross the bridge; a message to the page's own origin carries it.
ipcRenderer.on(events.feed, (event) => {
  window.postMessage({ type: events.feed }, window.location.origin, [...event.ports]);
});

function subscribe<Message>(
  listeners: Set<(message: Message) => void>,
  listener: (message: Message) => void,
): () => void {
  const own = (message: Message) => listener(message);
  listeners.add(own);
  return () => {
    listeners.delete(own);
  };
}

const bridge: HostBridge = {
  ask: (channel, request) =>
    ipcRenderer.invoke(ask, channel, request).catch(() => ({
      ok: false,
      failure: { code: 'malformed', detail: 'the question could not be sent', reference: '' },
    })),
  onEngineStatus(listener) {
    if (latestStatus) listener(latestStatus);
    return subscribe(statusListeners, listener);
  },
  onAlert(listener) {
    for (const alert of unseenAlerts.splice(0)) listener(alert);
    return subscribe(alertListeners, listener);
  },
  onMenuCommand: (listener) => subscribe(menuListeners, listener),
  onAccountsChanged: (listener) => subscribe(accountListeners, listener),
};

contextBridge.exposeInMainWorld('edgewright', Object.freeze(bridge));
