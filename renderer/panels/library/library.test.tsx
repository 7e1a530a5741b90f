import { TooltipProvider } from '@radix-ui/react-tooltip';
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import axe from 'axe-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type {
  ImportPreviewView,
  LibraryDayView,
  LibraryView,
} from '../../../engine/contract/library-views.ts';
import { drawDialogs, layOut } from '../../design/jsdom.fixture.ts';
import { replaceView } from '../../engine-client/engine-view.ts';
import { commandsOf, installFakeHost } from '../../engine-client/fixtures/fake-host.ts';
import { sampleView } from '../../engine-client/fixtures/sample-view.ts';
import { LibraryPanel } from './LibraryPanel.tsx';
import { closeImport, useImport } from './use-import.ts';
import { useLibrary } from './use-library.ts';

const START = Date.UTC(2024, 7, 9, 8, 30);
const day = (change: Partial<LibraryDayView> = {}): LibraryDayView => ({
  venue: 'binance',
  instrument: 'binance:BTC/USDT',
  symbol: 'BTC/USDT',
  day: '2024-08-09',
  rows: { trades: 19_904, book: 1_200_000, marks: 0, bars: 0, status: 1 },
  bytes: 4_200_000,
  firstMs: START,
  lastMs: START + 3_600_000,
  isSimulated: false,
  isGrowing: false,
  isImported: true,
  quality: {
    score: 61.5,
    parts: { coverage: 20, gaps: 14, book: 15, trades: 12.5 },
    coverage: 0.04,
    gapCount: 2,
    gapMs: 90_000,
    longestGapMs: 75_000,
    crossedBooks: 0,
    duplicateTrades: 1,
    backwardTrades: 0,
    missingTrades: null,
    gaps: [],
  },
  ...change,
});
const sandboxDay = day({
  venue: 'sandbox',
  instrument: 'sandbox:ETH/USDT',
  symbol: 'ETH/USDT',
  isSimulated: true,
  quality: null,
});
const view: LibraryView = {
  days: [day(), sandboxDay],
  bytes: 8_400_000,
  freeBytes: 12_000_000_000,
  rawBytes: 0,
};
const empty: LibraryView = { days: [], bytes: 0, freeBytes: 12_000_000_000, rawBytes: 0 };

/** A day the open session is archived into. */
const growing = day({ symbol: 'SOL/USDT', instrument: 'bybit:SOL/USDT', isGrowing: true });

beforeAll(() => {
  layOut({ width: 1200, height: 400 });
  drawDialogs();
});
beforeEach(() => {
  closeImport();
  useLibrary.setState({
    view: undefined,
    failure: '',
    isLoading: false,
    chosen: new Set(),
    opened: undefined,
  });
});
afterEach(cleanup);

async function show(answers: Record<string, (payload: unknown) => unknown> = { library: () => view }) {
  const asked = installFakeHost(answers);
  replaceView(sampleView);
  const { container } = render(
    <TooltipProvider>
      <LibraryPanel />
    </TooltipProvider>,
  );
  await act(() => Promise.resolve());
  return { asked, container };
}

const rowOf = (text: string) => screen.getByText(text).closest('[role=row]') as HTMLElement;
const press = (name: string) =>
  act(async () => {
    fireEvent.click(screen.getByRole('button', { name }));
    await Promise.resolve();
  });

describe('the data library', () => {
  it('lists what is kept and marks what was made up', async () => {
    await show();
    const cells = (text: string) =>
      within(rowOf(text))
        .getAllByRole('cell')
        .map((cell) => cell.textContent);
    expect(cells('BTC/USDT')).toEqual(
      expect.arrayContaining([
        '2024-08-09',
        'binance',
        'imported',
        '19,904',
        '1,200,000',
        '4.20',
        '08:30:00',
        '2',
        '1 min',
        '61.5',
      ]),
    );
    expect(cells('ETH/USDT')).toEqual(expect.arrayContaining(['simulated', '–']));
    expect(screen.getByText(/2 days, 8.4 MB; 12.00 GB free/)).toBeTruthy();
  });

  it('says how far the archive has come of a day that is still recorded', async () => {
    await show({ library: () => ({ ...view, days: [growing], rawBytes: 3_000_000 }) });
    expect(within(rowOf('SOL/USDT')).getByText('up to 09:30:00')).toBeTruthy();
    expect(screen.getByText(/Raw frames: 3/)).toBeTruthy();
  });

  it('says what would fill it, and what went wrong', async () => {
    await show({ library: () => empty });
    expect(screen.getByText(/Nothing is kept yet/)).toBeTruthy();
  });

  it('tells the parts of the quality score of the day that is opened', async () => {
    await show();
    act(() => void fireEvent.click(rowOf('BTC/USDT')));
    const details = screen.getByRole('region', { name: 'About BTC/USDT 2024-08-09' });
    expect(details.textContent).toContain('Quality 61.5 of 100');
    expect(details.textContent).toContain('Few and short gaps14.0 of 20');
    expect(details.textContent).toContain('not known: ids do not follow each other');
  });

  it('replays a day from the time that is typed, and from no other', async () => {
    const { asked } = await show();
    act(() => void fireEvent.click(rowOf('BTC/USDT')));
    const start = screen.getByLabelText('Start, UTC');
    expect(start).toHaveProperty('value', '08:30:00');
    fireEvent.change(start, { target: { value: '10:00:00' } });
    expect(screen.getByRole('button', { name: 'Replay from here' })).toHaveProperty('disabled', true);
    expect(screen.getByText(/A time looks like/)).toBeTruthy();
    fireEvent.change(start, { target: { value: '09:00' } });
    await press('Replay from here');
    expect(commandsOf(asked)).toContainEqual({
      command: 'replayDays',
      payload: {
        days: [{ instrument: 'binance:BTC/USDT', day: '2024-08-09' }],
        fromMs: Date.UTC(2024, 7, 9, 9),
      },
    });
  });

  it('asks before it deletes and says what is lost', async () => {
    const { asked } = await show();
    expect(screen.getByRole('button', { name: 'Delete…' })).toHaveProperty('disabled', true);
    fireEvent.click(screen.getByRole('checkbox', { name: 'Choose ETH/USDT 2024-08-09' }));
    await press('Delete…');
    expect(screen.getByRole('dialog', { name: 'Delete these days?' }).textContent).toContain(
      '1 day with 1,219,905 rows (4.2 MB)',
    );
    expect(commandsOf(asked).map((each) => (each as { command: string }).command)).toEqual(['library']);
    await press('Delete for good');
    expect(commandsOf(asked)).toContainEqual({
      command: 'removeDays',
      payload: { days: [{ instrument: 'sandbox:ETH/USDT', day: '2024-08-09' }] },
    });
  });

  it('has no serious accessibility violation', async () => {
    const { container } = await show();
    act(() => void fireEvent.click(rowOf('BTC/USDT')));
    const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(serious.map(({ id }) => id)).toEqual([]);
  });
});

describe('the import dialog', () => {
  const preview: ImportPreviewView = {
    files: [{ name: 'trades.csv', bytes: 2048 }],
    shape: 'table',
    header: ['ts', 'p', 'q', 's'],
    rows: [['1723161255342', '61837.63', '0.02', 'sell']],
    mapping: {
      kind: 'trades',
      delimiter: ',',
      timeUnit: 'ms',
      timeShiftMs: 0,
      columns: { time: 'ts', price: 'p', size: 'q' },
      buyWords: ['buy'],
      sellWords: ['sell'],
      snapshotWords: [],
      intervalMs: 0,
    },
    faults: ['side has no column'],
    problems: [],
    checkedRows: 0,
    tickSize: '0.01',
    lotSize: '0.01',
    instruments: [],
  };

  async function openDialog() {
    const shown = await show({
      library: () => empty,
      previewImport: () => preview,
      importReport: () => ({
        report: {
          outcome: 'refused',
          detail: 'trades.csv line 5: price must be above zero, was 0. Nothing was imported.',
          instruments: [],
          days: [],
          rowsRead: 0,
          eventsKept: 0,
          rowsSkipped: 0,
          sizesCut: 0,
          problems: [{ file: 'trades.csv', line: 5, rule: 'price must be above zero, was 0' }],
        },
      }),
    });
    act(() => useImport.setState({ importId: 'i1', preview, mapping: preview.mapping ?? undefined }));
    return shown;
  }

  it('shows the rows as they are, a mapping to change, and what it lacks', async () => {
    const { container, asked } = await openDialog();
    expect(screen.getByText('61837.63')).toBeTruthy();
    expect(screen.getByText('side has no column')).toBeTruthy();
    fireEvent.change(screen.getByLabelText('Side'), { target: { value: 's' } });
    await press('Check again');
    expect(commandsOf(asked)).toContainEqual({
      command: 'previewImport',
      payload: {
        importId: 'i1',
        mapping: { ...preview.mapping, columns: { ...preview.mapping?.columns, side: 's' } },
      },
    });
    const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
    expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
  });

  it('begins only with an instrument, and tells line and rule of what was refused', async () => {
    const { asked } = await openDialog();
    const confirm = screen.getByRole('button', { name: 'Import' });
    expect(confirm).toHaveProperty('disabled', true);
    fireEvent.change(screen.getByLabelText('Instrument'), { target: { value: 'binance:BTC/USDT' } });
    expect(confirm).toHaveProperty('disabled', false);
    await act(async () => {
      fireEvent.click(confirm);
      await Promise.resolve();
    });
    expect(commandsOf(asked)).toContainEqual({
      command: 'importTable',
      payload: expect.objectContaining({
        importId: 'i1',
        instrument: { id: 'binance:BTC/USDT', makerFeeBps: 10, takerFeeBps: 10 },
        brokenRows: 'refuse',
        finerSizes: 'refuse',
      }),
    });
    const [alert] = await screen.findAllByRole('alert');
    expect(alert?.textContent).toContain(
      'Refused: trades.csv line 5: price must be above zero, was 0. Nothing was imported.',
    );
  });
});
