import type { DockviewApi } from 'dockview-react';
import { hotkeyOf } from '../hotkeys.ts';
import { signWindow } from '../live/own-window-sign.ts';

/** The empty page the host allows for panels; nothing else may be opened. */
export const PANEL_PAGE = '/panel-window.html';

/** Makes windows that panels were given look and listen like the workstation; answers with the end of it. */
export function serveOwnWindows(
  api: Pick<DockviewApi, 'onDidAddPopoutGroup' | 'onDidRemovePopoutGroup'>,
): () => void {
  const ends = new Map<Window, () => void>();
  const endOf = (own: Window) => {
    ends.get(own)?.();
    ends.delete(own);
  };
  const changes = [
    api.onDidAddPopoutGroup(({ window: own }) => {
      endOf(own);
      const parts = [followLooks(own.document.documentElement), passHotkeysOn(own), signWindow(own)];
      ends.set(own, () => parts.forEach((end) => end()));
    }),
    api.onDidRemovePopoutGroup(({ window: own }) => endOf(own)),
  ];
  return () => {
    for (const change of changes) change.dispose();
    for (const own of ends.keys()) endOf(own);
  };
}

/** Theme, density, motion and language as the workstation has them, now and whenever they change. */
export function followLooks(root: HTMLElement): () => void {
  const source = document.documentElement;
  const copy = () => {
    for (const { name, value } of source.attributes) root.setAttribute(name, value);
  };
  copy();
  const changes = new MutationObserver(copy);
  changes.observe(source, { attributes: true });
  return () => changes.disconnect();
}

/** Hotkeys work in every window, above all the one that freezes trading; what they open is in the main one. */
export function passHotkeysOn(own: Window): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (hotkeyOf(event) === undefined) return;
    event.preventDefault();
    const { ctrlKey, key, metaKey, shiftKey } = event;
    window.dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey, metaKey, shiftKey, cancelable: true }));
    window.focus();
  };
  own.addEventListener('keydown', onKey);
  return () => own.removeEventListener('keydown', onKey);
}
