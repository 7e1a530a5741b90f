import { TooltipProvider } from '@radix-ui/react-tooltip';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import type { FunctionComponent } from 'react';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sampleBars, sampleOrders, sampleVolume } from '../charts/flow/fixtures.ts';
import { observeNoSizes, paintNothing } from '../design/jsdom.fixture.ts';
import { replaceView } from '../engine-client/engine-view.ts';
import { useConnection } from '../engine-client/feed-connection.ts';
import { installFakeHost } from '../engine-client/fixtures/fake-host.ts';
import { sampleView } from '../engine-client/fixtures/sample-view.ts';
import { DeltaPanel } from './delta/DeltaPanel.tsx';
import { FootprintPanel } from './footprint/FootprintPanel.tsx';
import { LadderPanel } from './ladder/LadderPanel.tsx';
import { ProfilePanel } from './profile/ProfilePanel.tsx';
import { TapePanel } from './tape/TapePanel.tsx';

const bar = { closeTicks: 1000, openTicks: 1000, highTicks: 1010, lowTicks: 1000, buyLots: 3, tradeCount: 4 };
const answers = {
  deltaBars: () => sampleBars(0, [bar]),
  footprint: () => sampleBars(0, [bar]),
  marketOrders: () => sampleOrders(0, [{ signedLots: 5, endTicks: 1000, fills: 1, levels: 1 }]),
  volumeProfile: () => ({ profiles: [sampleVolume] }),
};
const never = () => new Promise<never>(() => undefined);

beforeAll(() => {
  paintNothing();
  observeNoSizes();
});
beforeEach(() => {
  installFakeHost(answers);
  replaceView(sampleView);
  useConnection.setState({ isLive: true });
});
afterEach(cleanup);

const show = (Panel: FunctionComponent) =>
  render(
    <TooltipProvider>
      <Panel />
    </TooltipProvider>,
  );

/** Another session is open, whose order flow nobody has told yet. */
function changeSession(): void {
  installFakeHost();
  window.edgewright.ask = never;
  act(() => replaceView({ ...sampleView, session: { ...sampleView.session, sessionId: 's-2' } }));
}

describe('when another session is opened', () => {
  it.each([
    ['footprint', FootprintPanel, /Footprint/],
    ['delta', DeltaPanel, /delta/i],
    ['tape', TapePanel, /sales/i],
    ['profile', ProfilePanel, /profile/i],
  ] as const)('the %s panel no longer shows numbers of the one before', async (_name, Panel, picture) => {
    show(Panel);
    await screen.findByRole('img', { name: picture });
    changeSession();
    expect(screen.queryByRole('img', { name: picture })).toBeNull();
  });

  it('the ladder has to be armed again before a click trades', () => {
    show(LadderPanel);
    fireEvent.click(screen.getByRole('button', { name: 'Click to trade' }));
    expect(screen.queryByRole('button', { name: 'Click to trade' })).toBeNull();
    changeSession();
    expect(screen.getByRole('button', { name: 'Click to trade' })).toBeDefined();
  });
});
