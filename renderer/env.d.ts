/// <reference types="vite/client" />
import type { HostBridge } from '../electron/contract/host-bridge.ts';

declare global {
  interface Window {
    /** Given by the preload script; the page's only way out. */
    readonly edgewright: HostBridge;
  }
}
