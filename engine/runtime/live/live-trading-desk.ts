import type {
  ArmAnswer,
  ArmingDeed,
  LiveDesk,
  OpenAnswer,
  OpenedAccount,
  ReviewAnswer,
} from '../../contract/arming.ts';
import { LIVE_VENUES } from '../../domain/instrument/live-venues.ts';
import type { VenueKey } from '../../domain/venue/venue-key.ts';
import type { StoredSession } from '../../journal/session-store.ts';
import type { Clock } from '../clock.ts';
import { freeBytesAt } from '../disk/free-bytes.ts';
import type { KeyDesk } from '../vault/key-desk.ts';
import type { Workstation } from '../workstation.ts';
import { WARM_UP_ENTRIES } from './armed.ts';
import { armingObstacles, type ArmingFacts, type ArmingConsent } from './arming.ts';
import { symbolsAt, symbolsInUse } from './account-symbols.ts';
import type { ConnectAccount } from './connect-account.ts';
import { gatherFacts } from './gather-facts.ts';
import type { ConnectedAccount } from './open-live.ts';
import { reviewWords } from './review-words.ts';
import { WatchedVenue } from './watched-venue.ts';

export interface LiveTradingParts {
  readonly station: Workstation;
  readonly keys: Pick<KeyDesk, 'keyOf'>;
  readonly connect: ConnectAccount;
  readonly clock: Clock;
}

type Refused = Extract<OpenAnswer, { ok: false }>;

/** How long comparing an account with its venue may take before it counts as failed, in ms. */
const RECONCILED_WITHIN_MS = 60_000;
/** How long the venue may take to give resting entries back before the account is left without that, in ms. */
const ENTRIES_BACK_WITHIN_MS = 3000;
const LOOK_EVERY_MS = 25;
const ACCOUNT_ID_CHARACTERS = 8;

/** Opens, arms and leaves real accounts: one at a time, one thing after the other. */
export class LiveTradingDesk implements LiveDesk {
  readonly #parts: LiveTradingParts;
  #venue: WatchedVenue | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  #isQuitting = false;

  constructor(parts: LiveTradingParts) {
    this.#parts = parts;
  }

  get opened(): OpenedAccount | undefined {
    return this.#parts.station.account;
  }

  open(keyId: string, accountName: string): Promise<OpenAnswer> {
    return this.#inTurn(() => this.#open(keyId, accountName));
  }

  async review(keyId: string): Promise<ReviewAnswer> {
    const opened = this.#openedBy(keyId);
    if (!opened.ok) return opened;
    const { account, venue } = opened;
    const [facts, balances] = [await this.#facts(venue, false), await venue.balances()];
    const still = this.#openedBy(keyId);
    if (!still.ok) return still;
    const { station } = this.#parts;
    const obstacles = armingObstacles(facts, GIVEN);
    const runs = [...station.session.kernel.rooms.runners.values()];
    return {
      ok: true,
      review: {
        accountName: account.accountName,
        venue: LIVE_VENUES[account.venue].title,
        ...reviewWords(station.session, balances),
        strategies: runs.map(({ instrument, strategy }) => `${strategy.id} on ${instrument.symbol}`),
        obstacles,
        canOverrideRecord: obstacles.includes('paper-record-too-short'),
      },
    };
  }

  async arm(keyId: string, deed: ArmingDeed): Promise<ArmAnswer> {
    const opened = this.#openedBy(keyId);
    if (!opened.ok) return opened;
    const facts = await this.#facts(opened.venue, deed.overridesRecord);
    const still = this.#openedBy(keyId);
    if (!still.ok) return still;
    const obstacles = armingObstacles(facts, consentOf(opened.account, deed));
    if (obstacles.length > 0) return refused(`not armed: ${obstacles.join(', ')}`);
    const { station } = this.#parts;
    const overrides = deed.overridesRecord ? ', the record on paper too short' : '';
    station.command({
      kind: 'arm',
      forMs: deed.forMs,
      warmUpEntries: WARM_UP_ENTRIES,
      because: `armed by hand${overrides}`,
    });
    const { until } = station.session.kernel.rooms.armed;
    return until === undefined
      ? refused('not armed: something has changed meanwhile')
      : { ok: true, armedUntilMs: until };
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
    const because = 'the key of the account was let go of';
    this.disarm(because);
    station.cut(because);
    if (this.#isQuitting) return;
    station.log(
      'warning',
      `${because}: orders and stops stand at the venue as they are, and nobody watches them`,
    );
    void this.#inTurn(() => this.#backToPaper(keyId));
  }

  /** The engine ends: nothing is opened any more, and what is open is not followed by anything. */
  quit(): void {
    this.#isQuitting = true;
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }

  async #open(keyId: string, accountName: string): Promise<OpenAnswer> {
    const { keys, station } = this.#parts;
    const key = keys.keyOf(keyId);
    if (this.#isQuitting) return refused('the engine is ending');
    if (!key) return refused('the engine does not hold the key of this account');
    if (this.opened && this.opened.keyId !== keyId)
      return refused(`${this.opened.accountName} is open: leave it first`);
    if (!this.opened) {
      const account = { keyId, accountName, venue: key.venue, accountId: accountIdOf(key, keyId) };
      const trouble = await this.#begin(account, key);
      if (trouble !== undefined) return refused(trouble);
      // Without its key nobody may stay connected, even if it went while we connected.
      if (keys.keyOf(keyId) !== key) this.keyGone(keyId);
    }
    const phase = () => station.session.kernel.rooms.venue.conditions().phase;
    const isOver = () => this.opened?.keyId !== keyId || keys.keyOf(keyId) === undefined;
    await this.#until(() => isOver() || phase() === 'ready', RECONCILED_WITHIN_MS);
    if (isOver() || !this.opened)
      return refused('the account was left before it was compared with its venue');
    return phase() === 'ready'
      ? { ok: true, account: this.opened }
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
    if (!connected.ok) return connected;
    const { feed, venue } = connected.connections;
    this.#venue = new WatchedVenue(venue);
    return { ok: true, connections: { feed, venue: this.#venue } };
  }

  async #leave(because: string): Promise<void> {
    const { station } = this.#parts;
    const account = this.opened;
    if (!account) return;
    this.disarm(because);
    const { venue } = station.session.kernel.rooms;
    const entries = () => venue.openOrders().filter(({ role }) => role === 'entry');
    for (const { id } of entries()) station.command({ kind: 'cancel-order', orderId: id });
    await this.#until(() => entries().length === 0, ENTRIES_BACK_WITHIN_MS);
    station.cut(because);
    for (const { id, instrument } of entries())
      station.log('warning', `entry ${id} in ${instrument} could not be taken back and may still fill`);
    await this.#backToPaper(account.keyId);
  }

  async #backToPaper(keyId: string): Promise<void> {
    if (this.opened?.keyId !== keyId || this.#isQuitting) return;
    await this.#parts.station.openTrading();
    this.#venue = undefined;
  }

  async #facts(venue: WatchedVenue, overridesRecord: boolean): Promise<ArmingFacts> {
    const { clock, station } = this.#parts;
    const { backups } = station;
    if (isOld(backups.newestTime, clock.now()) || backups.verifiedRows === undefined) await backups.backUp();
    const probe = await venue.probe();
    const { journal, options, session } = station;
    const sources = {
      session,
      journal,
      backups,
      paper: options.paper.journal,
      probe,
      highestLeverage: venue.highestLeverage,
      feedHealth: station.feedHealth,
      freeBytes: freeBytesAt(options.folder.root),
      now: clock.now(),
    };
    return gatherFacts(sources, overridesRecord);
  }

  #openedBy(
    keyId: string,
  ): Refused | { readonly ok: true; readonly account: OpenedAccount; readonly venue: WatchedVenue } {
    const account = this.opened;
    const venue = this.#venue;
    return account?.keyId === keyId && venue
      ? { ok: true, account, venue }
      : refused('the account is not open: open it first');
  }

  #until(isSo: () => boolean, withinMs: number): Promise<void> {
    const { clock } = this.#parts;
    const until = clock.monotonicMs() + withinMs;
    return new Promise((resolve) => {
      const stop = clock.every(LOOK_EVERY_MS, () => {
        if (!isSo() && clock.monotonicMs() < until) return;
        stop();
        resolve();
      });
    });
  }
}

/** A copy is made anew before a person waits for nothing but its age. */
const OLD_BACKUP_MS = 23 * 3_600_000;

const isOld = (time: number | undefined, now: number): boolean =>
  time === undefined || now - time > OLD_BACKUP_MS;

/** What the person has yet to do is no obstacle while they read. */
const GIVEN: ArmingConsent = {
  accountName: 'read',
  typedName: 'read',
  isConfirmedByHost: true,
  confirmedAfterMs: Infinity,
};

const consentOf = (
  { accountName }: OpenedAccount,
  { confirmedAfterMs, typedName }: ArmingDeed,
): ArmingConsent => ({
  accountName,
  typedName,
  // Nobody but the host reaches this desk, and it does so when a person has confirmed.
  isConfirmedByHost: true,
  confirmedAfterMs,
});

/** The same after a restart and with another key of the account. */
const accountIdOf = ({ venue }: VenueKey, keyId: string): string =>
  `live-${venue}-${keyId.replaceAll('-', '').slice(0, ACCOUNT_ID_CHARACTERS).toLowerCase()}`;

const refused = (detail: string): Refused => ({ ok: false, detail });
