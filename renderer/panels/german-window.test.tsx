import { TooltipProvider } from '@radix-ui/react-tooltip';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import type { FunctionComponent } from 'react';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { EngineView } from '../../engine/contract/views.ts';
import { drawDialogs, layOut } from '../design/jsdom.fixture.ts';
import { replaceView } from '../engine-client/engine-view.ts';
import { installFakeHost } from '../engine-client/fixtures/fake-host.ts';
import {
  sampleExplanation,
  sampleFill,
  sampleOrder,
  sampleRun,
  SAMPLE_MS,
  sampleView,
} from '../engine-client/fixtures/sample-view.ts';
import { adoptSettings, currentSettings } from '../host-client/settings.ts';
import { FillsPanel } from './fills/FillsPanel.tsx';
import { LogPanel } from './log/LogPanel.tsx';
import { OrdersPanel } from './orders/OrdersPanel.tsx';
import { StrategiesPanel } from './strategies/StrategiesPanel.tsx';

beforeAll(() => {
  layOut({ width: 900, height: 400 });
  drawDialogs();
});
beforeEach(() => adoptSettings({ ...currentSettings(), language: 'de' }));
afterEach(() => {
  cleanup();
  adoptSettings({ ...currentSettings(), language: 'en' });
});

function show(Panel: FunctionComponent, part: Partial<EngineView> = {}): void {
  replaceView({ ...sampleView, ...part });
  render(
    <TooltipProvider>
      <Panel />
    </TooltipProvider>,
  );
}

describe('a German window', () => {
  it('tells the story of a fill in German, with German numbers', async () => {
    installFakeHost({ explainFill: () => sampleExplanation });
    show(FillsPanel, { fills: [sampleFill] });
    fireEvent.click(screen.getByText('Einstieg'));
    expect(await screen.findByText('Sie nahm 0,02 BTC zu 64.000,2 aus dem sichtbaren Buch.')).toBeTruthy();
    expect(screen.getByText('Als Taker zahlte sie 0,7040022 USDT, 5,5 bps ihres Gegenwerts.')).toBeTruthy();
  });

  it('says why an order was placed, how it ended and what it was turned away for', () => {
    const refused = { code: 'below-min-size', measured: { lots: 3, minLots: 10 } } as const;
    const said = { code: 'fades-imbalance', values: { logImbalance: -1.204 } } as const;
    show(OrdersPanel, {
      orders: [
        { ...sampleOrder, orderId: 'o-1', reason: 'fades a log imbalance of -1.20', reasonSaid: said },
        { ...sampleOrder, orderId: 'o-2', status: 'canceled', ending: 'canceled by hand' },
        { ...sampleOrder, orderId: 'o-3', status: 'rejected', ending: 'below-min-size 3', refused },
        { ...sampleOrder, orderId: 'o-4', reason: 'in words nobody knows' },
      ],
    });
    fireEvent.click(screen.getByText(/^Alle\s*\d/));
    expect(screen.getByText('handelt gegen ein Log-Ungleichgewicht von -1,20')).toBeTruthy();
    expect(screen.getByText('von Hand storniert')).toBeTruthy();
    expect(screen.getByText(/^Kleiner, als der Handelsplatz erlaubt \(/)).toBeTruthy();
    expect(screen.getByText('in words nobody knows')).toBeTruthy();
  });

  it('words the log, and shows a line without a code as it was recorded', () => {
    const because = {
      text: 'the score of 0.36 is not beyond 0.4',
      said: { code: 'score-too-small', values: { score: 0.36, limit: 0.4 } },
    } as const;
    const at = { timeMs: SAMPLE_MS, level: 'info' } as const;
    show(LogPanel, {
      log: [
        { ...at, text: 'r', said: { code: 'decision', values: { runId: 'r-1', action: 'exit', because } } },
        {
          ...at,
          text: 't',
          said: { code: 'trading-state', values: { state: 'halted', because: { text: 'set by hand' } } },
        },
        { ...at, text: 'an older line' },
      ],
    });
    expect(
      screen.getByText('r-1 beschließt auszusteigen: die Punktzahl 0,36 liegt nicht jenseits von 0,4'),
    ).toBeTruthy();
    expect(screen.getByText('Der Handel ist eingefroren: von Hand gesetzt')).toBeTruthy();
    expect(screen.getByText('an older line')).toBeTruthy();
  });

  it('names strategies and says what they decided', () => {
    show(StrategiesPanel, { runs: [{ ...sampleRun, lastDecision: 'holding' }] });
    expect(screen.getByText(/warten: wird gehalten/)).toBeTruthy();
    expect(screen.getAllByText('Kaufen und halten').length).toBeGreaterThan(0);
  });
});
