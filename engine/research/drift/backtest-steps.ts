import type { MarketEvent } from '../../domain/market/market-event.ts';
import type {
  LatencySettings,
  PaperSettings,
  QueueSettings,
  SessionDescription,
} from '../../domain/session/session-description.ts';
import { canonicalJson } from '../../journal/canonical-json.ts';
import type { DriftPart, DriftStep } from './drift-part.ts';
import { type OtherMarket, withOtherMarket } from './other-market.ts';
import type { SessionRun } from './session-run.ts';
import { withoutClock } from './without-clock.ts';

/** What a backtest assumes where a session on paper assumed something else. */
export interface BacktestAssumptions {
  readonly latency: LatencySettings;
  readonly paper: PaperSettings;
  /** The market as another source tells it; the session's own recording where it is left out. */
  readonly data?: OtherMarket;
}

/**
 * A session on paper made into a backtest of itself, one assumption after the other. What both keep is the account:
 * its deposit, limits, commands and strategies.
 */
export function backtestSteps(session: SessionRun, assumed: BacktestAssumptions): readonly DriftStep[] {
  const walk = new Walk(session);
  const { data } = assumed;
  walk.market('data', data, isNoFunding, 'the backtest reads the session’s own recording');
  latencyStep(walk, assumed.latency);
  queueStep(walk, assumed.paper.queue);
  walk.same('slippage', 'both modes walk the same book, hold what they took and add the same impact');
  limitsStep(walk, assumed.paper);
  walk.market('funding', data, () => true, 'the backtest pays the rates the session was told');
  walk.change('signal timing', 'bars close with the next event instead of by the clock', (run) => ({
    ...run,
    events: () => withoutClock(run.events()),
  }));
  return walk.steps;
}

function latencyStep(walk: Walk, latency: LatencySettings): void {
  const before = walk.description.latency;
  const because = `${latencyText(latency)} instead of ${latencyText(before)}`;
  if (canonicalJson(before) === canonicalJson(latency)) walk.same('latency', `both ${latencyText(latency)}`);
  else walk.describe('latency', because, (description) => ({ ...description, latency }));
}

function queueStep(walk: Walk, chosen: QueueSettings | undefined): void {
  const queue = chosen ?? RISK_AVERSE;
  const before = walk.description.paper?.queue ?? RISK_AVERSE;
  if (canonicalJson(before) === canonicalJson(queue)) walk.same('queue', `both ${queueText(queue)}`);
  else
    walk.describe('queue', `${queueText(queue)} instead of ${queueText(before)}`, (description) => ({
      ...description,
      paper: { ...description.paper, queue },
    }));
}

/** Margin, rate limit and price band: what the simulated venue turns away or takes over. */
function limitsStep(walk: Walk, { margin, priceBandPpm, rateLimit }: PaperSettings): void {
  const { margin: _, priceBandPpm: __, rateLimit: ___, ...rest } = walk.description.paper ?? {};
  const paper: PaperSettings = {
    ...rest,
    ...(margin === undefined ? {} : { margin }),
    ...(priceBandPpm === undefined ? {} : { priceBandPpm }),
    ...(rateLimit === undefined ? {} : { rateLimit }),
  };
  if (canonicalJson(walk.description.paper ?? {}) === canonicalJson(paper))
    walk.same('venue limits', 'same margin, rate limit and price band');
  else
    walk.describe('venue limits', 'margin, rate limit and price band of a backtest', (description) => ({
      ...description,
      paper,
    }));
}

/** The session on its way to becoming the other one. */
class Walk {
  readonly steps: DriftStep[] = [];
  #run: SessionRun;

  constructor(session: SessionRun) {
    this.#run = session;
  }

  get description(): SessionDescription {
    return this.#run.description;
  }

  same(part: DriftPart, because: string): void {
    this.steps.push({ part, run: undefined, because: `same by construction: ${because}` });
  }

  change(part: DriftPart, because: string, change: (run: SessionRun) => SessionRun): void {
    this.#run = change(this.#run);
    this.steps.push({ part, run: this.#run, because });
  }

  describe(
    part: DriftPart,
    because: string,
    change: (description: SessionDescription) => SessionDescription,
  ): void {
    this.change(part, because, (run) => ({ ...run, description: change(run.description) }));
  }

  market(
    part: DriftPart,
    other: OtherMarket | undefined,
    isReplaced: (event: MarketEvent) => boolean,
    same: string,
  ): void {
    if (!other) return this.same(part, same);
    this.change(part, `as ${other.name} tells it`, (run) => ({
      ...run,
      events: () => withOtherMarket(run.events(), other.events(), isReplaced),
    }));
  }
}

const RISK_AVERSE: QueueSettings = { model: 'risk-averse' };

// Money that is paid is a part of its own.
const isNoFunding = ({ kind }: MarketEvent): boolean => kind !== 'funding';

function latencyText({ feedMs, orderMs, responseMs, variation }: LatencySettings): string {
  const delays = `${feedMs}/${orderMs}/${responseMs} ms`;
  if (variation === undefined) return delays;
  if (variation.kind === 'empirical') return 'delays drawn from recorded ones';
  return `delays drawn log-normal around ${delays}`;
}

const queueText = (queue: QueueSettings): string =>
  queue.model === 'power' ? `power queue of exponent ${queue.exponent}` : `${queue.model} queue`;
