import type { FillCause } from '../domain/order/fill-cause.ts';
import type { FillSentence } from '../domain/order/fill-sentence.ts';
import type { Liquidity } from '../domain/order/fill.ts';
import type { OrderKind, OrderRole, RunId } from '../domain/order/order-intent.ts';
import type { TriggerPrice } from '../domain/order/trigger-price.ts';
import type { OrderStatus, RejectCode } from '../domain/order/order.ts';
import type { RefusalCode } from '../domain/order/refusal.ts';
import type { Side } from '../domain/order/side.ts';
import type { MarketSource, ModeBadge, SessionMode, TradingState } from '../domain/session/mode.ts';
import type { LiveVenue } from '../domain/instrument/live-venues.ts';
import type { VenuePhase } from '../domain/venue/venue-condition.ts';
import type { FeedStreamView } from './feed-health.ts';
import type { NumberedReason } from '../domain/remark/reason.ts';
import type { LogRemark } from '../domain/remark/log-remark.ts';

/** The session the window is looking at. */
export interface SessionView {
  readonly sessionId: string;
  readonly accountId: string;
  readonly mode: SessionMode;
  readonly source: MarketSource;
  readonly badge: ModeBadge;
  readonly seed: number;
  readonly currency: string;
  readonly startedAtMs: number;
  /** The engine's time: the clock of the market it follows. */
  readonly timeMs: number;
  /** Times real time; 0 is paused; null is as fast as possible. */
  readonly speed: number | null;
  readonly tradingState: TradingState;
  /** Why the trading state is what it is; empty while active. */
  readonly tradingStateReason: string;
  /** 0…1 through a recording; null where there is no end. */
  readonly progress: number | null;
  readonly ended: boolean;
  /** The real account that is traded; null on paper. */
  readonly live: LiveAccountView | null;
}

/** A real account as it stands with its venue. */
export interface LiveAccountView {
  readonly accountName: string;
  readonly venue: LiveVenue;
  /** Until when entries may leave; null while the account is only watched and protected. */
  readonly armedUntilMs: number | null;
  /** Entries that still leave at a quarter of their size. */
  readonly warmUpLeft: number;
  /** `ready` while what we know equals what the venue knows; anything else: it is being compared. */
  readonly phase: VenuePhase;
  /** Instruments nothing may enter until a person has looked. */
  readonly frozenInstruments: readonly string[];
  /** Orders of which nobody knows whether they exist. */
  readonly unknownOrders: number;
  /** Whether the venue changes orders where they stand; elsewhere another one takes their place. */
  readonly amendsInPlace: boolean;
}

export interface InstrumentView {
  readonly id: string;
  readonly symbol: string;
  readonly venue: string;
  readonly base: string;
  readonly quote: string;
  readonly kind: 'spot' | 'linear-perpetual';
  readonly tickSize: string;
  readonly lotSize: string;
  readonly minSizeBase: string;
  readonly minNotionalQuote: string;
  readonly makerFeeBps: number;
  readonly takerFeeBps: number;
}

export interface FeedHealthView {
  readonly status: 'live' | 'stale' | 'gap' | 'ended' | 'waiting';
  readonly detail: string;
  /** Age of the last event in ms of engine time. */
  readonly ageMs: number;
}

/** Book levels are flat: price, size, price, size, …; best first. */
export interface MarketView {
  readonly instrument: string;
  readonly bids: readonly number[];
  readonly asks: readonly number[];
  readonly lastPrice: number | null;
  readonly lastSide: Side | null;
  readonly markPrice: number | null;
  readonly fundingRate: number | null;
  /** Change of the last price over 24 h of engine time (or as long as known), as a fraction. */
  readonly change: number | null;
  readonly feed: FeedHealthView;
}

export interface PrintView {
  readonly timeMs: number;
  readonly price: number;
  readonly sizeBase: number;
  readonly side: Side;
}

export interface BarView {
  readonly openTimeMs: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volumeBase: number;
  readonly buyVolumeBase: number;
}

/** What strategies earned on the shared account and each alone on its own; all of it after costs. */
export interface IsolatedAccountsView {
  readonly rows: readonly {
    readonly runId: RunId;
    readonly strategyId: string;
    readonly sharedPnlQuote: number;
    readonly isolatedPnlQuote: number;
    /** Shared less isolated: what sharing changed for this strategy. */
    readonly differenceQuote: number;
  }[];
  /** Sums of the rows; shared = isolated + interaction. */
  readonly sharedPnlQuote: number;
  readonly isolatedPnlQuote: number;
  readonly interactionQuote: number;
}

export interface AccountView {
  readonly timeMs: number;
  readonly equityQuote: number;
  readonly depositsQuote: number;
  readonly realizedPnlQuote: number;
  readonly unrealizedPnlQuote: number;
  readonly feesQuote: number;
  readonly fundingQuote: number;
  readonly drawdownQuote: number;
  /** Drawdown as a fraction of the peak. */
  readonly drawdown: number;
  /** Sum of |notional| over equity. */
  readonly grossExposure: number;
  /** What would be lost if every protective stop filled at its trigger, in quote units. */
  readonly openRiskQuote: number;
  readonly isolated: IsolatedAccountsView;
}

export interface OrderView {
  readonly orderId: string;
  readonly runId: RunId;
  readonly instrument: string;
  readonly role: OrderRole;
  readonly side: Side;
  readonly type: OrderKind['type'];
  readonly sizeBase: number;
  readonly filledBase: number;
  readonly limitPrice: number | null;
  readonly triggerPrice: number | null;
  /** What its trigger looks at; null for an order without one. */
  readonly triggeredBy: TriggerPrice | null;
  /** How far the trigger of a trailing stop follows the best trade, in quote units. */
  readonly trailDistance: number | null;
  /** The order that goes when this one fills. */
  readonly otherLeg: string | null;
  readonly reduceOnly: boolean;
  readonly postOnly: boolean;
  readonly status: OrderStatus;
  readonly submittedAtMs: number;
  readonly reason: string;
  /** The reason as its code, where it has numbers in it. */
  readonly reasonSaid?: NumberedReason;
  /** Why it was rejected, canceled or expired, in English. */
  readonly ending: string;
  /** By which code and numbers it was turned away, where it was. */
  readonly refused?: {
    readonly code: RejectCode | RefusalCode;
    readonly measured: Readonly<Record<string, number>>;
  };
  /** The same as its code, where it has numbers in it. */
  readonly endingSaid?: NumberedReason;
}

export interface FillView {
  readonly fillId: string;
  readonly orderId: string;
  readonly runId: RunId;
  readonly instrument: string;
  readonly role: OrderRole;
  readonly side: Side;
  readonly price: number;
  readonly sizeBase: number;
  readonly notionalQuote: number;
  readonly feeQuote: number;
  readonly liquidity: Liquidity;
  readonly timeMs: number;
}

/** Everything that led to a fill, and the same price computed again from it. */
export interface FillExplanationView {
  readonly fill: FillView;
  readonly cause: FillCause;
  readonly tickSize: string;
  readonly lotSize: string;
  readonly recomputedPrice: number;
  readonly agrees: boolean;
  /** Fill price against the mid when the order was decided, in bps; above zero is worse for us. */
  readonly slippageBps: number | null;
  /** The story, oldest first. */
  readonly sentences: readonly FillSentence[];
}

export interface PositionView {
  readonly runId: RunId;
  readonly instrument: string;
  readonly direction: 'long' | 'short';
  readonly sizeBase: number;
  readonly entryPrice: number;
  readonly markPrice: number | null;
  readonly unrealizedPnlQuote: number;
  readonly realizedPnlQuote: number;
  readonly feesQuote: number;
  readonly fundingQuote: number;
  readonly stopPrice: number | null;
}

export interface ClosedTradeView {
  readonly tradeId: string;
  readonly runId: RunId;
  readonly instrument: string;
  readonly direction: 'long' | 'short';
  readonly openedAtMs: number;
  readonly closedAtMs: number;
  readonly sizeBase: number;
  readonly netPnlQuote: number;
  readonly feesQuote: number;
}

export interface ParameterView {
  readonly name: string;
  readonly description: string;
  readonly type: 'number' | 'boolean' | 'choice';
  readonly choices: readonly string[];
  readonly min: number | null;
  readonly max: number | null;
}

/** A strategy that can be switched on. */
export interface StrategyCatalogView {
  readonly strategyId: string;
  readonly title: string;
  /** What would have to be true for it to earn money. */
  readonly hypothesis: string;
  readonly parameters: readonly ParameterView[];
  readonly presets: readonly {
    readonly name: string;
    readonly title: string;
    readonly description: string;
    readonly params: Readonly<Record<string, number | string | boolean>>;
  }[];
}

/** A strategy that runs or ran in this session. */
export interface StrategyRunView {
  readonly runId: RunId;
  readonly strategyId: string;
  readonly instrument: string;
  readonly params: Readonly<Record<string, number | string | boolean>>;
  readonly state: 'running' | 'warming-up' | 'stopping' | 'stopped';
  readonly startedAtMs: number;
  /** Why the last decision was as it was, or why the run stopped; empty before. */
  readonly lastDecision: string;
  /** The same as its code, where it has numbers in it. */
  readonly lastDecisionSaid?: NumberedReason;
  /** What was decided; null before the first decision and after the run. */
  readonly lastAction: 'hold' | 'enter' | 'exit' | null;
  readonly decisions: number;
  readonly entries: number;
  readonly closedTrades: number;
  /** Closed trades and the open position, after fees and funding. */
  readonly netPnlQuote: number;
  /** How often each gate blocked an entry, by gate name. */
  readonly blocked: readonly {
    readonly gate: string;
    readonly count: number;
    /** What the blocked entries would have made after costs in bps on average, where it is known by now. */
    readonly counterfactualBps: number | null;
    readonly counterfactualCount: number;
  }[];
  /** Named numbers the strategy decides by, as of now. */
  readonly measures: readonly {
    readonly name: string;
    readonly value: number | null;
    readonly unit: string;
  }[];
}

export interface RefusalView {
  readonly timeMs: number;
  readonly runId: RunId;
  readonly instrument: string;
  readonly side: Side;
  readonly code: RefusalCode;
  readonly measured: Readonly<Record<string, number>>;
  /** Of a change by hand: whoever asked for it was answered with the same. */
  readonly isChange?: true;
}

export interface LogView {
  readonly timeMs: number;
  readonly level: 'info' | 'warning' | 'error';
  /** In English, as it is recorded. */
  readonly text: string;
  /** The same as its code, where it has one. */
  readonly said?: LogRemark;
}

export interface HealthView {
  readonly eventsPerSecond: number;
  /** Kernel time per event in microseconds. */
  readonly eventP50Us: number;
  readonly eventP99Us: number;
  readonly loopDelayP99Ms: number;
  readonly heapMb: number;
  readonly rssMb: number;
  readonly journalRows: number;
  readonly journalCommitP99Ms: number;
  readonly journalBytes: number;
  readonly recordingBytes: number;
  /** The newest market time of the open session that is archived; null before there is any, and in a replay. */
  readonly archivedUpToMs: number | null;
  /** Market time between that and now. */
  readonly archiveBehindMs: number | null;
  /** Recorded and not archived yet. */
  readonly archiveBehindBytes: number;
  /** Why archiving pauses; empty while it does not. */
  readonly archivePaused: string;
  /** Raw frames that were dropped because they could not be written in time. */
  readonly droppedFrames: number;
  readonly uptimeMs: number;
}

/** Long work with progress and a working cancel. */
export interface JobView {
  readonly jobId: string;
  readonly title: string;
  /** 0…1; null while unknown. */
  readonly progress: number | null;
  readonly state: 'running' | 'done' | 'canceled' | 'failed';
  readonly detail: string;
}

/** The engine's state as a window shows it. */
export interface EngineView {
  readonly session: SessionView;
  readonly instruments: readonly InstrumentView[];
  readonly catalog: readonly StrategyCatalogView[];
  readonly markets: Readonly<Record<string, MarketView>>;
  /** Newest last, at most 200 an instrument. */
  readonly prints: Readonly<Record<string, readonly PrintView[]>>;
  /** The one-minute bar that is still forming. */
  readonly formingBars: Readonly<Record<string, BarView>>;
  readonly account: AccountView;
  readonly orders: readonly OrderView[];
  readonly fills: readonly FillView[];
  readonly positions: readonly PositionView[];
  readonly closedTrades: readonly ClosedTradeView[];
  readonly runs: readonly StrategyRunView[];
  readonly refusals: readonly RefusalView[];
  readonly log: readonly LogView[];
  readonly health: HealthView;
  /** How every stream of the market does. */
  readonly feeds: readonly FeedStreamView[];
  readonly jobs: readonly JobView[];
}
