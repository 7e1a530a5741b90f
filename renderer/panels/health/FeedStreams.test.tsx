import { cleanup, render, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { replaceView } from '../../engine-client/engine-view.ts';
import { sampleView } from '../../engine-client/fixtures/sample-view.ts';
import { FeedStreams } from './FeedStreams.tsx';

afterEach(cleanup);

describe('the market streams', () => {
  it('shows state, age, latency, faults and clock of each, and greys what is not live', () => {
    replaceView(sampleView);
    render(<FeedStreams />);
    const [, book, trades] = within(screen.getByRole('table', { name: 'Market streams' })).getAllByRole(
      'row',
    );
    if (book === undefined || trades === undefined) throw new Error('two streams have two rows');
    const cells = within(book).getAllByRole('cell');
    const texts = cells.map(({ textContent }) => textContent);
    expect(texts.slice(0, 2)).toEqual(['Book', 'Live']);
    expect(texts.slice(3)).toEqual(['12 / 31 / 80 ms', '12,345', '1 / 1', '2', '3', '-7 / 24 ms']);
    expect(cells[6]?.title).toBe('a frame must be JSON');
    expect(book.className).toBe('');
    expect(trades.className).toBe('not-live');
    expect(trades.dataset['state']).toBe('stale');
    expect(within(trades).getAllByRole('cell')[3]?.textContent).toBe('–');
  });

  it('says that nothing has come yet', () => {
    replaceView({ ...sampleView, feeds: [] });
    render(<FeedStreams />);
    expect(screen.getByText('No stream has brought anything yet.')).toBeDefined();
  });
});
