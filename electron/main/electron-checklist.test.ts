import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { measured } from '../../engine/test/reliability/measured.ts';

const root = join(import.meta.dirname, '..', '..');

/** The twenty points of Electron's own list for secure apps, each with the requirement that answers it. */
const CHECKLIST: readonly (readonly [point: string, requirements: readonly string[]])[] = [
  ['only load secure content', ['R-SH-03', 'R-SH-08']],
  ['no Node in pages of others', ['R-SH-01']],
  ['context isolation in every page', ['R-SH-01']],
  ['process sandboxing', ['R-SH-02']],
  ['handle permission requests', ['R-SH-07']],
  ['do not disable webSecurity', ['R-SH-01']],
  ['define a Content-Security-Policy', ['R-SH-04']],
  ['do not allow insecure content', ['R-SH-01']],
  ['do not enable experimental features', ['R-SH-01']],
  ['do not use enableBlinkFeatures', ['R-SH-01']],
  ['no allowpopups for webviews', ['R-SH-01', 'R-SH-05']],
  ['verify webview options', ['R-SH-05']],
  ['limit navigation', ['R-SH-05']],
  ['limit new windows', ['R-SH-05']],
  ['openExternal with trusted content only', ['R-SH-06']],
  ['use a current version of Electron', ['R-SH-10']],
  ['validate the sender of IPC messages', ['R-IPC-02']],
  ['avoid file: addresses', ['R-SH-03']],
  ['check which fuses can be changed', ['R-SH-09']],
  ['do not expose Electron APIs to pages', ['R-IPC-05']],
];

const titles = ['electron', 'e2e']
  .flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(?:test|spec)\.ts$/.test(name))
      .map((name) => readFileSync(join(root, room, name), 'utf8')),
  )
  .flatMap((text) => [...text.matchAll(/\b(?:it|test|describe)(?:\.\w+)*(?:\([^)]*\))?\(\s*['`]([^'`]*)/g)])
  .map(([, title = '']) => title)
  .join('\n');

describe("Electron's own checklist", () => {
  it('R-SH-13: has twenty points', () => {
    const answered = CHECKLIST.filter(([, ids]) => ids.every((id) => titles.includes(id)));
    measured('R-SH-13', `${CHECKLIST.length} points, ${answered.length} with a test for each requirement`);
    expect(CHECKLIST).toHaveLength(20);
  });

  it.each(CHECKLIST)('R-SH-13: %s', (_point, requirements) => {
    expect(requirements.filter((id) => !titles.includes(id))).toEqual([]);
  });
});
