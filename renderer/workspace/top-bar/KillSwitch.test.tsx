import { TooltipProvider } from '@radix-ui/react-tooltip';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { HostBridge } from '../../../electron/contract/host-bridge.ts';
import { drawDialogs } from '../../design/jsdom.fixture.ts';
import { replaceView } from '../../engine-client/engine-view.ts';
import { sampleView } from '../../engine-client/fixtures/sample-view.ts';
import { Overlays } from '../Overlays.tsx';
import { showOverlay } from '../window-state.ts';
import { KillSwitch } from './KillSwitch.tsx';

/** A host whose dialog ends with `outcome`. */
function hostWith(outcome: object = { outcome: 'done', detail: '' }) {
  const asked: (readonly [string, unknown])[] = [];
  const bridge = {
    ask: (channel: string, request: unknown) => {
      asked.push([channel, request]);
      return Promise.resolve({
        ok: true,
        reply: channel === 'askEngine' ? { ok: true, reply: {} } : outcome,
      });
    },
  } as unknown as HostBridge;
  Object.defineProperty(window, 'edgewright', { configurable: true, value: bridge });
  return asked;
}

/** What a person sees who stands before the switch while trading is in this state. */
function show(tradingState: 'active' | 'halted'): void {
  replaceView({ ...sampleView, session: { ...sampleView.session, live: null, tradingState } });
  render(
    <TooltipProvider>
      <KillSwitch />
      <Overlays />
    </TooltipProvider>,
  );
}
const press = async (name: string) => {
  fireEvent.click(screen.getByRole('button', { name }));
  await act(() => Promise.resolve());
};
const type = (text: string) =>
  fireEvent.change(screen.getByRole('textbox', { name: 'Type RELEASE to go on' }), {
    target: { value: text },
  });

beforeAll(drawDialogs);
afterEach(() => {
  cleanup();
  showOverlay('none');
});

describe('the kill switch', () => {
  it('R-LV-03: freezes with one press and no question', async () => {
    const asked = hostWith();
    show('active');
    await press('Freeze');
    expect(asked).toEqual([['askEngine', { command: 'setTradingState', payload: { state: 'halted' } }]]);
  });

  it('R-IPC-09: leaves the question whether to flatten to the host', async () => {
    const asked = hostWith();
    show('active');
    await press('Flatten');
    expect(asked).toEqual([['safetyWish', { wish: { kind: 'flatten' }, typedWord: '' }]]);
  });

  it('wants a word typed before the host is asked to release', async () => {
    const asked = hostWith();
    show('halted');
    await press('Release');
    const go = screen.getByRole<HTMLButtonElement>('button', { name: 'Go on to the question' });
    expect(go.disabled).toBe(true);
    type('release');
    expect(go.disabled).toBe(true);
    type('RELEASE');
    await press('Go on to the question');
    expect(asked).toEqual([
      ['safetyWish', { wish: { kind: 'set-trading-state', state: 'active' }, typedWord: 'RELEASE' }],
    ]);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('says why nothing was released, and stays', async () => {
    hostWith({ outcome: 'refused', detail: 'The record is not compared with the venue yet.' });
    show('halted');
    await press('Release');
    type('RELEASE');
    await press('Go on to the question');
    expect(screen.getByText('The record is not compared with the venue yet.')).toBeDefined();
  });
});
