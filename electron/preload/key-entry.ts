import { contextBridge, ipcRenderer } from 'electron';
import type { HOST_ASK } from '../contract/host-events.ts';

// Only types come from the contract: a sandboxed script may load nothing but electron.
const ask = 'edgewright' satisfies typeof HOST_ASK;

/** The one function of the key-entry page: passes on what it was given and keeps nothing. */
contextBridge.exposeInMainWorld('keyEntry', (request: unknown): Promise<unknown> =>
  ipcRenderer.invoke(ask, 'keyEntry', request),
);
