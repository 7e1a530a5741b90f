import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { textsOf } from '../main/dialog-texts/texts-of.ts';
import { accountsReply } from '../contract/accounts.ts';
import type { KeyPermissions, KeyProbe } from '../../engine/domain/venue/key-permissions.ts';
import { AccountDesk } from './account-desk.ts';
import { FakeKeyStore } from './fake-safe-storage.fixture.ts';
import { WORD_HOLDS_MS } from './key-use.ts';
import { canaryKey, vaultOn } from './vault.fixture.ts';

const tradeOnly: KeyPermissions = {
  canTrade: true,
  canWithdraw: false,
  canTransfer: false,
  isIpBound: true,
  expiresAt: undefined,
};
const told = (permissions: Partial<KeyPermissions> = {}): KeyProbe => ({
  kind: 'told',
  permissions: { ...tradeOnly, ...permissions },
});
const typed = {
  kind: 'submit',
  venue: 'okx',
  label: 'Main',
  ...canaryKey.material,
} as const;

/** A desk on a real vault, with a person who answers as told and a venue that says what it is told to say. */
function deskOn(os = new FakeKeyStore()) {
  const { folder, vault } = vaultOn(os);
  const state = {
    probe: told(),
    answer: 'keep',
    now: 1_800_000_000_000,
    changes: 0,
    restarts: 0,
    openId: '',
  };
  const asked: { message: string; detail: string; choices: readonly { label: string }[] }[] = [];
  const said: string[] = [];
  const notes: string[] = [];
  const held = new Set<string>();
  const hidden = new Set<string>();
  const letGo: string[] = [];
  const frozen: string[] = [];
  const desk = new AccountDesk({
    vault,
    line: {
      probe: () => Promise.resolve(state.probe),
      hold: (id) => Promise.resolve(held.add(id).has(id)),
      drop: (id) => Promise.resolve(held.delete(id) || true),
      dropAll: () => {
        held.clear();
        return Promise.resolve(true);
      },
      get heldIds() {
        return [...held];
      },
    },
    question: (question, otherwise) => {
      asked.push(question);
      const known = question.choices.find(({ choice }) => choice === state.answer);
      return Promise.resolve(known?.choice ?? otherwise);
    },
    tell: (message, detail) => {
      said.push(`${message}\n${detail}`);
      return Promise.resolve();
    },
    nowMs: () => state.now,
    texts: () => textsOf('en'),
    restartEngine: () => Promise.resolve(void (state.restarts += 1)),
    changed: () => (state.changes += 1),
    letGo: (id) => letGo.push(id),
    isOpen: (id) => state.openId === id,
    freeze: async (because) => frozen.push(because),
    warnOfGrowth: (label) => frozen.push(label),
    hide: (text) => {
      hidden.add(text);
      return () => hidden.delete(text);
    },
    note: (text) => notes.push(text),
  });
  const files = () => {
    try {
      return readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    } catch {
      return [];
    }
  };
  return { asked, desk, files, frozen, held, hidden, letGo, notes, os, said, state, vault };
}

/** The desk after a key was kept, with the id of its account. */
async function withKey(os?: FakeKeyStore) {
  const parts = deskOn(os);
  await parts.desk.submit(typed);
  const id = (await parts.desk.list()).accounts[0]?.id ?? '';
  parts.asked.length = 0;
  return { ...parts, id };
}

describe('a key that was typed', () => {
  it('is kept after its venue was asked and the person agreed, and shown without any part of a secret', async () => {
    const { asked, desk, hidden, state } = deskOn();
    expect(await desk.submit(typed)).toEqual({ outcome: 'done', detail: '' });
    expect(asked[0]?.message).toBe('Keep this key for Main at OKX?');
    expect(asked[0]?.detail).toContain('It may trade.\nIt may not withdraw.\nIt may not transfer.');
    expect(asked[0]?.detail).toContain('the GNOME keyring keeps it from other users');
    const list = await desk.list();
    expect(accountsReply.safeParse(list).success).toBe(true);
    expect(list.accounts).toMatchObject([{ venue: 'okx', label: 'Main', fingerprint: 'AbCd', use: 'trade' }]);
    expect(JSON.stringify(list)).not.toMatch(/canary|sealed/);
    expect(JSON.stringify(asked)).not.toContain('canary');
    expect([hidden.size, state.changes]).toEqual([0, 1]);
  });

  it.each([
    ['withdraw', told({ canWithdraw: true }), 'This key can withdraw funds, so it is not stored.'],
    ['transfer', told({ canTransfer: true }), 'This key can transfer funds, so it is not stored.'],
    ['do nothing', { kind: 'not-accepted', venueCode: '1' } as const, 'OKX does not accept this key.'],
  ])(
    'R-SEC-05: that can %s is refused with the steps to take, and nothing is stored',
    async (_can, probe, words) => {
      const { asked, desk, files, said, state, vault } = deskOn();
      state.probe = probe;
      expect(await desk.submit(typed)).toEqual({ outcome: 'refused', detail: words });
      expect([asked, files(), await vault.list()]).toEqual([[], [], []]);
      expect(said[0]).toContain(words);
      expect(JSON.stringify(said)).not.toContain('canary');
    },
  );

  it('R-SEC-05: of which the venue says too little is for live orders only on the word of the person', async () => {
    const { asked, desk, notes, state } = deskOn();
    state.probe = told({ canWithdraw: undefined });
    expect(await desk.submit(typed)).toEqual({ outcome: 'canceled', detail: '' });
    expect(asked[0]?.choices.map(({ label }) => label)).toEqual([
      'Withdrawals and transfers are off: keep the key',
      'Keep it, no live orders',
      'Discard',
    ]);
    state.answer = 'keep-reading';
    await desk.submit(typed);
    expect((await desk.list()).accounts[0]?.use).toBe('read');
    state.answer = 'keep-on-word';
    await desk.submit({ ...typed, label: 'On word' });
    const use = async () => (await desk.list()).accounts.find(({ label }) => label === 'On word')?.use;
    expect(await use()).toBe('trade-on-word');
    expect(notes).toEqual(['the person says that On word can neither withdraw nor transfer']);
    state.now += WORD_HOLDS_MS;
    expect(await use()).toBe('read');
  });

  it('is discarded when the dialog is closed', async () => {
    const { desk, files, state } = deskOn();
    state.answer = 'closed';
    expect(await desk.submit(typed)).toEqual({ outcome: 'canceled', detail: '' });
    expect(files()).toEqual([]);
  });

  it('R-SEC-02: stays in memory where nothing keeps a secret, and the person is told before', async () => {
    const { asked, desk, files } = deskOn(Object.assign(new FakeKeyStore(), { backend: 'basic_text' }));
    await desk.submit(typed);
    expect(asked[0]?.detail).toContain('is gone when you quit');
    expect(files()).toEqual([]);
    const { accounts, store } = await desk.list();
    expect(accounts[0]?.condition).toEqual({ kind: 'session-only' });
    expect(store).toEqual({ kind: 'unsafe', backend: 'basic_text', unreadable: 0 });
  });

  it('without the passphrase its venue wants is refused before anybody is asked', async () => {
    const { asked, desk } = deskOn();
    expect(await desk.submit({ ...typed, passphrase: '' })).toMatchObject({ outcome: 'refused' });
    expect(asked).toEqual([]);
  });

  it('in the place of another keeps the account', async () => {
    const { desk, held, id } = await withKey();
    await desk.connect(id);
    await desk.submit({ ...typed, apiKey: 'ZyXw-rotated' }, id);
    const { accounts } = await desk.list();
    expect(accounts.map((account) => [account.id, account.fingerprint])).toEqual([[id, 'ZyXw']]);
    expect(held.size).toBe(0);
  });
});

describe('an account', () => {
  it('is removed only when the person says so, and the engine that held its key ends', async () => {
    const { asked, desk, files, held, id, state } = await withKey();
    await desk.connect(id);
    state.answer = 'keep';
    expect(await desk.remove(id)).toEqual({ outcome: 'canceled', detail: '' });
    expect([files().length, held.size]).toEqual([1, 1]);
    state.answer = 'remove';
    expect(await desk.remove(id)).toEqual({ outcome: 'done', detail: '' });
    expect([files(), held.size, state.restarts]).toEqual([[], 0, 1]);
    expect(asked[0]?.message).toBe('Remove the key of Main at OKX?');
    expect(await desk.remove(id)).toMatchObject({ outcome: 'refused' });
  });

  it('R-SEC-08: is locked with all others; the process that had keys in memory ends', async () => {
    const { desk, held, id, letGo, state } = await withKey();
    await desk.lock();
    expect([state.restarts, letGo]).toEqual([0, []]);
    await desk.connect(id);
    await desk.lock();
    expect([held.size, state.restarts, letGo]).toEqual([0, 1, [id]]);
    expect((await desk.list()).accounts[0]?.isConnected).toBe(false);
  });

  it('is connected again to an engine that comes after one that died, unless it was locked or let go of', async () => {
    const { desk, held, id, state } = await withKey();
    await desk.connect(id);
    held.clear();
    await desk.engineUp();
    expect([...held]).toEqual([id]);
    state.probe = told({ canTransfer: true });
    await desk.checkConnected();
    expect(held.size).toBe(0);
    await desk.engineUp();
    expect(held.size).toBe(0);
    state.probe = told();
    await desk.connect(id);
    await desk.lock();
    await desk.engineUp();
    expect(held.size).toBe(0);
  });

  it('whose key can do more than before is let go of', async () => {
    const { desk, held, id, letGo, notes, state } = await withKey();
    await desk.connect(id);
    expect(await desk.check(id)).toEqual({ outcome: 'done', detail: '' });
    expect([held.size, letGo]).toEqual([1, []]);
    state.probe = told({ canWithdraw: true });
    expect(await desk.check(id)).toMatchObject({ outcome: 'refused' });
    expect(letGo).toEqual([id]);
    expect([held.size, notes]).toEqual([
      0,
      ['a key was let go of: This key can withdraw funds, so it is not stored.'],
    ]);
    await desk.connect(id);
    state.probe = told({ isIpBound: false });
    await desk.check(id);
    expect((await desk.list()).accounts[0]?.rights?.isIpBound).toBe(false);
  });

  it.each([
    ['withdraw', { canWithdraw: true }],
    ['be used from everywhere', { isIpBound: false }],
  ])('R-SEC-05: that is open when its key can %s is frozen, and watched on', async (_, rights) => {
    const { desk, frozen, held, id, letGo, notes, state } = await withKey();
    await desk.connect(id);
    state.openId = id;
    state.probe = told(rights);
    expect(await desk.check(id)).toMatchObject({ outcome: 'refused' });
    expect(frozen).toEqual(['its key can do more than before', 'Main']);
    expect([held.size, letGo]).toEqual([1, []]);
    expect(notes[0]).toMatch(/^trading was frozen: /);
  });

  it('tells what its key may be used for, and whether it is the one that is open', async () => {
    const { desk, id, state } = await withKey();
    expect([await desk.useOf(id), await desk.useOf('k9'), await desk.labelOf(id)]).toEqual([
      'trade',
      undefined,
      'Main',
    ]);
    expect((await desk.list()).accounts[0]?.isOpen).toBe(false);
    state.openId = id;
    expect((await desk.list()).accounts[0]?.isOpen).toBe(true);
  });

  it('that is no longer bound to addresses is let go of', async () => {
    const { desk, held, id, state } = await withKey();
    await desk.connect(id);
    state.probe = told({ isIpBound: false });
    expect(await desk.check(id)).toMatchObject({ outcome: 'refused' });
    expect(held.size).toBe(0);
  });

  it('R-SEC-04: sealed by another store tells so instead of being opened', async () => {
    const { desk, held, id, os } = await withKey();
    os.backend = 'kwallet6';
    expect(await desk.connect(id)).toEqual({
      outcome: 'refused',
      detail: 'the key was sealed by another key store; switch back to it or enter the key again',
    });
    expect([held.size, os.opened]).toEqual([0, 0]);
  });
});
