import { app } from 'electron';
import type { HostReply } from '../contract/host-channels.ts';
import { licences } from './licences.generated.ts';

/** The runtime this release is made for; an older one is for development and tests. */
const OLDEST_SAFE_ELECTRON = 42;

/** What to say about the runtime: nothing when it is one we ship. */
export function runtimeNotice(electronVersion: string): string | null {
  const major = Number.parseInt(electronVersion, 10);
  if (major >= OLDEST_SAFE_ELECTRON) return null;
  return `This is the development runtime (Electron ${electronVersion}). It has known holes and is not for trading with real money.`;
}

/** Versions and licences of what the app is made of. */
export function about(): HostReply<'about'> {
  const { chrome, electron, node } = process.versions;
  return {
    version: app.getVersion(),
    electron: electron ?? '',
    chromium: chrome ?? '',
    node,
    runtimeNotice: runtimeNotice(electron ?? ''),
    licences: [...licences],
  };
}
