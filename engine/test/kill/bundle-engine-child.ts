import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleChild } from './bundle-child.ts';

const CHILD = fileURLToPath(new URL('engine-child.ts', import.meta.url));
const REHEARSED_EVENTS = 400;

/** Bundles the engine that trades by hand on a jumpy market; answers where the file is. */
export async function bundleEngineChild(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'edgewright-rehearsal-'));
  const rehearsal = [join(folder, 'journal.sqlite'), '1', String(REHEARSED_EVENTS)];
  const bundle = await bundleChild(CHILD, 'engine-child', { withoutFormulas: true, rehearsal });
  rmSync(folder, { recursive: true });
  return bundle;
}
