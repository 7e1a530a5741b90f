import { TooltipProvider } from '@radix-ui/react-tooltip';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TradingState } from '../../../engine/domain/session/mode.ts';
import { drawDialogs } from '../../design/jsdom.fixture.ts';
import { replaceView } from '../../engine-client/engine-view.ts';
import { type AskedHost, installFakeHost } from '../../engine-client/fixtures/fake-host.ts';
import { sampleView } from '../../engine-client/fixtures/sample-view.ts';
import { ReleaseDialog } from './ReleaseDialog.tsx';

let asked: readonly AskedHost[];

beforeAll(drawDialogs);
beforeEach(() => {
  asked = installFakeHost({});
});
afterEach(cleanup);

const open = (tradingState: TradingState) => {
  replaceView({ ...sampleView, session: { ...sampleView.session, tradingState } });
  render(
    <TooltipProvider>
      <ReleaseDialog onClose={() => undefined} />
    </TooltipProvider>,
  );
};
const goOn = async () => {
  const field = screen.getByRole('textbox');
  fireEvent.change(field, { target: { value: 'RELEASE' } });
  fireEvent.click(screen.getByRole('button', { name: 'Go on to the question' }));
  await act(() => Promise.resolve());
};
const wishes = () =>
  asked.flatMap(({ channel, request }) =>
    channel === 'safetyWish' ? [(request as { readonly wish: unknown }).wish] : [],
  );

describe('a release', () => {
  it('of what is frozen can stop half way: exits leave again and no entry', async () => {
    open('halted');
    const what = screen.getByRole('combobox', { name: 'What may leave again' });
    fireEvent.change(what, { target: { value: 'reduce-only' } });
    await goOn();
    expect(wishes()).toEqual([{ kind: 'set-trading-state', state: 'reduce-only' }]);
  });

  it('is whole unless told otherwise', async () => {
    open('halted');
    await goOn();
    expect(wishes()).toEqual([{ kind: 'set-trading-state', state: 'active' }]);
  });

  it('of what may only become smaller has nothing to choose', async () => {
    open('reduce-only');
    expect(screen.queryByRole('combobox')).toBeNull();
    await goOn();
    expect(wishes()).toEqual([{ kind: 'set-trading-state', state: 'active' }]);
  });
});
