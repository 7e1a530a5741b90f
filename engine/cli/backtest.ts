import { openRecordedFeed } from '../venues/recorded/open-recorded-feed.ts';
import { type CommandDescription, type ParsedArguments, UsageError } from './arguments.ts';
import type { Console, ExitCode } from './console.ts';
import { readStrategies } from './strategy-option.ts';
import { runTrading, tradingOptions } from './trading-command.ts';

export const backtest: CommandDescription = {
  name: 'backtest',
  summary: 'Runs strategies over recorded market data with the same engine that trades on paper.',
  positionals: '<file …>',
  options: [
    {
      name: 'strategies',
      value: 'list',
      description: 'strategy[:preset][@symbol], separated by commas',
      default: 'renaissance-gate',
    },
    ...tradingOptions,
  ],
};

export async function runBacktest(console: Console, parsed: ParsedArguments): Promise<ExitCode> {
  if (parsed.positionals.length === 0)
    throw new UsageError('backtest needs at least one recorded file, had none');
  const opened = openRecordedFeed(parsed.positionals);
  if (!opened.ok) throw new UsageError(opened.failure.detail);
  const { feed } = opened;
  return runTrading(console, parsed, {
    mode: 'backtest',
    source: 'recorded',
    seed: 1,
    feed,
    strategies: readStrategies(parsed.options['strategies'] ?? '', feed.instruments),
    progressAt: () => feed.progress() ?? 0,
  });
}
