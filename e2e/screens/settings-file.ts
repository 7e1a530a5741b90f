import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HostRequest } from '../../electron/contract/host-channels.ts';
import { settingsSchema } from '../../electron/contract/host-channels.ts';

/** Journeys share two cores, and without a graphics card 30 updates a second take half of one. */
const CALM = { updatesPerSecond: 5 } as const;

const settingsFileIn = (home: string): string => join(home, 'settings.json');

function writeSettings(home: string, chosen: HostRequest<'writeSettings'>): void {
  const value = settingsSchema.parse({ ...CALM, ...chosen });
  writeFileSync(settingsFileIn(home), JSON.stringify({ version: 1, value }));
}

/** A new home in which a person has already chosen these settings. */
export function homeWith(chosen: HostRequest<'writeSettings'>): string {
  const home = mkdtempSync(join(tmpdir(), 'edgewright-home-'));
  writeSettings(home, chosen);
  return home;
}

/** Has the windows of a home updated calmly, unless it has settings already. */
export function calmDown(home: string): void {
  if (!existsSync(settingsFileIn(home))) writeSettings(home, {});
}
