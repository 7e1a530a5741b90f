import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HOST_ASK, HOST_EVENTS } from '../contract/host-events.ts';
import { webPreferences } from './web-preferences.ts';
import { measured } from '../../engine/test/reliability/measured.ts';

const root = join(import.meta.dirname, '..', '..');
const sourcesIn = (room: string) =>
  readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:ts|tsx)$/.test(name) && !/\.test\.tsx?$/.test(name))
    .map((name) => ({
      path: relative(root, join(root, room, name)).replaceAll('\\', '/'),
      text: readFileSync(join(root, room, name), 'utf8'),
    }));
const host = ['main', 'preload', 'settings', 'exports', 'contract'].flatMap((folder) =>
  sourcesIn(`electron/${folder}`),
);
const everything = [...host, ...sourcesIn('engine'), ...sourcesIn('renderer')];
const filesWith = (pattern: RegExp, files = everything) =>
  files.filter(({ text }) => pattern.test(text)).map(({ path }) => path);
const preload = readFileSync(join(root, 'electron/preload/workspace.ts'), 'utf8');

describe('the shell as it is written', () => {
  it('constructs windows in one place (R-SH-01)', () => {
    const makers = filesWith(/new (?:BrowserWindow|WebContentsView|BrowserView)\b/);
    measured('R-SH-01', `${everything.length} source files, ${makers.length} of them makes windows`);
    expect(makers).toEqual(['electron/main/app-window.ts']);
  });

  it('gives every window the strict settings (R-SH-01)', () => {
    expect(webPreferences('preload.cjs', false)).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      webSecurity: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      devTools: false,
    });
    expect(webPreferences('preload.cjs', false)).not.toHaveProperty('enableBlinkFeatures');
  });

  it('listens to pages in one place, and never synchronously (R-IPC-01)', () => {
    const listeners = filesWith(/ipcMain\.(?:on|once|handle|handleOnce)\b/);
    measured('R-IPC-01', `${everything.length} source files, ${listeners.length} of them listens to pages`);
    expect(listeners).toEqual(['electron/main/ipc-binding.ts']);
    expect(filesWith(/sendSync|@electron\/remote|\bremote\./)).toEqual([]);
  });

  it('opens links in one place (R-SH-06)', () => {
    const openers = filesWith(/shell\.open/);
    measured('R-SH-06', `${everything.length} source files, ${openers.length} of them opens links`);
    expect(openers).toEqual(['electron/main/external-links.ts']);
  });

  it('gives its scheme no privilege to go round the policy (R-SH-03)', () => {
    expect(filesWith(/bypassCSP|allowServiceWorkers|loadFile\(|pathToFileURL/, host)).toEqual([]);
  });

  // The guard of the network names it to refuse it, and its fixture tries it on the guard.
  const elsewhere = everything.filter(({ path }) => !path.startsWith('engine/guard/egress/'));

  it('never overrides a certificate error (R-SH-11)', () => {
    const overriding = filesWith(
      /setCertificateVerifyProc|NODE_TLS_REJECT_UNAUTHORIZED|rejectUnauthorized|'certificate-error'/,
      elsewhere,
    );
    measured('R-SH-11', `${elsewhere.length} source files, ${overriding.length} of them name an override`);
    expect(overriding).toEqual([]);
  });

  it.each(['workspace.ts', 'key-entry.ts'])(
    'has a preload %s that imports electron and types only, and stays small (R-IPC-05)',
    (name) => {
      const text = readFileSync(join(root, 'electron', 'preload', name), 'utf8');
      const imports = [...text.matchAll(/^import (type )?.* from '(.+)';$/gm)].map(([, type, from]) =>
        type ? 'types' : from,
      );
      expect(new Set(imports)).toEqual(new Set(['electron', 'types']));
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(8 * 1024);
      expect(text).not.toMatch(/exposeInMainWorld\('[^']*', ipcRenderer/);
    },
  );

  it('has no other preload (R-IPC-05)', () => {
    expect(readdirSync(join(root, 'electron', 'preload'))).toEqual(['key-entry.ts', 'workspace.ts']);
  });

  it('names the same channels in the preload and in the contract', () => {
    for (const name of [HOST_ASK, ...Object.values(HOST_EVENTS)]) expect(preload).toContain(`'${name}'`);
  });
});
