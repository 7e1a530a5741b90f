import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { textsOf } from './dialog-texts/texts-of.ts';
import { menuTemplate } from './menu-template.ts';

const { menu: texts } = textsOf('en');
const actions = () => ({
  send: vi.fn(),
  freeze: vi.fn(),
  flatten: vi.fn(),
  startEngine: vi.fn(),
});
const itemsOf = (template: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
  template.flatMap((item) => (Array.isArray(item.submenu) ? itemsOf(item.submenu) : [item]));
const click = (item: MenuItemConstructorOptions | undefined) => (item?.click as (() => void) | undefined)?.();

describe('the native menu', () => {
  it('sends the page every command it names', () => {
    const done = actions();
    const items = itemsOf(menuTemplate(done, texts, false));
    const commands = [
      'open-recording',
      'open-sandbox',
      'export-report',
      'settings',
      'command-palette',
      'toggle-theme',
      'reset-layout',
      'reduce-only',
      'about',
    ];
    for (const id of commands) click(items.find((item) => item.id === id));
    expect(done.send.mock.calls.map(([command]: unknown[]) => command)).toEqual(commands);
  });

  it('freezes and flattens without the page', () => {
    const done = actions();
    const items = itemsOf(menuTemplate(done, texts, false));
    click(items.find(({ id }) => id === 'kill-switch'));
    click(items.find(({ id }) => id === 'flatten'));
    click(items.find(({ id }) => id === 'start-engine'));
    expect([done.freeze, done.flatten, done.startEngine].map(({ mock }) => mock.calls.length)).toEqual([
      1, 1, 1,
    ]);
    expect(done.send).not.toHaveBeenCalled();
  });

  it('gives no two items the same keys, and the kill switch has some', () => {
    const items = itemsOf(menuTemplate(actions(), texts, true));
    const keys = items.flatMap(({ accelerator }) => (accelerator === undefined ? [] : [accelerator]));
    expect(new Set(keys).size).toBe(keys.length);
    expect(items.find(({ id }) => id === 'kill-switch')?.accelerator).toBe('CmdOrCtrl+Shift+F');
  });

  it.each(['en', 'de'] as const)('opens no two items of one menu with the same letter in %s', (language) => {
    const template = menuTemplate(actions(), textsOf(language).menu, true);
    const menus = [template, ...template.map(({ submenu }) => (Array.isArray(submenu) ? submenu : []))];
    for (const items of menus) {
      const labels = items.flatMap(({ label }) => label ?? []);
      const letters = labels.map((label) => /&(\p{L})/u.exec(label)?.[1]?.toLowerCase());
      expect(letters).not.toContain(undefined);
      expect(new Set(letters).size, labels.join(' ')).toBe(letters.length);
    }
  });

  it('has tools of developers in builds from sources only', () => {
    const roles = (withTools: boolean) =>
      itemsOf(menuTemplate(actions(), texts, withTools)).flatMap(({ role }) =>
        role === undefined ? [] : [role],
      );
    expect(roles(true)).toEqual(expect.arrayContaining(['reload', 'toggleDevTools']));
    expect(roles(false)).not.toEqual(expect.arrayContaining(['toggleDevTools']));
    expect(roles(false)).toEqual(expect.arrayContaining(['quit', 'zoomIn', 'zoomOut', 'resetZoom']));
  });
});
