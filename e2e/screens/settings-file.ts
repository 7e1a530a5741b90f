import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HostRequest } from '../../electron/contract/host-channels.ts';
import { settingsSchema } from '../../electron/contract/host-channels.ts';

/** A new home in which a person has already chosen these settings. */
export function homeWith(chosen: HostRequest<'writeSettings'>): string {
  const home = mkdtempSync(join(tmpdir(), 'edgewright-home-'));
  const value = settingsSchema.parse(chosen);
  writeFileSync(join(home, 'settings.json'), JSON.stringify({ version: 1, value }));
  return home;
}
