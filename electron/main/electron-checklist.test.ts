import { resolve } from 'node:path';
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** The points of Electron's own security checklist and the promise of ours that answers each. */
const CHECKLIST: readonly (readonly [string, string])[] = [
  ['only secure content', 'R-SH-03'],
  ['no Node in windows', 'R-SH-01'],
  ['context isolation', 'R-SH-01'],
  ['sandbox', 'R-SH-02'],
  ['permission handlers', 'R-SH-07'],
  ['web security on', 'R-SH-01'],
  ['content policy', 'R-SH-04'],
  ['no insecure content', 'R-SH-01'],
  ['no experimental features', 'R-SH-01'],
  ['no blink features', 'R-SH-01'],
  ['no popups of webviews', 'R-SH-05'],
  ['options of webviews', 'R-SH-05'],
  ['navigation', 'R-SH-05'],
  ['new windows', 'R-SH-05'],
  ['opening links outside', 'R-SH-06'],
  ['a current Electron', 'R-SH-10'],
  ['senders of messages', 'R-IPC-02'],
  ['no file protocol', 'R-SH-03'],
  ['nothing raw on the bridge', 'R-IPC-05'],
  ['no network for windows', 'R-SH-08'],
];

const root = resolve(import.meta.dirname, '..', '..');
const sources = globSync(['electron/**/*.test.ts', 'e2e/**/*.spec.ts'], { cwd: root })
  .map((file) => readFileSync(`${root}/${file}`, 'utf8'))
  .join('\n');

describe("R-SH-13: Electron's own checklist", () => {
  it.each(CHECKLIST)('%s is held by a test that names %s', (_point, id) => {
    expect(sources).toContain(id);
  });
});
