import { EventEmitter } from 'node:events';
import type { BrowserWindow, WebContents } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { PanelWindows } from './panel-windows.ts';

const PAGE = 'app://desk/panel-window.html';
const opener = () =>
  Object.assign(new EventEmitter(), { isDestroyed: () => false }) as unknown as WebContents & EventEmitter;

function opened() {
  const webContents = new EventEmitter();
  let isDestroyed = false;
  const window = Object.assign(new EventEmitter(), {
    webContents,
    isDestroyed: () => isDestroyed,
    destroy: () => {
      isDestroyed = true;
      window.emit('closed');
    },
  });
  return window as unknown as BrowserWindow & EventEmitter & { webContents: EventEmitter };
}

const windowsOf = (isDeskPage = true) =>
  new PanelWindows({
    deskOrigin: 'app://desk',
    devTools: false,
    isDeskPage: () => isDeskPage,
    isDeskWindow: () => isDeskPage,
    log: () => undefined,
  });

describe('a window for panels', () => {
  it('is sandboxed, has no Node and no script of its own', () => {
    const answer = windowsOf().answer(opener(), PAGE);
    expect(answer).toMatchObject({
      action: 'allow',
      overrideBrowserWindowOptions: {
        webPreferences: {
          sandbox: true,
          contextIsolation: true,
          nodeIntegration: false,
          nodeIntegrationInSubFrames: false,
          webSecurity: true,
          devTools: false,
        },
      },
    });
    expect(JSON.stringify(answer)).not.toContain('preload');
  });

  it('is opened for workstation pages only', () => {
    expect(windowsOf(false).answer(opener(), PAGE)).toEqual({ action: 'deny' });
  });

  it('loads its one page, which a workstation window must not', () => {
    expect(windowsOf(false).mayLoad(opener(), PAGE)).toBe(true);
    expect(windowsOf(false).mayLoad(opener(), 'app://desk/index.html')).toBe(false);
    expect(windowsOf(true).mayLoad(opener(), PAGE)).toBe(false);
  });

  it('is one of sixteen at most; one that closes makes room', () => {
    const windows = windowsOf();
    const first = opened();
    windows.adopt(opener(), first);
    for (let count = 1; count < 16; count += 1) windows.adopt(opener(), opened());
    expect(windows.answer(opener(), PAGE).action).toBe('deny');
    first.destroy();
    expect(windows.answer(opener(), PAGE).action).toBe('allow');
  });

  it.each(['render-process-gone', 'destroyed'])('goes with its opener: %s', (end) => {
    const page = opener();
    const window = opened();
    windowsOf().adopt(page, window);
    page.emit(end);
    expect(window.isDestroyed()).toBe(true);
    expect(page.listenerCount(end)).toBe(0);
  });

  it('goes when its opener loads anew, not when a hash changes', () => {
    const page = opener();
    const window = opened();
    windowsOf().adopt(page, window);
    page.emit('did-start-navigation', { isMainFrame: true, isSameDocument: true });
    expect(window.isDestroyed()).toBe(false);
    page.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false });
    expect(window.isDestroyed()).toBe(true);
  });

  it('is closed when it left its page, and keeps its title', () => {
    const window = opened();
    windowsOf().adopt(opener(), window);
    const preventDefault = vi.fn();
    window.emit('page-title-updated', { preventDefault });
    expect(preventDefault).toHaveBeenCalledOnce();
    window.webContents.emit('did-navigate', {}, PAGE);
    expect(window.isDestroyed()).toBe(false);
    window.webContents.emit('did-navigate', {}, 'about:blank');
    expect(window.isDestroyed()).toBe(true);
  });
});
