import type {
  ArmAnswer,
  ArmingDeed,
  DeadManAnswer,
  DeadManReviewAnswer,
  LiveDesk,
  OpenAnswer,
  OpenedAccount,
  ReviewAnswer,
} from '../../contract/arming.ts';
import { LIVE_VENUES } from '../../domain/instrument/live-venues.ts';
import type { VenueSession } from '../../venues/live/venue-session.ts';
import { freeBytesAt } from '../disk/free-bytes.ts';
import { armingObstacles, type ArmingFacts, type ArmingConsent } from './arming.ts';
import { reviewDeadMan, testDeadMan } from './dead-man-answers.ts';
import { gatherFacts } from './gather-facts.ts';
import { OpenAccount, type OpenAccountParts } from './open-account.ts';
import { reviewWords } from './review-words.ts';

/** Opens, arms and leaves real accounts: one at a time, one thing after the other. */
export class LiveTradingDesk implements LiveDesk {
  readonly #parts: OpenAccountParts;
  readonly #account: OpenAccount;

  constructor(parts: OpenAccountParts) {
    this.#parts = parts;
    this.#account = new OpenAccount(parts);
  }

  get opened(): OpenedAccount | undefined {
    return this.#account.opened;
  }

  open(keyId: string, accountName: string, deadMan?: OpenedAccount['deadMan']): Promise<OpenAnswer> {
    return this.#account.open(keyId, accountName, deadMan);
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
        strategies: runs.map(({ instrument, strategy }) => ({
          strategyId: strategy.id,
          symbol: instrument.symbol,
        })),
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
      warmUpEntries: station.session.kernel.risk.limits.warmUpEntries,
      because: `armed by hand${overrides}`,
    });
    const { until } = station.session.kernel.rooms.armed;
    return until === undefined
      ? refused('not armed: something has changed meanwhile')
      : { ok: true, armedUntilMs: until };
  }

  reviewDeadMan(keyId: string): DeadManReviewAnswer {
    const opened = this.#openedBy(keyId);
    return opened.ok ? reviewDeadMan(this.#parts.station, opened.account) : opened;
  }

  async testDeadMan(keyId: string): Promise<DeadManAnswer> {
    const opened = this.#openedBy(keyId);
    return opened.ok ? testDeadMan(this.#parts.station, this.#parts.clock) : opened;
  }

  disarm(because: string): void {
    this.#account.disarm(because);
  }

  leave(because: string): Promise<void> {
    return this.#account.leave(because);
  }

  /** A key goes: what was opened with it ends before this returns. */
  keyGone(keyId: string): void {
    this.#account.keyGone(keyId);
  }

  /** The engine ends: nothing is opened any more. */
  quit(): void {
    this.#account.quit();
  }

  async #facts(venue: VenueSession, overridesRecord: boolean): Promise<ArmingFacts> {
    const { clock, station } = this.#parts;
    const { backups } = station;
    if (isOld(backups.newestTime, clock.now()) || backups.verifiedRows === undefined) await backups.backUp();
    const probe = await venue.probe();
    const leverage = await venue.leverage();
    const { journal, options, session } = station;
    const sources = {
      session,
      journal,
      backups,
      paper: options.paper.journal,
      probe,
      leverage,
      feedHealth: station.feedHealth,
      freeBytes: freeBytesAt(options.folder.root),
      now: clock.now(),
    };
    return gatherFacts(sources, overridesRecord);
  }

  #openedBy(
    keyId: string,
  ): Refused | { readonly ok: true; readonly account: OpenedAccount; readonly venue: VenueSession } {
    const { opened: account, venue } = this.#account;
    return account?.keyId === keyId && venue
      ? { ok: true, account, venue }
      : refused('the account is not open: open it first');
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

type Refused = Extract<OpenAnswer, { ok: false }>;

const refused = (detail: string): Refused => ({ ok: false, detail });
