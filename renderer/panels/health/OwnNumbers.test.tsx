import { cleanup, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NumbersView } from '../../../engine/contract/number-commands.ts';
import { useConnection } from '../../engine-client/feed-connection.ts';
import { installFakeHost } from '../../engine-client/fixtures/fake-host.ts';
import { OwnNumbers } from './OwnNumbers.tsx';

beforeEach(() => useConnection.setState({ isLive: true }));
afterEach(() => {
  cleanup();
  useConnection.setState({ isLive: false });
});

const missing: NumbersView = {
  state: 'missing',
  failure: '',
  readAtMs: null,
  rows: 0,
  series: [],
  seriesCount: 0,
  refused: [],
  refusedCount: 0,
  notToldBecause: '',
};
const fees = {
  name: 'chain.fees',
  instrument: '',
  unit: 'BTC/day',
  rows: 1234,
  lastValue: 24.5,
  lastMs: Date.UTC(2024, 4, 1, 0, 5),
  isOfSession: true,
};
const doge = { ...fees, name: 'loan.borrow-rate', instrument: 'DOGE/USDT', rows: 1, isOfSession: false };
const read: NumbersView = {
  ...missing,
  state: 'read',
  readAtMs: Date.UTC(2024, 4, 1, 12),
  rows: 1235,
  series: [fees, doge],
  seriesCount: 2,
};

function show(view: NumbersView) {
  installFakeHost({ ownNumbers: () => view });
  render(<OwnNumbers />);
}

describe('own numbers in the health panel', () => {
  it('say that there is no file, as a hint and not as a warning', async () => {
    show(missing);
    expect(await screen.findByText(/^There is no numbers.csv in the data folder/)).toBeDefined();
    expect(screen.queryByRole('status')).toBeNull();
    expect(screen.queryByRole('table')).toBeNull();
  });

  it('show each series with its last value, unit and time, and grey what the session does not have', async () => {
    show(read);
    const table = await screen.findByRole('table', { name: 'Own numbers' });
    const [, first, second] = within(table).getAllByRole('row');
    if (first === undefined || second === undefined) throw new Error('two series have two rows');
    const cells = within(first).getAllByRole('cell');
    expect(within(first).getByRole('rowheader').textContent).toBe('chain.fees');
    expect(cells.map(({ textContent }) => textContent)).toEqual([
      '–',
      '1,234',
      '24.5',
      'BTC/day',
      '05/01/2024, 00:05:00 UTC',
    ]);
    expect(second.className).toBe('not-live');
    expect(within(second).getAllByRole('cell')[0]?.textContent).toBe('DOGE/USDT (not in this session)');
    expect(
      screen.getByText('numbers.csv: 1,235 rows, 2 series. Last read 05/01/2024, 12:00:00 UTC.'),
    ).toBeDefined();
  });

  it('tell every refused line by its number and rule, and how many more there are', async () => {
    const refused = [{ line: 7, rule: 'value must be a finite number, was "x"' }];
    show({ ...read, refused, refusedCount: 3 });
    expect((await screen.findByRole('status')).textContent).toBe('3 lines were refused.');
    const lines = within(screen.getByRole('list', { name: 'Refused lines' })).getAllByRole('listitem');
    expect(lines.map(({ textContent }) => textContent)).toEqual([
      'Line 7: value must be a finite number, was "x"',
    ]);
    expect(screen.getByText('and 2 more')).toBeDefined();
  });

  it('say why a file was not read and that what was known stays, and why the session is told nothing', async () => {
    show({ ...read, state: 'failed', failure: 'it must be a file, and is none', notToldBecause: 'a replay' });
    expect((await screen.findByRole('status')).textContent).toBe(
      'numbers.csv was not read: it must be a file, and is none. What was known before stays.',
    );
    expect(screen.getByText('The session is not told now: a replay.')).toBeDefined();
  });
});
