import type { OpenAnswer, OpenedAccount } from '../../contract/arming.ts';
import type { VenueKey } from '../../domain/venue/venue-key.ts';
import type { StoredSession } from '../../journal/session-store.ts';
import type { VenueSession } from '../../venues/live/venue-session.ts';
import type { Clock } from '../clock.ts';
import type { KeyDesk } from '../vault/key-desk.ts';
import type { Workstation } from '../workstation.ts';
import { symbolsAt, symbolsInUse } from './account-symbols.ts';
import type { ConnectAccount } from './connect-account.ts';
import type { ConnectedAccount } from './open-live.ts';
import { waitUntil } from './wait-until.ts';

export interface OpenAccountParts {
  readonly station: Workstation;
  readonly keys: Pick<KeyDesk, 'keyOf'>;
  readonly connect: ConnectAccount;
  readonly clock: Clock;
  /** Has the way of an order made ready before the first real one takes it; left out where that takes too long. */
  readonly rehearse?: (() => Promise<void>) | undefined;
}

type Refused = Extract<OpenAnswer, { ok: false }>;

/** How long comparing an account with its venue may take before it counts as failed, in ms. */
const RECONCILED_WITHIN_MS = 60_000;
/** How long the venue may take to give resting entries back before the account is left without that, in ms. */
const ENTRIES_BACK_WITHIN_MS = 3000;
const ACCOUNT_ID_CHARACTERS = 8;
const KEY_GONE = 'the key of the account was let go of';

/** The one real account that is open: how it is opened, what ends it, and the way back to paper. */
export class OpenAccount {
  readonly #parts: OpenAccountParts;
  #venue: VenueSession | undefined;
  /** Opening and leaving take turns. */
  #turn: Promise<unknown> = Promise.resolve();
  #isQuitting = false;
  #rehearsed: Promise<void> | undefined;

  constructor(parts: OpenAccountParts) {
    this.#parts = parts;
  }

  get opened(): OpenedAccount | undefined {
    return this.#parts.station.account;
  }

  /** The line to its venue. */
  get venue(): VenueSession | undefined {
    return this.opened && this.#venue;
  }

  /** Answers when the account has been compared with its venue; it is watched from before that on. */
  async open(keyId: string, accountName: string, deadMan?: OpenedAccount['deadMan']): Promise<OpenAnswer> {
    const named = { keyId, accountName, ...(deadMan === undefined ? {} : { deadMan }) };
    const trouble = await this.#inTurn(() => this.#open(named));
    if (trouble !== undefined) return refused(trouble);
    const answer = await this.#compared(keyId);
    // Comparing and protecting come first: after an engine that died, positions may stand without their stops.
    this.#rehearsed ??= this.#rehearse();
    await this.#rehearsed;
    // It may have been left meanwhile.
    return answer.ok ? this.#compared(keyId) : answer;
  }

  disarm(because: string): void {
    if (this.opened) this.#parts.station.command({ kind: 'disarm', because });
  }

  leave(because: string): Promise<void> {
    return this.#inTurn(() => this.#leave(because));
  }

  /** A key goes, at once: what was opened with it ends before this returns, and paper trading comes after it. */
  keyGone(keyId: string): void {
    const { station } = this.#parts;
    if (this.opened?.keyId !== keyId) return;
    this.disarm(KEY_GONE);
    station.cut(KEY_GONE);
    if (this.#isQuitting) return;
    station.log(
      'warning',
      `${KEY_GONE}: orders and stops stand at the venue as they are, and nobody watches them`,
    );
    void this.#inTurn(() => this.#backToPaper(keyId));
  }

  /** The engine ends: nothing is opened any more, and nothing comes after what is open. */
  quit(): void {
    this.#isQuitting = true;
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }

  async #rehearse(): Promise<void> {
    try {
      await this.#parts.rehearse?.();
    } catch (error) {
      const because = error instanceof Error ? error.message : String(error);
      this.#parts.station.log('warning', `the first orders may take longer, a rehearsal failed: ${because}`);
    }
  }

  async #open(named: Pick<OpenedAccount, 'keyId' | 'accountName' | 'deadMan'>): Promise<string | undefined> {
    const { keyId } = named;
    const { keys } = this.#parts;
    const key = keys.keyOf(keyId);
    const { opened } = this;
    if (this.#isQuitting) return 'the engine is ending';
    if (!key) return 'the engine does not hold the key of this account';
    if (opened) return opened.keyId === keyId ? undefined : `${opened.accountName} is open: leave it first`;
    const account = { ...named, venue: key.venue, accountId: accountIdOf(key, keyId) };
    const trouble = await this.#begin(account, key);
    // Without its key nobody may stay connected, even if it went while we connected.
    if (trouble === undefined && keys.keyOf(keyId) !== key) this.keyGone(keyId);
    return trouble;
  }

  async #compared(keyId: string): Promise<OpenAnswer> {
    const { keys, station } = this.#parts;
    const account = this.opened;
    const phase = () => station.session.kernel.rooms.venue.conditions().phase;
    const isOver = () => this.opened !== account || keys.keyOf(keyId) === undefined;
    await waitUntil(this.#parts.clock, () => isOver() || phase() === 'ready', RECONCILED_WITHIN_MS);
    if (isOver() || !account) return refused('the account was left before it was compared with its venue');
    return phase() === 'ready'
      ? { ok: true, account }
      : refused(`it is watched, but could not be compared with its venue yet (${phase()})`);
  }

  async #begin(account: OpenedAccount, key: VenueKey): Promise<string | undefined> {
    try {
      return await this.#parts.station.openLive(account, (previous) => this.#connect(key, previous));
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  async #connect(key: VenueKey, previous: StoredSession | undefined): Promise<ConnectedAccount> {
    const { connect, station } = this.#parts;
    const symbols = new Set([
      ...symbolsAt(key.venue, station.options.settings.market),
      ...symbolsInUse(previous),
    ]);
    const connected = await connect(key, [...symbols]);
    if (connected.ok) this.#venue = connected.connections.venue;
    return connected;
  }

  async #leave(because: string): Promise<void> {
    const { station } = this.#parts;
    const account = this.opened;
    if (!account) return;
    this.disarm(because);
    const { venue } = station.session.kernel.rooms;
    const entries = () => venue.openOrders().filter(({ role }) => role === 'entry');
    for (const { id } of entries()) station.command({ kind: 'cancel-order', orderId: id });
    // A switch that was being tested must not run out while nobody watches the stops.
    const isTidy = () => entries().length === 0 && venue.venueSwitch?.isOff !== false;
    await waitUntil(this.#parts.clock, isTidy, ENTRIES_BACK_WITHIN_MS);
    station.gateway?.freeze(because);
    for (const { id, instrument } of entries())
      station.log('warning', `entry ${id} in ${instrument} could not be taken back and may still fill`);
    await this.#backToPaper(account.keyId);
  }

  async #backToPaper(keyId: string): Promise<void> {
    if (this.opened?.keyId !== keyId || this.#isQuitting) return;
    await this.#parts.station.openTrading();
    this.#venue = undefined;
  }
}

/** The same after a restart and with another key of the account. */
const accountIdOf = ({ venue }: VenueKey, keyId: string): string =>
  `live-${venue}-${keyId.replaceAll('-', '').slice(0, ACCOUNT_ID_CHARACTERS).toLowerCase()}`;

const refused = (detail: string): Refused => ({ ok: false, detail });
