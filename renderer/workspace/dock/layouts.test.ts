// @vitest-environment jsdom
import { createDockview, type DockviewApi } from 'dockview-react';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { observeNoSizes } from '../../design/jsdom.fixture.ts';
import { type AskedHost, installFakeHost } from '../../engine-client/fixtures/fake-host.ts';
import { dockMemory } from './dock-memory.ts';
import { holdDock, linkNext, linkOf, openAnotherPanel } from './dock-handle.ts';
import { autosaveLayout, resetLayout } from './layouts.ts';
import { shippedLayout } from './presets.ts';
import { en } from '../../language/en.ts';

beforeAll(() => {
  observeNoSizes();
});

let asked: readonly AskedHost[] = [];
let api: DockviewApi;
let endSaving = () => {};

const openDock = (): DockviewApi =>
  createDockview(document.createElement('div'), {
    createComponent: () => ({ element: document.createElement('div'), init: () => undefined }),
  });

beforeEach(() => {
  vi.useFakeTimers();
  asked = installFakeHost();
  api = openDock();
  api.fromJSON(shippedLayout('order-flow', { width: 1600, height: 900 }, en));
  holdDock(api);
  endSaving = autosaveLayout(api, 'order-flow');
});
afterEach(() => {
  endSaving();
  holdDock(undefined);
  api.dispose();
  vi.useRealTimers();
});

type Saved = { readonly panels: Readonly<Record<string, { readonly params?: Record<string, unknown> }>> };

async function lastSaved(): Promise<Saved> {
  await vi.advanceTimersByTimeAsync(500);
  const saves = asked.filter(({ channel }) => channel === 'saveLayout');
  const [last] = saves.slice(-1).map(({ request }) => request as { readonly layout: Saved });
  if (last === undefined) throw new Error('nothing was saved');
  return last.layout;
}

const memoryOf = (dock: DockviewApi, id: string) => {
  const panel = dock.getPanel(id);
  if (panel === undefined) throw new Error(`${id} is not open`);
  return dockMemory(panel.api, panel.params ?? {});
};

describe('the saved layout', () => {
  it('holds what a panel keeps, and gives it back to the panel that is made from it', async () => {
    memoryOf(api, 'chart').keep({ style: 'line' });
    const saved = await lastSaved();
    expect(saved.panels['chart']?.params).toEqual({ settings: { style: 'line' } });
    const again = openDock();
    again.fromJSON(saved as never);
    expect(memoryOf(again, 'chart').current()).toEqual({ style: 'line' });
    expect(memoryOf(again, 'heatmap').current()).toEqual({});
    again.dispose();
  });

  it('holds a link color that was changed beside settings', async () => {
    memoryOf(api, 'tape').keep({ asPrints: true });
    linkNext('tape');
    const saved = await lastSaved();
    expect(saved.panels['tape']?.params).toEqual({ settings: { asPrints: true }, link: 'amber' });
  });

  it('forgets what panels keep when it is reset, and saves what they keep from then on', async () => {
    memoryOf(api, 'chart').keep({ style: 'line' });
    await resetLayout(api, 'order-flow');
    expect(memoryOf(api, 'chart').current()).toEqual({});
    expect((await lastSaved()).panels['chart']?.params).toBeUndefined();
    memoryOf(api, 'chart').keep({ style: 'hollow' });
    expect((await lastSaved()).panels['chart']?.params).toEqual({ settings: { style: 'hollow' } });
  });

  it('is saved when the window is left, and nothing that happens to it then', async () => {
    memoryOf(api, 'chart').keep({ style: 'line' });
    window.dispatchEvent(new Event('beforeunload'));
    api.getPanel('chart')?.api.close();
    expect((await lastSaved()).panels['chart']?.params).toEqual({ settings: { style: 'line' } });
  });

  it('holds panels opened a second time, each with a color and settings of its own', async () => {
    openAnotherPanel('chart');
    openAnotherPanel('chart');
    memoryOf(api, 'chart-2').keep({ style: 'delta' });
    const { panels } = await lastSaved();
    expect(panels['chart-2']?.params).toEqual({ link: 'amber', settings: { style: 'delta' } });
    expect(panels['chart-3']?.params).toEqual({ link: 'violet' });
    expect(panels['chart']?.params).toBeUndefined();
    api.getPanel('chart-2')?.api.close();
    openAnotherPanel('chart');
    expect(memoryOf(api, 'chart-2').current()).toEqual({});
    expect(linkOf(api.getPanel('chart-2')?.params)).toBe('amber');
  });
});

describe('what a panel keeps', () => {
  it.each([['a word'], [7], [null], [['list']]])('begins anew when the file holds %j', (settings) => {
    expect(dockMemory({ updateParameters: () => undefined }, { settings }).current()).toEqual({});
  });
});
