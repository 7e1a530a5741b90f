import { TooltipProvider } from '@radix-ui/react-tooltip';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AccountRow, AccountsReply } from '../../../../electron/contract/accounts.ts';
import { AccountsDialog } from './AccountsDialog.tsx';
import { drawDialogs } from '../../../design/jsdom.fixture.ts';

const row: AccountRow = {
  id: '018f3a2b-8c4d-4e2f-9a1b-0c2d3e4f5a6b',
  venue: 'okx',
  label: 'Main',
  fingerprint: 'AbCd',
  createdAtMs: 1_714_521_600_000,
  checkedAtMs: 1_714_521_600_000,
  rights: { canTrade: true, canWithdraw: false, canTransfer: false, isIpBound: true, expiresAtMs: null },
  use: 'trade',
  condition: { kind: 'usable' },
  deadMan: [],
  isConnected: false,
  isOpen: false,
};
const store: AccountsReply['store'] = { kind: 'ready', backend: 'gnome_libsecret', unreadable: 0 };

function show(reply: AccountsReply, outcome: object = { outcome: 'done', detail: '' }) {
  const asked: unknown[] = [];
  let changed = () => {};
  const edgewright = {
    ask: (channel: string, request: object) => {
      asked.push([channel, request]);
      return Promise.resolve({ ok: true, reply: channel === 'accounts' ? reply : outcome });
    },
    onAccountsChanged: (listener: () => void) => {
      changed = listener;
      return () => undefined;
    },
  };
  Object.assign(window, { edgewright });
  render(
    <TooltipProvider>
      <AccountsDialog onClose={vi.fn()} />
    </TooltipProvider>,
  );
  return { asked, changed: () => changed() };
}

beforeEach(drawDialogs);
afterEach(cleanup);

describe('the accounts dialog', () => {
  it('shows account, venue, four characters, rights and what keeps the keys', async () => {
    show({ accounts: [row], store });
    expect(await screen.findByRole('row', { name: /Main OKX AbCd… read and trade/ })).toBeDefined();
    expect(screen.getByText(/Keys are kept by the GNOME keyring/)).toBeDefined();
    expect(screen.getByText('Asked on 2024-05-01')).toBeDefined();
  });

  it('asks the host for a key window, a check, another key, a removal and the lock', async () => {
    const { asked, changed } = show({ accounts: [row], store });
    await screen.findByRole('row', { name: /Main/ });
    for (const name of [
      'Add a key…',
      'Ask the venue: Main',
      'Replace key…: Main',
      'Remove…: Main',
      'Lock all keys',
    ])
      fireEvent.click(screen.getByRole('button', { name }));
    const { id } = row;
    expect(asked).toEqual([
      ['accounts', {}],
      ['addKey', {}],
      ['checkKey', { id }],
      ['replaceKey', { id }],
      ['removeKey', { id }],
      ['lockKeys', {}],
    ]);
    changed();
    expect(asked.at(-1)).toEqual(['accounts', {}]);
  });

  it('opens an account, and leaves the one that is open; another cannot be opened beside it', async () => {
    const other = { ...row, id: '018f3a2b-8c4d-4e2f-9a1b-0c2d3e4f5a6c', label: 'Other' };
    const { asked } = show({ accounts: [row, { ...other, isOpen: true, isConnected: true }], store });
    const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }));
    await press('Leave: Other');
    await press('Open: Main');
    expect(asked.slice(1)).toEqual([['leaveAccount', {}]]);
    cleanup();
    const alone = show({ accounts: [row], store });
    await press('Open: Main');
    expect(alone.asked.slice(1)).toEqual([['openAccount', { id: row.id }]]);
  });

  it('R-LV-06: shows what a test of the dead man’s switch has shown and when, and asks for one on the open account', async () => {
    const deadMan = [
      { market: 'linear-perpetual', finding: 'spares-stops', testedAtMs: 1_714_521_600_000, isCurrent: true },
      { market: 'spot', finding: 'cancels-everything', testedAtMs: 1_706_745_600_000, isCurrent: false },
    ] as const;
    const { asked } = show({
      accounts: [{ ...row, isOpen: true, isConnected: true, deadMan: [...deadMan] }],
      store,
    });
    expect(
      await screen.findByText('Dead man’s switch leaves stops standing (perpetuals, 2024-05-01)'),
    ).toBeDefined();
    expect(
      screen.getByText(
        'Dead man’s switch takes stops along (spot, 2024-02-01), no longer counts: test it again',
      ),
    ).toBeDefined();
    const test = screen.getByRole('button', { name: 'Test the dead man’s switch…: Main' });
    fireEvent.click(test);
    expect(asked.at(-1)).toEqual(['testDeadMan', { id: row.id }]);
  });

  it('offers no trading with a key that may only read', async () => {
    show({ accounts: [{ ...row, use: 'read' }], store });
    await screen.findByRole('row', { name: /Main/ });
    expect(screen.queryByRole('button', { name: /Trade with real money/ })).toBeNull();
    expect(screen.getByRole('button', { name: 'Open: Main' })).toBeDefined();
  });

  it('says why something was not done', async () => {
    show({ accounts: [row], store }, { outcome: 'refused', detail: 'the key can do more than before' });
    fireEvent.click(await screen.findByRole('button', { name: 'Ask the venue: Main' }));
    expect((await screen.findByRole('alert')).textContent).toBe('the key can do more than before');
  });

  it('warns of a key every address may use, of one that expires, and of another key store', async () => {
    const rights = { ...row.rights, isIpBound: false, expiresAtMs: Date.now() + 86_400_000 };
    const condition = { kind: 'other-store', sealedBy: 'kwallet6', storeNow: 'gnome_libsecret' } as const;
    show({ accounts: [{ ...row, rights: rights as never, condition }], store });
    expect(await screen.findByText(/Every address may use this key/)).toBeDefined();
    expect(screen.getByText(/^Expires on/)).toBeDefined();
    expect(screen.getByText(/Sealed by KWallet 6, the key store is the GNOME keyring now/)).toBeDefined();
  });

  it('says that keys are gone at the end where nothing keeps a secret, and that none is there', async () => {
    show({ accounts: [], store: { kind: 'unsafe', backend: 'basic_text', unreadable: 2 } });
    expect(await screen.findByText(/keys stay in memory and are gone when you quit/)).toBeDefined();
    expect(screen.getByText(/2 key files cannot be read/)).toBeDefined();
    expect(screen.getByText(/No key is kept/)).toBeDefined();
  });
});
