import type { FromVault, KeyWords, ToVault } from '../../engine/contract/vault-line.ts';
import type { LiveVenue } from '../../engine/domain/instrument/live-venues.ts';
import type { KeyProbe } from '../../engine/domain/venue/key-permissions.ts';
import type { HostTimers } from '../main/host-timers.ts';
import { PendingAsks } from '../main/pending-asks.ts';
import type { KeyMaterial } from './key-record.ts';

/** The host's end of the port secrets go by. */
export interface SecretPort {
  postMessage(message: ToVault): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  start(): void;
}

/** A venue may take its time, an engine that is away says nothing at all. */
const ANSWER_LIMIT_MS = 30_000;
const ANSWERS: ReadonlySet<unknown> = new Set(['probed', 'held', 'dropped']);

/**
 * Hands secrets to the engine, one way and one message each, over a port that is new with every engine. What
 * comes back is what a venue said, four characters, or a count.
 */
export class VaultLine {
  readonly #asks: PendingAsks;
  #port: SecretPort | undefined;
  readonly #held = new Set<string>();

  constructor(timers: HostTimers) {
    this.#asks = new PendingAsks(timers);
  }

  /** Keys the engine holds at the moment. */
  get heldIds(): readonly string[] {
    return [...this.#held];
  }

  /** A new engine has the other end of this port, and no key. */
  attach(port: SecretPort): void {
    this.lost();
    this.#port = port;
    port.on('message', ({ data }) => {
      // A word of the engine before this one counts no more.
      if (this.#port === port && isAnswer(data)) this.#asks.answer(data.askId, data);
    });
    port.start();
  }

  /** The engine is gone, and what it held with it. */
  lost(): void {
    this.#port = undefined;
    this.#held.clear();
    this.#asks.endAll();
  }

  async probe(venue: LiveVenue, material: KeyMaterial): Promise<KeyProbe> {
    const answer = await this.#send((askId) => ({ type: 'probe', askId, key: wordsOf(venue, material) }));
    if (answer?.type === 'probed') return answer.probe;
    return { kind: 'unreachable', because: 'the engine does not answer at the moment' };
  }

  /** Gives the engine a key to hold; true when it answered with the key's first four characters. */
  async hold(keyId: string, venue: LiveVenue, material: KeyMaterial): Promise<boolean> {
    const answer = await this.#send((askId) => ({
      type: 'hold',
      askId,
      keyId,
      key: wordsOf(venue, material),
    }));
    const isHeld = answer?.type === 'held' && answer.fingerprint === material.apiKey.slice(0, 4);
    if (isHeld) this.#held.add(keyId);
    return isHeld;
  }

  /** True when the engine has let go of it, or has no engine to hold it. */
  async drop(keyId: string): Promise<boolean> {
    if (!this.#held.has(keyId)) return true;
    const answer = await this.#send((askId) => ({ type: 'drop', askId, keyId }));
    return this.#forget(answer, [keyId]);
  }

  async dropAll(): Promise<boolean> {
    if (this.#held.size === 0) return true;
    const answer = await this.#send((askId) => ({ type: 'drop-all', askId }));
    return this.#forget(answer, this.heldIds);
  }

  #forget(answer: FromVault | undefined, keyIds: readonly string[]): boolean {
    if (answer?.type !== 'dropped') return this.#port === undefined;
    for (const keyId of keyIds) this.#held.delete(keyId);
    return true;
  }

  async #send(message: (askId: number) => ToVault): Promise<FromVault | undefined> {
    const port = this.#port;
    if (port === undefined) return undefined;
    const answer = await this.#asks.ask(ANSWER_LIMIT_MS, undefined, (askId) => {
      const sent = message(askId);
      port.postMessage(sent);
      // The port has taken a copy; ours ends here.
      if ('key' in sent) zero(sent.key);
    });
    return answer as FromVault | undefined;
  }
}

function wordsOf(venue: LiveVenue, { apiKey, apiSecret, passphrase }: KeyMaterial): KeyWords {
  const bytes = (text: string) => new TextEncoder().encode(text);
  return { venue, apiKey: bytes(apiKey), apiSecret: bytes(apiSecret), passphrase: bytes(passphrase) };
}

function zero({ apiKey, apiSecret, passphrase }: KeyWords): void {
  for (const bytes of [apiKey, apiSecret, passphrase]) bytes.fill(0);
}

const isAnswer = (data: unknown): data is FromVault =>
  typeof data === 'object' && data !== null && 'type' in data && ANSWERS.has(data.type);
