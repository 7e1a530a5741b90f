import type { EngineSettings } from '../contract/host-control.ts';
import type { Instrument } from '../domain/instrument/instrument.ts';
import { DEFAULT_POLICY, type RiskPolicy } from '../domain/risk/risk-policy.ts';
import type { MarketSource, SessionMode } from '../domain/session/mode.ts';
import type { PaperSettings, SessionDescription } from '../domain/session/session-description.ts';
import { unixMs } from '../domain/units/time.ts';
import type { StoredSession } from '../journal/session-store.ts';
import { DEFAULT_PAPER, DEFAULT_RISK } from './default-settings.ts';
import { builtStrategyCode } from './strategy-code.ts';

export interface DescribeOptions {
  readonly settings: Pick<EngineSettings, 'depositQuote' | 'engineVersion' | 'latency'> &
    Partial<Pick<EngineSettings, 'paper'>>;
  /** Real time, which names the session. */
  readonly now: number;
  /** When its market begins; now where the market follows the clock. */
  readonly startsAt?: number | undefined;
  readonly accountId: string;
  readonly mode: SessionMode;
  readonly source: MarketSource;
  readonly seed: number;
  readonly instruments: readonly Instrument[];
  /** The account's last session; where it stood is where this one goes on. */
  readonly previous?: StoredSession | undefined;
  /** Limits, packs and rules an account begins with that has no session yet; the defaults when left out. */
  readonly policy?: RiskPolicy | undefined;
}

/** Writes down what a new session is made of. */
export function describeSession(options: DescribeOptions): SessionDescription {
  const { accountId, instruments, mode, now, previous, seed, settings, source, startsAt = now } = options;
  const [first] = instruments;
  const initialState = previous && stateLeftBy(previous);
  const strategyCode = builtStrategyCode();
  if (!first) throw new RangeError('a session needs at least one instrument, had none');
  return {
    sessionId: `${mode}-${now.toString(36)}`,
    accountId,
    mode,
    source,
    seed,
    instruments,
    startedAt: unixMs(startsAt),
    currency: first.quote,
    depositQuote: previous?.description.depositQuote ?? settings.depositQuote,
    latency: settings.latency,
    risk: previous?.description.risk ?? DEFAULT_RISK,
    policy: previous?.description.policy ?? options.policy ?? DEFAULT_POLICY,
    engineVersion: settings.engineVersion,
    ...(strategyCode === undefined ? {} : { strategyCode }),
    ...(mode === 'live' ? {} : { paper: paperOf(mode, settings.paper) }),
    ...(previous ? { continues: previous.description.sessionId } : {}),
    ...(initialState === undefined ? {} : { initialState }),
  };
}

/** A backtest answers one question at a time; elsewhere every strategy also trades alone. */
const paperOf = (mode: SessionMode, chosen: PaperSettings | undefined): PaperSettings => ({
  ...DEFAULT_PAPER,
  isolatedAccounts: mode !== 'backtest',
  ...chosen,
});

/** A session that was killed before its first commit leaves the account as it found it. */
const stateLeftBy = ({ checkpoint, description }: StoredSession): string | undefined =>
  checkpoint?.state ?? description.initialState;

/** What to say about how the account's last session ended. */
export function noticesOf(previous: StoredSession | undefined): string[] {
  if (!previous || previous.ended) return [];
  const { checkpoint, description } = previous;
  const from = checkpoint
    ? `from its last committed event ${checkpoint.sequence}`
    : 'from where it was before that session';
  return [`session ${description.sessionId} did not end normally; the account goes on ${from}`];
}
