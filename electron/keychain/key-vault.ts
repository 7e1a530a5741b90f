import { randomUUID } from 'node:crypto';
import { checkShape } from '../../engine/contract/check-shape.ts';
import type { LiveVenue } from '../../engine/domain/instrument/live-venues.ts';
import type { DeadManFact } from '../../engine/domain/venue/dead-man-finding.ts';
import type { KeyFiles } from './key-files.ts';
import {
  fingerprintOf,
  type KeyMaterial,
  keyMaterial,
  type KeyRecord,
  type KeyRights,
} from './key-record.ts';
import type { SecretStore, StoreState } from './secret-store.ts';
import { SESSION_BACKEND } from './session-store.ts';

export interface VaultParts {
  readonly files: KeyFiles;
  readonly store: SecretStore;
  /** Keeps keys until the app quits, where the store cannot keep them. */
  readonly sessionStore: SecretStore;
  readonly nowMs: () => number;
}

/** A key as it was typed. */
export interface TypedKey {
  readonly venue: LiveVenue;
  readonly label: string;
  readonly material: KeyMaterial;
}

/** What is known of a key when it is kept. */
export interface KeyFacts {
  readonly rights: KeyRights | null;
  readonly wordGivenAtMs: number | null;
}

/** Until when a key is kept, and the id of the one it replaces if it replaces one. */
export interface KeyPlace {
  readonly until: 'removed' | 'quit';
  readonly id?: string | undefined;
}

/** Whether a key can be used now; both names are shown when it was sealed by another store. */
export type KeyCondition =
  | { readonly kind: 'usable' }
  | { readonly kind: 'session-only' }
  | { readonly kind: 'other-store'; readonly sealedBy: string; readonly storeNow: string }
  | { readonly kind: 'store-closed' };

export interface KeptKey {
  readonly record: KeyRecord;
  readonly condition: KeyCondition;
}

export type OpenedKey =
  | { readonly ok: true; readonly material: KeyMaterial; readonly venue: LiveVenue }
  | { readonly ok: false; readonly because: 'no-such-key' | 'other-store' | 'store-closed' | 'cannot-open' };

/**
 * Keys of accounts. Secrets are sealed before they are written and opened only to be handed to the
 * engine. A key sealed by another store is never opened, sealed anew or deleted by itself.
 */
export class KeyVault {
  readonly #parts: VaultParts;
  readonly #ofSession = new Map<string, KeyRecord>();

  constructor(parts: VaultParts) {
    this.#parts = parts;
  }

  storeState(): Promise<StoreState> {
    return this.#parts.store.state();
  }

  /** Names of key files nobody can read; they stay where they are. */
  get unreadable(): readonly string[] {
    return this.#parts.files.read().unreadable;
  }

  async list(): Promise<readonly KeptKey[]> {
    const state = await this.storeState();
    return this.#records().map((record) => ({ record, condition: conditionOf(record, state) }));
  }

  /** Keeps a key. @throws {Error} when it shall be kept and the store cannot keep it. */
  async keep({ label, material, venue }: TypedKey, facts: KeyFacts, place: KeyPlace): Promise<KeyRecord> {
    const { nowMs, sessionStore, store } = this.#parts;
    const state = await store.state();
    const isKept = place.until === 'removed';
    if (isKept && state.kind !== 'ready') throw new Error(`a key must not be kept by ${state.backend}`);
    const keeper = isKept ? store : sessionStore;
    const record: KeyRecord = {
      version: 1,
      id: place.id ?? randomUUID(),
      venue,
      label,
      fingerprint: fingerprintOf(material.apiKey),
      createdAtMs: nowMs(),
      checkedAtMs: facts.rights === null ? null : nowMs(),
      rights: facts.rights,
      wordGivenAtMs: facts.wordGivenAtMs,
      deadMan: [],
      backend: isKept ? state.backend : SESSION_BACKEND,
      sealed: Buffer.from(await keeper.seal(JSON.stringify(material))).toString('base64'),
    };
    this.#put(record);
    if (isKept) this.#ofSession.delete(record.id);
    return record;
  }

  /** Opens a key for the engine. Seals it anew when the store has a newer key. */
  async open(id: string): Promise<OpenedKey> {
    const record = this.#records().find((each) => each.id === id);
    if (record === undefined) return { ok: false, because: 'no-such-key' };
    const { sessionStore, store } = this.#parts;
    const condition = conditionOf(record, await store.state());
    if (condition.kind === 'other-store' || condition.kind === 'store-closed')
      return { ok: false, because: condition.kind };
    const keeper = condition.kind === 'session-only' ? sessionStore : store;
    try {
      const { shouldSealAnew, text } = await keeper.open(Buffer.from(record.sealed, 'base64'));
      const checked = checkShape(keyMaterial, JSON.parse(text));
      if (!checked.ok) return { ok: false, because: 'cannot-open' };
      if (shouldSealAnew) await this.#sealAnew(record, text);
      return { ok: true, material: checked.value, venue: record.venue as LiveVenue };
    } catch {
      // Another keyring, or a damaged one. What the store says of it could hold anything.
      return { ok: false, because: 'cannot-open' };
    }
  }

  /** Notes what the venue said, or that the person gave their word. */
  note(id: string, facts: Partial<KeyFacts>): void {
    const record = this.#records().find((each) => each.id === id);
    if (record === undefined) return;
    const { rights = record.rights, wordGivenAtMs = record.wordGivenAtMs } = facts;
    const checkedAtMs = facts.rights == null ? record.checkedAtMs : this.#parts.nowMs();
    this.#put({ ...record, rights, wordGivenAtMs, checkedAtMs });
  }

  /** Notes what a test of the venue's own switch has shown, in place of what an earlier one did. */
  noteDeadMan(id: string, fact: DeadManFact): void {
    const record = this.#records().find((each) => each.id === id);
    if (record === undefined) return;
    const others = record.deadMan.filter(({ market }) => market !== fact.market);
    this.#put({ ...record, deadMan: [...others, fact] });
  }

  remove(id: string): void {
    this.#ofSession.delete(id);
    this.#parts.files.remove(id);
  }

  /** Removes every key, kept or of this session. */
  wipe(): void {
    this.#ofSession.clear();
    this.#parts.files.wipe();
  }

  /** A key typed for this session goes before what was kept under its name: it was typed later. */
  #records(): readonly KeyRecord[] {
    const { records } = this.#parts.files.read();
    const kept = records.filter(({ id }) => !this.#ofSession.has(id));
    return [...kept, ...this.#ofSession.values()].toSorted((a, b) => a.createdAtMs - b.createdAtMs);
  }

  #put(record: KeyRecord): void {
    if (record.backend === SESSION_BACKEND) this.#ofSession.set(record.id, record);
    else this.#parts.files.write(record);
  }

  async #sealAnew(record: KeyRecord, text: string): Promise<void> {
    const sealed = Buffer.from(await this.#parts.store.seal(text)).toString('base64');
    this.#parts.files.write({ ...record, sealed });
  }
}

function conditionOf({ backend }: KeyRecord, state: StoreState): KeyCondition {
  if (backend === SESSION_BACKEND) return { kind: 'session-only' };
  if (state.backend !== backend) return { kind: 'other-store', sealedBy: backend, storeNow: state.backend };
  return state.kind === 'ready' ? { kind: 'usable' } : { kind: 'store-closed' };
}
