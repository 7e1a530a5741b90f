import { render, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { IsolatedTable } from './IsolatedTable.tsx';

const rows = [
  { runId: 'fade-1', strategyId: 'fade', sharedPnlQuote: 12, isolatedPnlQuote: 12, differenceQuote: 0 },
  { runId: 'hold-1', strategyId: 'hold', sharedPnlQuote: -3, isolatedPnlQuote: 5, differenceQuote: -8 },
];

describe('the table of strategies alone', () => {
  it('shows every strategy, and that shared is the sum alone and the interaction', () => {
    render(
      <IsolatedTable
        isolated={{ rows, sharedPnlQuote: 9, isolatedPnlQuote: 17, interactionQuote: -8 }}
        titleOf={(strategyId) => `the ${strategyId}`}
      />,
    );
    const cellsOf = (name: string) =>
      within(screen.getByRole('rowheader', { name }).closest('tr') as HTMLElement)
        .getAllByRole('cell')
        .map((cell) => cell.textContent);
    expect(cellsOf('the hold')).toEqual(['-3.00', '+5.00', '-8.00']);
    expect(cellsOf('All')).toEqual(['+9.00', '+17.00', '-8.00']);
  });

  it('is not there while no strategy has an account of its own', () => {
    const { container } = render(
      <IsolatedTable
        isolated={{ rows: [], sharedPnlQuote: 0, isolatedPnlQuote: 0, interactionQuote: 0 }}
        titleOf={String}
      />,
    );
    expect(container.innerHTML).toBe('');
  });
});
