import type { InstrumentId } from '../../domain/instrument/instrument.ts';
import type { ClosedTrade } from '../../domain/portfolio/closed-trade.ts';
import type { KernelCommand } from '../../domain/session/command.ts';
import type { RecordedOutcome } from '../../domain/session/outcome.ts';
import { moneyToNumber } from '../../domain/units/money.ts';
import { unixMs } from '../../domain/units/time.ts';
import { DEFAULT_RISK } from '../../runtime/default-settings.ts';
import { Kernel } from '../../runtime/kernel.ts';
import { strategyCatalog } from '../../runtime/strategy-catalog.ts';
import type { PulledFeed } from '../../venues/feed.ts';

const RUN = 'formula-vote-1';

/** What a preset of the vote did on a market. */
export interface VoteBacktest {
  readonly trades: readonly ClosedTrade[];
  readonly netQuote: number;
  readonly feesQuote: number;
  /** Votes that were won by another side than before. */
  readonly turns: number;
  /** Measures of the strategy at the end, by name. */
  readonly measures: Readonly<Record<string, number | undefined>>;
}

/** The market a preset is tried on: its first instrument, from the begin to `until` ms. */
export interface VoteMarket {
  readonly feed: PulledFeed;
  readonly instrument: InstrumentId;
  readonly until?: number;
}

/** Runs a preset of the vote with the engine that trades; what it holds at the end is not counted. */
export function backtestVote(
  preset: string,
  { feed, instrument, until = Infinity }: VoteMarket,
): VoteBacktest {
  const outcomes: RecordedOutcome[] = [];
  let kernel: Kernel | undefined;
  for (let event = feed.next(); event && event.time <= until; event = feed.next()) {
    if (event.instrument !== instrument) continue;
    kernel ??= startedKernel(preset, feed, instrument, event.time);
    outcomes.push(...kernel.process(event));
  }
  const trades = outcomes.flatMap(({ outcome }) => (outcome.kind === 'trade-closed' ? [outcome.trade] : []));
  const measures = kernel?.rooms.runners.get(RUN)?.measures() ?? [];
  return {
    trades,
    netQuote: trades.reduce((sum, { netPnl }) => sum + moneyToNumber(netPnl), 0),
    feesQuote: trades.reduce((sum, { fees }) => sum + moneyToNumber(fees), 0),
    turns: outcomes.filter(({ outcome }) => outcome.kind === 'vote-turned').length,
    measures: Object.fromEntries(measures.map(({ name, value }) => [name, value])),
  };
}

function startedKernel(presetName: string, feed: PulledFeed, instrument: InstrumentId, time: number): Kernel {
  const strategy = strategyCatalog.get('formula-vote');
  const preset = strategy?.presets.find(({ name }) => name === presetName);
  if (!strategy || !preset) throw new RangeError(`formula-vote has no preset ${presetName}`);
  const begin = unixMs(time);
  const kernel = new Kernel(
    {
      sessionId: 'vote',
      accountId: 'vote',
      mode: 'backtest',
      source: 'recorded',
      seed: 1,
      startedAt: begin,
      instruments: feed.instruments.filter(({ id }) => id === instrument),
      currency: 'USDT',
      depositQuote: '10000',
      latency: { feedMs: 40, orderMs: 40, responseMs: 40 },
      risk: DEFAULT_RISK,
      engineVersion: '0.0.0',
    },
    strategyCatalog,
  );
  const params = strategy.params.parse(preset.params) as Extract<
    KernelCommand,
    { kind: 'start-strategy' }
  >['params'];
  const commands: readonly KernelCommand[] = [
    { kind: 'begin' },
    { kind: 'start-strategy', runId: RUN, strategyId: strategy.id, instrument, params },
  ];
  for (const command of commands) kernel.process({ kind: 'command', time: begin, command });
  return kernel;
}
