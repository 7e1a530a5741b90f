import type { AccountOutcome, KeyEntryRequest } from '../../contract/accounts.ts';
import type { HostTimers } from '../../main/host-timers.ts';
import type { EntryPurpose } from './entry-page.ts';

/** A window in which a key is typed, as far as it is looked after here. */
export interface EntryWindow {
  readonly id: number;
  /** Ends it at once, with everything that was typed. */
  destroy(): void;
  focus(): void;
  onClosed(listener: () => void): void;
}

export interface KeyEntryParts {
  readonly timers: HostTimers;
  readonly openWindow: (purpose: EntryPurpose) => EntryWindow;
  readonly clipboard: { readText(): Promise<string>; clear(): Promise<void> };
  readonly submit: (
    submitted: Extract<KeyEntryRequest, { kind: 'submit' }>,
    id: string | undefined,
  ) => Promise<AccountOutcome>;
  readonly language: () => 'en' | 'de';
}

/** A window nobody types in shows a secret to whoever walks by. */
const IDLE_LIMIT_MS = 60_000;
const LONGEST_PASTE = 16_384;

interface Open {
  readonly window: EntryWindow;
  readonly id: string | undefined;
  cancelIdle: () => void;
}

/** The one key-entry window: one at a time, gone when a key was submitted or a minute passed without typing. */
export class KeyEntry {
  readonly #parts: KeyEntryParts;
  #open: Open | undefined;

  constructor(parts: KeyEntryParts) {
    this.#parts = parts;
  }

  /** Whether a window is the one a key is typed in. */
  has(windowId: number): boolean {
    return this.#open?.window.id === windowId;
  }

  /** Opens the window, for the key of a new account or of the one named; false when one stands open already. */
  open(account?: { readonly id: string; readonly venue: string; readonly label: string }): boolean {
    if (this.#open) {
      this.#open.window.focus();
      return false;
    }
    const window = this.#parts.openWindow({ language: this.#parts.language(), account });
    this.#open = { window, id: account?.id, cancelIdle: () => undefined };
    window.onClosed(() => this.#forget(window));
    this.#restartIdle();
    return true;
  }

  /** Answers the window's one function. What was submitted goes on after the window is gone. */
  async ask(request: KeyEntryRequest): Promise<{ readonly pasted: string }> {
    const open = this.#open;
    if (!open) return NOTHING;
    switch (request.kind) {
      case 'typing':
        this.#restartIdle();
        return NOTHING;
      case 'paste':
        this.#restartIdle();
        return { pasted: await this.#paste() };
      case 'cancel':
        open.window.destroy();
        return NOTHING;
      case 'submit':
        open.window.destroy();
        void this.#parts.submit(request, open.id);
        return NOTHING;
    }
  }

  /** Closes it: the app is locked or ends. */
  close(): void {
    this.#open?.window.destroy();
  }

  async #paste(): Promise<string> {
    const { clipboard } = this.#parts;
    const text = await clipboard.readText();
    if (text.length > LONGEST_PASTE) return '';
    // Another program may have put something else there meanwhile; that is not ours to clear.
    if ((await clipboard.readText()) === text) await clipboard.clear();
    return text;
  }

  #restartIdle(): void {
    const open = this.#open;
    if (!open) return;
    open.cancelIdle();
    open.cancelIdle = this.#parts.timers.after(IDLE_LIMIT_MS, () => open.window.destroy());
  }

  #forget(window: EntryWindow): void {
    if (this.#open?.window !== window) return;
    this.#open.cancelIdle();
    this.#open = undefined;
  }
}

const NOTHING = { pasted: '' } as const;
