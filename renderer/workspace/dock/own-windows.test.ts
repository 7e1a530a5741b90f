// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { followLooks, passHotkeysOn, serveOwnWindows } from './own-windows.ts';

const otherDocument = () => document.implementation.createHTMLDocument('');
const soon = () => new Promise((done) => setTimeout(done, 0));

afterEach(() => {
  delete document.documentElement.dataset['theme'];
  document.documentElement.lang = '';
});

describe('a window of its own', () => {
  it('looks like the workstation, also after its theme changed', async () => {
    const root = otherDocument().documentElement;
    document.documentElement.dataset['theme'] = 'light';
    document.documentElement.lang = 'de';
    const end = followLooks(root);
    expect([root.dataset['theme'], root.lang]).toEqual(['light', 'de']);
    document.documentElement.dataset['theme'] = 'high-contrast';
    await soon();
    expect(root.dataset['theme']).toBe('high-contrast');
    end();
    document.documentElement.dataset['theme'] = 'dark';
    await soon();
    expect(root.dataset['theme']).toBe('high-contrast');
  });

  it('passes hotkeys on to the workstation and keeps every other key', () => {
    const own = new EventTarget() as Window;
    const heard = vi.fn((event: KeyboardEvent) => [event.key, event.ctrlKey, event.shiftKey]);
    window.addEventListener('keydown', heard);
    vi.spyOn(window, 'focus').mockImplementation(() => undefined);
    const end = passHotkeysOn(own);
    const press = (key: string, more: object = {}) => {
      const event = new KeyboardEvent('keydown', { key, cancelable: true, ...more });
      own.dispatchEvent(event);
      return event.defaultPrevented;
    };
    expect([press('a'), press('ArrowUp'), press('F', { ctrlKey: true, shiftKey: true })]).toEqual([
      false,
      false,
      true,
    ]);
    expect(heard.mock.results.map(({ value }) => value as unknown)).toEqual([['F', true, true]]);
    end();
    expect(press('k', { ctrlKey: true })).toBe(false);
    window.removeEventListener('keydown', heard);
  });

  it('is let go when it closes and when the dock does', () => {
    const listeners: ((group: object) => void)[] = [];
    const listen = (listener: (group: never) => void) => {
      listeners.push(listener as never);
      return { dispose: () => undefined };
    };
    const end = serveOwnWindows({ onDidAddPopoutGroup: listen, onDidRemovePopoutGroup: listen } as never);
    const [added, removed] = listeners;
    const [first, second] = [0, 1].map(() => ({
      document: otherDocument(),
      addEventListener: vi.fn(),
      removeEventListener: vi.fn(),
    }));
    added?.({ window: first });
    added?.({ window: second });
    removed?.({ window: first });
    expect(first?.removeEventListener).toHaveBeenCalledOnce();
    expect(second?.removeEventListener).not.toHaveBeenCalled();
    end();
    expect(second?.removeEventListener).toHaveBeenCalledOnce();
  });
});
