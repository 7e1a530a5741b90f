import type { FeedStreamView } from '../../contract/feed-health.ts';
import type { ViewChange } from '../../contract/feed.ts';
import { VIEW_LIMITS } from '../../contract/feed.ts';
import type {
  AccountView,
  BarView,
  EngineView,
  HealthView,
  JobView,
  MarketView,
  PositionView,
  PrintView,
  SessionView,
  StrategyRunView,
} from '../../contract/views.ts';
import { badgeOf } from '../../domain/session/mode.ts';
import type { InstrumentMarket } from '../../market/instrument-market.ts';
import type { Kernel } from '../kernel.ts';
import type { Pump } from '../pump.ts';
import type { Session } from '../session.ts';
import { strategyCatalog } from '../strategy-catalog.ts';
import { accountView, positionViews } from './account-view.ts';
import { catalogView } from './catalog-view.ts';
import { liveAccountView } from './live-account-view.ts';
import { instrumentView } from './instrument-view.ts';
import { barView, marketView, printView } from './market-view.ts';
import { runView } from './run-view.ts';
import { sameFields, ToldPart } from './told-part.ts';
import type { ViewModel } from './view-model.ts';

/** Levels a side in a ladder unless a window wants more, and in a market that is only quoted. */
export const LADDER_LEVELS = 25;
const QUOTE_DEPTH = 1;

const catalog = [...strategyCatalog.values()].map(catalogView);

/** What the windows have on screen. */
export interface Watched {
  readonly ladders: ReadonlySet<string>;
  readonly prints: ReadonlySet<string>;
  /** Levels a side of the ladders. */
  readonly ladderLevels: number;
}

export interface ViewSources {
  readonly session: Session;
  readonly pump: Pump;
  readonly model: ViewModel;
  readonly health: HealthView;
  readonly feeds: readonly FeedStreamView[];
  readonly jobs: readonly JobView[];
  readonly ended: boolean;
}

export function sessionView({ ended, pump, session }: ViewSources): SessionView {
  const { accountId, currency, mode, seed, sessionId, source, startedAt } = session.description;
  const { time, tradingState, tradingStateReason } = session.kernel;
  return {
    sessionId,
    accountId,
    mode,
    source,
    seed,
    currency,
    tradingState,
    tradingStateReason,
    ended,
    badge: badgeOf(mode, source),
    startedAtMs: startedAt,
    timeMs: time,
    speed: pump.speed ?? null,
    progress: pump.progress() ?? null,
    live: liveAccountView(session),
  };
}

function runViews({ model, session }: ViewSources, positions: readonly PositionView[]): StrategyRunView[] {
  return [...session.kernel.rooms.runners.values()].map((runner) => {
    const open = positions.filter((position) => position.runId === runner.runId);
    return runView(
      runner,
      model.totalsOf(runner.runId),
      open.reduce((sum, each) => sum + openNet(each), 0),
    );
  });
}

const openNet = (position: PositionView): number =>
  position.realizedPnlQuote + position.unrealizedPnlQuote + position.fundingQuote - position.feesQuote;

/** Nobody can trade on a feed whose history is still being read, so it does not count as live. */
function marketNow(kernel: Kernel, market: InstrumentMarket, depth: number): MarketView {
  const view = marketView(market, kernel.time, depth);
  if (kernel.hasBegun) return view;
  return {
    ...view,
    feed: { status: 'waiting', detail: 'the history of the market is being read', ageMs: 0 },
  };
}

/** Everything a window needs to start, at once. */
export function engineView(sources: ViewSources): EngineView {
  const { feeds, health, jobs, model, session } = sources;
  const { kernel } = session;
  const markets: Record<string, MarketView> = {};
  const prints: Record<string, PrintView[]> = {};
  const formingBars: Record<string, BarView> = {};
  for (const market of kernel.rooms.market.all) {
    const { id } = market.instrument;
    markets[id] = marketNow(kernel, market, LADDER_LEVELS);
    prints[id] = market.tape
      .latest(VIEW_LIMITS.prints)
      .toReversed()
      .map((print) => printView(market.instrument, print));
    if (market.formingBar) formingBars[id] = barView(market.formingBar);
  }
  const positions = positionViews(kernel);
  return {
    session: sessionView(sources),
    instruments: session.description.instruments.map(instrumentView),
    catalog,
    markets,
    prints,
    formingBars,
    positions,
    health,
    feeds,
    jobs,
    account: accountView(kernel, positions),
    orders: [...model.orders.values()],
    fills: model.fills,
    closedTrades: model.closedTrades,
    runs: [...model.stoppedRuns, ...runViews(sources, positions)],
    refusals: model.refusals,
    log: model.log,
  };
}

/** What moved since the last frame; remembers what it has told. */
export class LatestChanges {
  readonly #printsTold = new Map<string, number>();
  readonly #barsTold = new Map<string, number>();
  readonly #formingTold = new Map<string, ToldPart<BarView>>();
  // When it was is no news by itself.
  readonly #accountTold = new ToldPart<AccountView>(
    (told, now) =>
      sameFields(told, now, ['timeMs', 'isolated']) &&
      JSON.stringify(told.isolated) === JSON.stringify(now.isolated),
  );
  readonly #positionsTold = new ToldPart<readonly PositionView[]>(
    (told, now) => told.length === 0 && now.length === 0,
  );
  #lastRuns = '';

  changes(sources: ViewSources, watched: Watched): ViewChange[] {
    const { kernel } = sources.session;
    const changes: ViewChange[] = [{ kind: 'session', session: sessionView(sources) }];
    for (const market of kernel.rooms.market.all) {
      const { id } = market.instrument;
      const depth = watched.ladders.has(id) ? watched.ladderLevels : QUOTE_DEPTH;
      changes.push({ kind: 'market', market: marketNow(kernel, market, depth) });
      this.#addForming(changes, market);
      this.#addPrints(changes, market, watched);
      this.#addBars(changes, market);
    }
    const positions = positionViews(kernel);
    if (this.#positionsTold.isDue(positions)) changes.push({ kind: 'positions', positions });
    const account = accountView(kernel, positions);
    if (this.#accountTold.isDue(account)) changes.push({ kind: 'account', account });
    this.#addRuns(changes, runViews(sources, positions));
    return changes;
  }

  #addForming(changes: ViewChange[], { formingBar, instrument }: InstrumentMarket): void {
    if (formingBar === undefined) return;
    const bar = barView(formingBar);
    let told = this.#formingTold.get(instrument.id);
    if (told === undefined) this.#formingTold.set(instrument.id, (told = new ToldPart<BarView>(sameFields)));
    if (told.isDue(bar)) changes.push({ kind: 'forming-bar', instrument: instrument.id, bar });
  }

  #addPrints(changes: ViewChange[], market: InstrumentMarket, watched: Watched): void {
    const { id } = market.instrument;
    const told = this.#printsTold.get(id) ?? market.tape.total;
    this.#printsTold.set(id, market.tape.total);
    const fresh = Math.min(market.tape.total - told, VIEW_LIMITS.prints);
    if (fresh <= 0 || !watched.prints.has(id)) return;
    const prints = market.tape
      .latest(fresh)
      .toReversed()
      .map((print) => printView(market.instrument, print));
    changes.push({ kind: 'prints', instrument: id, prints });
  }

  #addBars(changes: ViewChange[], market: InstrumentMarket): void {
    const { id } = market.instrument;
    const last = market.bars.at(-1);
    const told = this.#barsTold.get(id);
    if (!last || last.openTime === told) return;
    this.#barsTold.set(id, last.openTime);
    if (told !== undefined) changes.push({ kind: 'bar-closed', instrument: id, bar: barView(last) });
  }

  #addRuns(changes: ViewChange[], runs: readonly StrategyRunView[]): void {
    const text = runs.length === 0 ? '' : JSON.stringify(runs);
    if (text === this.#lastRuns) return;
    this.#lastRuns = text;
    for (const run of runs) changes.push({ kind: 'run', run });
  }
}
