import type { ViewChange } from '../contract/feed.ts';
import type { FlowWatch } from '../contract/flow.ts';
import type { HealthView, JobView, LogView } from '../contract/views.ts';
import type { RecordedOutcome } from '../domain/session/outcome.ts';
import type { VoteLog } from '../journal/votes/vote-log.ts';
import { moneyToNumber } from '../domain/units/money.ts';
import { FeedBoard } from './feeds/feed-board.ts';
import { pastFromArchive } from './flow/bar-past.ts';
import { openFlowSource } from './flow/open-flow-source.ts';
import { type FlowSession, SessionFlow } from './flow/session-flow.ts';
import { heldOf } from './held-of.ts';
import type { NumbersDesk } from './numbers/numbers-desk.ts';
import type { OpenedSession } from './opened-session.ts';
import type { Publisher } from './publisher.ts';
import type { Session } from './session.ts';
import { ScreenVotes } from './votes/screen-votes.ts';
import { VoteKeeper } from './votes/vote-keeper.ts';
import { engineView, LatestChanges, type ViewSources, type Watched } from './views/engine-view.ts';
import { rememberedModel } from './views/remembered-model.ts';
import type { ViewModel } from './views/view-model.ts';
import type { WorkstationOptions } from './workstation-options.ts';
import type { LogRemark } from '../domain/remark/log-remark.ts';

/** What a view needs that belongs to the workstation and not to its session. */
export interface StationViews {
  readonly health: HealthView;
  readonly jobs: readonly JobView[];
  readonly ended: boolean;
}

/** What outlives a session and its display works with. */
export interface DisplayParts {
  readonly publisher: Publisher;
  readonly options: WorkstationOptions;
  readonly numbers: Pick<NumbersDesk, 'of'>;
}

/** What the windows see of one open session, and what they were told of it. */
export class SessionDisplay {
  /** Orders, fills, trades and the log, those of earlier sessions of the account too. */
  readonly model: ViewModel;
  /** Order flow of what is on screen. */
  readonly flow: SessionFlow;
  /** Writes votes down; undefined where they are not kept. */
  readonly votes: VoteKeeper | undefined;
  readonly #open: OpenedSession;
  readonly #publisher: Publisher;
  readonly #feeds: FeedBoard;
  readonly #latest = new LatestChanges();

  constructor(open: OpenedSession, { numbers, options, publisher }: DisplayParts) {
    const { session } = open;
    const { clock, fitting, folder } = options;
    this.#open = open;
    this.#publisher = publisher;
    const onFailure = (detail: string) => this.log('warning', detail);
    const past = pastFromArchive({ archive: folder.archive, session: () => session, onFailure });
    const screenVotes = new ScreenVotes(keepsVotes(session) ? folder.root : undefined, onFailure);
    this.votes = voteKeeperOf(session, options.voteLog, onFailure);
    screenVotes.listener = this.votes?.ofScreen;
    this.flow = new SessionFlow(openFlowSource, past, {
      ...flowSessionOf(session),
      screenVotes,
      numbers: numbers.of(session),
      fitter: fitting?.fitter,
      isFitting: () => fitting?.isBusy === true,
      monotonicMs: clock.monotonicMs,
    });
    session.observe(this.flow);
    this.#feeds = new FeedBoard(open);
    this.model = rememberedModel(open.kept.journal, session.description);
  }

  watch(watches: readonly FlowWatch[]): void {
    this.flow.watch(watches);
  }

  log(level: LogView['level'], text: string, said?: LogRemark): void {
    const { description, kernel } = this.#open.session;
    // Before the first event the market has no time of its own yet.
    const timeMs = kernel.time === 0 ? description.startedAt : kernel.time;
    this.#publisher.queue(this.model.addLog({ timeMs, level, text, ...(said ? { said } : {}) }));
  }

  /** Tells what followed from events, which is durable by now. */
  show(outcomes: readonly RecordedOutcome[]): void {
    const changes: ViewChange[] = [];
    for (const outcome of outcomes) changes.push(...this.model.apply(outcome));
    this.#publisher.queue(changes);
  }

  /** Once a second: how the engine and its streams do. */
  tick(health: HealthView): void {
    this.#publisher.queue([
      { kind: 'health', health },
      { kind: 'feeds', feeds: this.#feeds.look() },
    ]);
  }

  /** Once a frame: what moved. */
  frame(station: StationViews, watched: Watched): void {
    const updates = this.flow.takeUpdates();
    if (updates.length > 0) this.#publisher.queue([{ kind: 'flow', updates }]);
    const { pump, session } = this.#open;
    const sources: ViewSources = { ...station, session, pump, model: this.model, feeds: this.#feeds.views };
    this.#publisher.frame(
      () => engineView(sources),
      () => this.#latest.changes(sources, watched),
    );
  }
}

/** What votes learn of a market that is played back or made up says nothing of the one that is traded. */
const keepsVotes = ({ description: { mode, source } }: Session): boolean =>
  source === 'live-data' && (mode === 'paper' || mode === 'live');

function voteKeeperOf(
  { description: { accountId, sessionId }, kernel }: Session,
  log: VoteLog | undefined,
  onFailure: (detail: string) => void,
): VoteKeeper | undefined {
  if (log === undefined) return undefined;
  const keeper = new VoteKeeper(log, { accountId, sessionId, hasBegun: () => kernel.hasBegun }, onFailure);
  keeper.follow(kernel.rooms.votes);
  return keeper;
}

/** What formulas on display read of a session besides its events. Looking changes nothing. */
function flowSessionOf({ kernel }: Session): FlowSession {
  const { features, instruments, ledger, market, votes } = kernel.rooms;
  const notionalQuote = (id: string) => {
    const of = market.of(id);
    const rules = instruments.get(id);
    return of && rules ? ledger.netLots(id) * rules.lotValue * of.markTicks * rules.tickValue : 0;
  };
  return {
    markets: () => market.all,
    hasBegun: () => kernel.hasBegun,
    votes,
    own: {
      account: { notionalQuote, equityQuote: () => moneyToNumber(kernel.account().equity) },
      closedTrades: () => features.own.closedTrades(),
      held: (id) => {
        const rules = instruments.get(id);
        return rules ? heldOf(ledger, rules) : { direction: 'flat', entryPrice: 0 };
      },
    },
  };
}
