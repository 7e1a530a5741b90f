import type { HostBridge } from '../../electron/contract/host-bridge.ts';

declare global {
  interface Window {
    /** What the preload script gives the page. */
    readonly edgewright: HostBridge;
  }
}
