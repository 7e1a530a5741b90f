import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AskedHost, commandsOf, installFakeHost } from '../../engine-client/fixtures/fake-host.ts';
import { sampleView } from '../../engine-client/fixtures/sample-view.ts';
import { replaceView } from '../../engine-client/engine-view.ts';
import { ResetAccount } from './ResetAccount.tsx';

let asked: readonly AskedHost[];
beforeEach(() => {
  asked = installFakeHost();
  replaceView(sampleView);
});
afterEach(cleanup);

const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

describe('resetting the account', () => {
  it('asks before, names the account, and sends which one with its deposit', async () => {
    render(<ResetAccount />);
    press('Reset the account');
    expect(commandsOf(asked)).toEqual([]);
    expect(screen.getByRole('alertdialog').textContent).toContain('paper-sandbox');
    fireEvent.change(screen.getByRole('textbox'), { target: { value: '2500' } });
    await act(async () => press('Reset the account'));
    expect(commandsOf(asked)).toEqual([
      { command: 'resetAccount', payload: { accountId: 'paper-sandbox', depositQuote: '2500' } },
    ]);
  });

  it('does nothing when it is kept', () => {
    render(<ResetAccount />);
    press('Reset the account');
    press('Keep it');
    expect(screen.queryByRole('alertdialog')).toBeNull();
    expect(commandsOf(asked)).toEqual([]);
  });

  it('is there for paper accounts alone', () => {
    replaceView({ ...sampleView, session: { ...sampleView.session, mode: 'replay' } });
    expect(render(<ResetAccount />).container.innerHTML).toBe('');
  });
});
