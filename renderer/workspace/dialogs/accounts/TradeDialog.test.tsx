import { TooltipProvider } from '@radix-ui/react-tooltip';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AccountRow } from '../../../../electron/contract/accounts.ts';
import type { ArmingReview } from '../../../../engine/contract/arming.ts';
import { inPlainWords } from './plain-obstacles.ts';
import { TradeDialog } from './TradeDialog.tsx';
import { drawDialogs } from '../../../design/jsdom.fixture.ts';

const row: AccountRow = {
  id: '018f3a2b-8c4d-4e2f-9a1b-0c2d3e4f5a6b',
  venue: 'okx',
  label: 'Main',
  fingerprint: 'AbCd',
  createdAtMs: 1_714_521_600_000,
  checkedAtMs: null,
  rights: null,
  use: 'trade',
  condition: { kind: 'usable' },
  deadMan: [],
  isConnected: true,
  isOpen: true,
};
const review: ArmingReview = {
  accountName: 'Main',
  venue: 'OKX',
  equity: '1,250.00 USDT',
  mostLossToday: '56.25 USDT',
  warmUpEntries: 10,
  mostPosition: '250.00 USDT',
  strategies: [{ strategyId: 'buy-and-hold', symbol: 'ETH/USDT:USDT' }],
  obstacles: [],
  canOverrideRecord: false,
};
const done = { outcome: 'done', detail: '' };

type Replies = Readonly<Record<string, object>>;

/** The dialog with a host that answers by channel, and everything it was asked. */
function show(replies: Replies = {}, isOpen = true) {
  const asked: unknown[] = [];
  const all: Replies = {
    openAccount: done,
    armAccount: done,
    reviewAccount: { outcome: 'reviewed', review },
    ...replies,
  };
  const edgewright = {
    ask: (channel: string, request: object) => {
      asked.push([channel, request]);
      return Promise.resolve({ ok: true, reply: all[channel] });
    },
  };
  Object.assign(window, { edgewright });
  const onClose = vi.fn();
  const { container } = render(
    <TooltipProvider>
      <TradeDialog row={{ ...row, isOpen }} onClose={onClose} />
    </TooltipProvider>,
  );
  return { asked, container, onClose };
}

const typeName = async (name: string) =>
  fireEvent.change(await screen.findByLabelText('Name of the account'), { target: { value: name } });
const go = () => screen.getByRole('button', { name: 'Trade with real money…' });
const isOff = () => (go() as HTMLButtonElement).disabled;
const reviewed = (changes: Partial<ArmingReview>) => ({
  reviewAccount: { outcome: 'reviewed', review: { ...review, ...changes } },
});

beforeEach(drawDialogs);
afterEach(cleanup);

describe('trading with real money', () => {
  it('R-LV-02: shows what can be lost and asks the host only after the name was typed exactly', async () => {
    const { asked, onClose } = show();
    for (const said of ['1,250.00 USDT', '56.25 USDT', '250.00 USDT', 'Buy and hold (ETH/USDT:USDT)'])
      expect(await screen.findByText(said)).toBeDefined();
    expect(isOff()).toBe(true);
    await typeName('main');
    expect(isOff()).toBe(true);
    await typeName('Main');
    fireEvent.change(screen.getByLabelText('For how long'), { target: { value: '2' } });
    fireEvent.click(go());
    await vi.waitFor(() => expect(onClose).toHaveBeenCalledOnce());
    const { id } = row;
    expect(asked.at(-1)).toEqual(['armAccount', { id, typedName: 'Main', hours: 2, overridesRecord: false }]);
  });

  it('opens the account first, and says so while it takes time', async () => {
    const { asked } = show({}, false);
    expect(screen.getByText(/Opening the account and comparing/)).toBeDefined();
    await screen.findByText('1,250.00 USDT');
    expect(asked.slice(0, 2)).toEqual([
      ['openAccount', { id: row.id }],
      ['reviewAccount', { id: row.id }],
    ]);
  });

  it('says why the account does not open, and tries again when asked to', async () => {
    const { asked } = show({ openAccount: { outcome: 'failed', detail: 'OKX does not answer' } }, false);
    expect((await screen.findByRole('alert')).textContent).toContain('OKX does not answer');
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await screen.findByRole('alert');
    expect(asked.filter((each) => (each as string[])[0] === 'openAccount')).toHaveLength(2);
  });

  it('R-LV-02: names everything that stands in the way and does nothing while it does', async () => {
    const { asked } = show(reviewed({ obstacles: ['no-recent-backup', 'clock-not-healthy'] }));
    expect(await screen.findByText(/No verified backup/)).toBeDefined();
    expect(screen.getByText(/clock of this computer/)).toBeDefined();
    await typeName('Main');
    expect(isOff()).toBe(true);
    fireEvent.submit(screen.getByLabelText('Name of the account'));
    expect(asked.map((each) => (each as string[])[0])).not.toContain('armAccount');
  });

  it('R-LV-02: takes a short record on paper upon the person when they say so', async () => {
    const { asked } = show(reviewed({ obstacles: ['paper-record-too-short'], canOverrideRecord: true }));
    await typeName('Main');
    expect(isOff()).toBe(true);
    fireEvent.click(screen.getByRole('checkbox', { name: /I take it upon myself/ }));
    expect(screen.getByText('Nothing stands in the way.')).toBeDefined();
    fireEvent.click(go());
    await vi.waitFor(() => expect(asked.at(-1)).toMatchObject(['armAccount', { overridesRecord: true }]));
  });

  it('stays and says why when the engine refuses, in plain words', async () => {
    const { onClose } = show({ armAccount: { outcome: 'refused', detail: 'not armed: order-unknown' } });
    await typeName('Main');
    fireEvent.click(go());
    expect((await screen.findByRole('alert')).textContent).toContain('There is an order of which nobody');
    expect(onClose).not.toHaveBeenCalled();
  });

  it('stays and says nothing when the person cancels in the dialog of the system', async () => {
    const { asked, onClose } = show({ armAccount: { outcome: 'canceled', detail: '' } });
    await typeName('Main');
    fireEvent.click(go());
    await vi.waitFor(() => expect(isOff()).toBe(false));
    expect([asked.length, screen.queryByRole('alert'), onClose.mock.calls.length]).toEqual([2, null, 0]);
  });

  it('has no serious accessibility violation', async () => {
    const { container } = show(reviewed({ obstacles: ['order-unknown'], canOverrideRecord: true }));
    await screen.findByText('1,250.00 USDT');
    const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
    expect(violations).toEqual([]);
  });
});

describe('a refusal in plain words', () => {
  const words = { a: 'First.', b: 'Second.' };
  it('replaces what the engine says by what it means, and leaves other sentences alone', () => {
    expect(inPlainWords('not armed: a, b', words)).toBe('First. Second.');
    expect(inPlainWords('b', words)).toBe('Second.');
    expect(inPlainWords('the venue, a, is away', words)).toBe('the venue, a, is away');
    expect(inPlainWords('', words)).toBe('');
  });
});
