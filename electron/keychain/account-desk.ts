import type { AccountOutcome, AccountRow, AccountsReply, KeyEntryRequest } from '../contract/accounts.ts';
import { LIVE_VENUES, type LiveVenue } from '../../engine/domain/instrument/live-venues.ts';
import { judgeKey, type KeyVerdict } from '../../engine/domain/venue/key-permissions.ts';
import { FIXED_REASONS } from '../../engine/domain/remark/fixed-reasons.ts';
import type { DeadManFact } from '../../engine/domain/venue/dead-man-finding.ts';
import { PASSPHRASE_VENUES } from '../../engine/domain/venue/venue-key.ts';
import type { AskPerson, NativeQuestion } from '../main/native-question.ts';
import type { DialogTexts } from '../main/dialog-texts/dialog-texts.ts';
import { keepingSentence, openFailures, refusalWords, rightsLines } from './account-words.ts';
import { rightsOf, rowOf, troubleWith } from './key-use.ts';
import type { KeptKey, KeyVault, TypedKey } from './key-vault.ts';
import { refused } from './refused-account.ts';
import type { VaultLine } from './vault-line.ts';

export interface AccountDeskParts {
  readonly vault: KeyVault;
  readonly line: Pick<VaultLine, 'probe' | 'hold' | 'drop' | 'dropAll' | 'heldIds'>;
  /** A dialog of the operating system: no page can answer it. */
  readonly question: AskPerson;
  readonly tell: (message: string, detail: string) => Promise<void>;
  readonly nowMs: () => number;
  /** What the person reads, in the language of the settings. */
  readonly texts: () => DialogTexts;
  /** Ends the engine's process and starts a new one: the only way to end what was in its memory. */
  readonly restartEngine: () => Promise<void>;
  readonly changed: () => void;
  /** The engine is to have the key of this account no more. */
  readonly letGo: (id: string) => void;
  /** Whether it is the real account that is open. */
  readonly isOpen: (id: string) => boolean;
  /** Lets nothing new out until a person releases trading. */
  readonly freeze: (because: string) => Promise<unknown>;
  /** The key of the open account of this name can do more than before. */
  readonly warnOfGrowth: (label: string) => void;
  /** Hides texts from the log until the function that comes back is called. */
  readonly hide: (text: string) => () => void;
  /** Writes down what the person said or asked for, without a part of a key. */
  readonly note: (text: string) => void;
}

type Submitted = Extract<KeyEntryRequest, { kind: 'submit' }>;
type Answer = 'keep' | 'keep-on-word' | 'keep-reading' | 'discard';

/** Accounts: keys come in through the key-entry window, are judged by their venue's word, and go out to the engine. */
export class AccountDesk {
  readonly #parts: AccountDeskParts;
  /** Accounts the engine was given keys of and has not let go of since: an engine that is started anew gets them again. */
  readonly #wanted = new Set<string>();

  constructor(parts: AccountDeskParts) {
    this.#parts = parts;
  }

  async list(): Promise<AccountsReply> {
    const { isOpen, line, nowMs, vault } = this.#parts;
    const [keys, store] = [await vault.list(), await vault.storeState()];
    const held = new Set(line.heldIds);
    return {
      accounts: keys.map((key) => {
        const { id } = key.record;
        return { ...rowOf(key, nowMs()), isConnected: held.has(id), isOpen: isOpen(id) };
      }),
      store: { ...store, unreadable: vault.unreadable.length },
    };
  }

  /** What the person calls an account; undefined when there is none of that id. */
  async labelOf(id: string): Promise<string | undefined> {
    return (await this.#find(id))?.record.label;
  }

  /** What the key of an account may be used for, as its venue and the person said; undefined when there is none. */
  async useOf(id: string): Promise<AccountRow['use'] | undefined> {
    const key = await this.#find(id);
    return key && rowOf(key, this.#parts.nowMs()).use;
  }

  /** What tests of the venue's own switch have shown with the key of an account. */
  async deadManOf(id: string): Promise<readonly DeadManFact[]> {
    return (await this.#find(id))?.record.deadMan ?? [];
  }

  noteDeadMan(id: string, fact: DeadManFact): void {
    this.#parts.vault.noteDeadMan(id, fact);
    this.#parts.note(`a test of the dead man's switch (${fact.market}): ${fact.finding}`);
    this.#parts.changed();
  }

  /** A key was typed: the venue is asked, then the person, then it is kept. `id` names the key it replaces. */
  async submit(submitted: Submitted, id?: string): Promise<AccountOutcome> {
    const shows = [submitted.apiKey, submitted.apiSecret, submitted.passphrase]
      .filter((word) => word !== '')
      .map((word) => this.#parts.hide(word));
    try {
      return await this.#take(typedKeyOf(submitted), id);
    } finally {
      for (const show of shows) show();
      this.#parts.changed();
    }
  }

  async remove(id: string): Promise<AccountOutcome> {
    const { line, note, question, restartEngine, vault } = this.#parts;
    const key = await this.#find(id);
    if (key === undefined) return refused('there is no such account');
    const { removing } = this.#parts.texts();
    const choice = await question(
      {
        message: removing.message(key.record.label, titleOf(key)),
        detail: removing.detail,
        choices: [
          { choice: 'remove', label: removing.remove },
          { choice: 'keep', label: removing.keep },
        ],
      },
      'keep',
    );
    if (choice === 'keep') return canceled;
    const wasHeld = line.heldIds.includes(id);
    await this.disconnect(id);
    vault.remove(id);
    note(`the key of ${key.record.label} was removed`);
    if (wasHeld) await restartEngine();
    this.#parts.changed();
    return done;
  }

  /** Lets the engine forget every key, and ends the process that had them in memory. */
  async lock(): Promise<AccountOutcome> {
    const { letGo, line, note, restartEngine } = this.#parts;
    const hadAny = line.heldIds.length > 0;
    for (const id of this.#wanted) letGo(id);
    this.#wanted.clear();
    const isDropped = await line.dropAll();
    if (hadAny || !isDropped) await restartEngine();
    note('every key was locked');
    this.#parts.changed();
    return done;
  }

  /**
   * Asks the venue anew what a key may do. A key that can do more than before is let go of at once; that of the open
   * account freezes it instead, because without its key nobody would watch its positions.
   */
  async check(id: string): Promise<AccountOutcome> {
    const { line, note, vault } = this.#parts;
    const opened = await vault.open(id);
    if (!opened.ok) return refused(openFailures[opened.because]);
    const probe = await line.probe(opened.venue, opened.material);
    if (probe.kind === 'unreachable') return { outcome: 'failed', detail: probe.because };
    const record = (await this.#find(id))?.record;
    const trouble = troubleWith(probe, record?.rights ?? null, {
      venue: opened.venue,
      texts: this.#parts.texts(),
    });
    if (probe.kind === 'told') vault.note(id, { rights: rightsOf(probe) });
    if (trouble !== undefined && this.#parts.isOpen(id)) {
      await this.#parts.freeze(FIXED_REASONS['key-can-do-more']);
      this.#parts.warnOfGrowth(record?.label ?? id);
      note(`trading was frozen: ${trouble}`);
    } else if (trouble !== undefined) {
      await this.disconnect(id);
      note(`a key was let go of: ${trouble}`);
    }
    this.#parts.changed();
    return trouble === undefined ? done : refused(trouble);
  }

  /** Hands a key to the engine; refused when its store does not open it. */
  async connect(id: string): Promise<AccountOutcome> {
    const { line, vault } = this.#parts;
    const opened = await vault.open(id);
    if (!opened.ok) return refused(openFailures[opened.because]);
    const isHeld = await line.hold(id, opened.venue, opened.material);
    if (isHeld) this.#wanted.add(id);
    this.#parts.changed();
    return isHeld ? done : { outcome: 'failed', detail: 'the engine does not answer at the moment' };
  }

  /** Has the engine let go of a key. */
  disconnect(id: string): Promise<boolean> {
    this.#wanted.delete(id);
    this.#parts.letGo(id);
    return this.#parts.line.drop(id);
  }

  /** A new engine runs after one that died: positions at a venue are watched again with the keys it had. */
  async engineUp(): Promise<void> {
    for (const id of this.#wanted) await this.connect(id);
  }

  /** Asks venues anew about every key that is in use; to be called once a day. */
  async checkConnected(): Promise<void> {
    for (const id of this.#wanted) await this.check(id);
  }

  async #take(typed: TypedKey, id: string | undefined): Promise<AccountOutcome> {
    const { line, note, nowMs, question, tell, vault } = this.#parts;
    if (PASSPHRASE_VENUES.has(typed.venue) && typed.material.passphrase === '')
      return refused(`${LIVE_VENUES[typed.venue].title} wants a passphrase with its keys`);
    const probe = await line.probe(typed.venue, typed.material);
    const verdict = judgeKey(probe);
    const texts = this.#parts.texts();
    if (verdict.use === 'refused') {
      const { detail, message } = refusalWords(typed.venue, verdict.because, texts);
      await tell(message, detail);
      return refused(message);
    }
    const store = await vault.storeState();
    const rights = probe.kind === 'told' ? rightsOf(probe) : null;
    const asked = {
      message: texts.keeping.message(typed.label, LIVE_VENUES[typed.venue].title),
      detail: `${rightsLines(rights, texts)}\n\n${keepingSentence(store, texts)}`,
      choices: choicesFor(verdict, texts),
    };
    const answer = await question<Answer>(asked, 'discard');
    if (answer === 'discard') return canceled;
    const wordGivenAtMs = answer === 'keep-on-word' ? nowMs() : null;
    const until = store.kind === 'ready' ? 'removed' : 'quit';
    if (id !== undefined) await this.disconnect(id);
    await vault.keep(typed, { rights, wordGivenAtMs }, { until, id });
    if (wordGivenAtMs !== null) note(`the person says that ${typed.label} can neither withdraw nor transfer`);
    return done;
  }

  async #find(id: string): Promise<KeptKey | undefined> {
    return (await this.#parts.vault.list()).find(({ record }) => record.id === id);
  }
}

const done: AccountOutcome = { outcome: 'done', detail: '' };
const canceled: AccountOutcome = { outcome: 'canceled', detail: '' };

const titleOf = ({ record }: KeptKey): string => LIVE_VENUES[record.venue as LiveVenue].title;

function typedKeyOf({ apiKey, apiSecret, label, passphrase, venue }: Submitted): TypedKey {
  return { venue: venue as LiveVenue, label, material: { apiKey, apiSecret, passphrase } };
}

/** What may be answered: with nothing unsaid, plainly; otherwise only on the person's word. */
function choicesFor(verdict: KeyVerdict, { keeping }: DialogTexts): NativeQuestion<Answer>['choices'] {
  const discard = { choice: 'discard', label: keeping.discard } as const;
  if (verdict.use !== 'trade-on-word') return [{ choice: 'keep', label: keeping.keep }, discard];
  return [
    { choice: 'keep-on-word', label: keeping.keepOnWord },
    { choice: 'keep-reading', label: keeping.keepReading },
    discard,
  ];
}
