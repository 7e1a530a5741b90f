import { describe, expect, it } from 'vitest';
import type { KeyEntryRequest } from '../../contract/accounts.ts';
import { ManualTimers } from '../../main/manual-timers.fixture.ts';
import { ENTRY_POLICY, entryPage } from './entry-page.ts';
import { KeyEntry } from './key-entry.ts';
import { answerEntry } from './serve-entry.ts';

const submit: KeyEntryRequest = {
  kind: 'submit',
  venue: 'bybit',
  label: 'Main',
  apiKey: 'AbCd-key',
  apiSecret: 'secret',
  passphrase: '',
};

function entry() {
  const timers = new ManualTimers();
  const submitted: unknown[] = [];
  const opened: string[] = [];
  const clipboard = { text: 'on the clipboard', cleared: 0 };
  let nextId = 40;
  let focused = 0;
  let switchAfterRead: string | undefined;
  const keyEntry = new KeyEntry({
    timers,
    openWindow: (purpose) => {
      opened.push(purpose.account?.label ?? 'new');
      let closed = () => {};
      nextId += 1;
      return {
        id: nextId,
        destroy: () => closed(),
        focus: () => (focused += 1),
        onClosed: (listener) => (closed = listener),
      };
    },
    clipboard: {
      readText: async () => {
        const { text } = clipboard;
        if (switchAfterRead !== undefined) clipboard.text = switchAfterRead;
        return text;
      },
      clear: async () => {
        clipboard.text = '';
        clipboard.cleared += 1;
      },
    },
    submit: (request, id) => {
      submitted.push([request.label, id]);
      return Promise.resolve({ outcome: 'done', detail: '' });
    },
    language: () => 'en',
  });
  return {
    keyEntry,
    timers,
    submitted,
    opened,
    clipboard,
    focused: () => focused,
    switchClipboardTo: (text: string) => (switchAfterRead = text),
  };
}

describe('the key-entry window', () => {
  it('is one at a time, and known by its number while it stands', async () => {
    const { focused, keyEntry, opened } = entry();
    expect([keyEntry.open(), keyEntry.open()]).toEqual([true, false]);
    expect([opened, focused(), keyEntry.has(41), keyEntry.has(7)]).toEqual([['new'], 1, true, false]);
    await keyEntry.ask({ kind: 'cancel' });
    expect([keyEntry.has(41), keyEntry.open(), keyEntry.has(42)]).toEqual([false, true, true]);
  });

  it('R-SEC-01: is destroyed after a minute in which nobody typed', async () => {
    const { keyEntry, timers } = entry();
    keyEntry.open();
    timers.pass(59_000);
    await keyEntry.ask({ kind: 'typing' });
    timers.pass(59_000);
    expect(keyEntry.has(41)).toBe(true);
    timers.pass(1_000);
    expect(keyEntry.has(41)).toBe(false);
    expect(timers.running).toBe(0);
  });

  it('is destroyed before anything is done with what was submitted', async () => {
    const { keyEntry, submitted, timers } = entry();
    keyEntry.open({ id: 'x1', venue: 'bybit', label: 'Main' });
    await keyEntry.ask(submit);
    expect([keyEntry.has(41), submitted, timers.running]).toEqual([false, [['Main', 'x1']], 0]);
    await keyEntry.ask(submit);
    expect(submitted).toHaveLength(1);
  });

  it('pastes once: the clipboard is cleared, unless something else is on it by then', async () => {
    const { clipboard, keyEntry, switchClipboardTo } = entry();
    keyEntry.open();
    expect(await keyEntry.ask({ kind: 'paste' })).toEqual({ pasted: 'on the clipboard' });
    expect([clipboard.text, clipboard.cleared]).toEqual(['', 1]);
    clipboard.text = 'another';
    switchClipboardTo('from elsewhere');
    expect(await keyEntry.ask({ kind: 'paste' })).toEqual({ pasted: 'another' });
    expect([clipboard.text, clipboard.cleared]).toEqual(['from elsewhere', 1]);
  });

  it('reads no clipboard while it is closed, and no clipboard that cannot hold a key', async () => {
    const { clipboard, keyEntry } = entry();
    expect(await keyEntry.ask({ kind: 'paste' })).toEqual({ pasted: '' });
    keyEntry.open();
    clipboard.text = 'x'.repeat(16_385);
    expect(await keyEntry.ask({ kind: 'paste' })).toEqual({ pasted: '' });
    expect(clipboard.cleared).toBe(0);
  });
});

describe('the key-entry page', () => {
  const get = (url: string, method = 'GET') =>
    answerEntry({ url, method }, { language: 'en' }, import.meta.filename);

  it('is served at three addresses and nowhere else, each time with its policy', async () => {
    for (const url of ['app://key-entry/', 'app://key-entry/style.css', 'app://key-entry/page.js']) {
      const response = await get(url);
      expect(response.status).toBe(200);
      expect(response.headers.get('Content-Security-Policy')).toBe(ENTRY_POLICY);
      expect(response.headers.get('Cache-Control')).toBe('no-store');
      expect((await get(url, 'POST')).status).toBe(404);
    }
    for (const path of ['x', '../page.js', 'page.js?a=1', 'style.css#a', '%2e%2e/', 'index.html'])
      expect((await get(`app://key-entry/${path}`)).status).toBe(404);
    expect((await get('app://desk/')).status).toBe(404);
  });

  it('may run its own script and nothing else', () => {
    expect(ENTRY_POLICY).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(ENTRY_POLICY).toContain("trusted-types 'none'");
    const page = entryPage({ language: 'en' });
    expect(page).not.toMatch(/<script(?![^>]*src=)|on[a-z]+=|style=|javascript:/i);
    expect(page.match(/autocomplete="off"/g)?.length).toBeGreaterThanOrEqual(5);
    expect(page.match(/spellcheck="false"/g)?.length).toBe(4);
  });

  it('shows the account it was opened for as text, whatever its name is', () => {
    const label = `"><script>alert('x')</script>`;
    const page = entryPage({ language: 'de', account: { venue: 'okx', label } });
    expect(page).not.toContain('<script>alert');
    expect(page).toContain('value="&#34;&#62;&#60;script&#62;');
    expect(page.match(/<option/g)).toHaveLength(1);
    expect(page).toContain('<html lang="de">');
  });
});
