import { unixMs } from '../domain/units/time.ts';
import { createSandboxMarket } from '../venues/sandbox/sandbox-market.ts';
import {
  type CommandDescription,
  numberOption,
  type ParsedArguments,
  timeOption,
  wholeNumberOption,
} from './arguments.ts';
import type { Console, ExitCode } from './console.ts';
import { readStrategies } from './strategy-option.ts';
import { runTrading, tradingOptions } from './trading-command.ts';

export const paper: CommandDescription = {
  name: 'paper',
  summary: 'Trades on paper in the seeded sandbox market, faster than real time, and leaves a report.',
  options: [
    { name: 'minutes', value: 'number', description: 'minutes of market time', default: '120' },
    { name: 'start', value: 'time', description: 'when the market begins', default: '2024-05-01T00:00:00Z' },
    { name: 'seed', value: 'number', description: 'seed of the market', default: '20240501' },
    {
      name: 'strategies',
      value: 'list',
      description: 'strategy[:preset][@symbol], separated by commas',
      default:
        'renaissance-gate:as-described@BTC/USDT:USDT,renaissance-gate@ETH/USDT:USDT,buy-and-hold@SOL/USDT:USDT',
    },
    ...tradingOptions,
  ],
};

/** Market history before the first decision, so that every feature is warm. */
const HISTORY_MINUTES = 20;
const MINUTE_MS = 60_000;

export async function runPaper(console: Console, parsed: ParsedArguments): Promise<ExitCode> {
  const minutes = numberOption(parsed, 'minutes', 0.1, 1_000_000);
  const seed = wholeNumberOption(parsed, 'seed', 1, 2_147_483_647);
  const begin = timeOption(parsed, 'start');
  const startTime = unixMs(begin - HISTORY_MINUTES * MINUTE_MS);
  const until = unixMs(Math.round(begin + minutes * MINUTE_MS));
  const feed = createSandboxMarket({ seed, startTime });
  return runTrading(console, parsed, {
    mode: 'paper',
    source: 'sandbox',
    seed,
    feed,
    strategies: readStrategies(parsed.options['strategies'] ?? '', feed.instruments),
    beginAt: unixMs(begin),
    until,
    progressAt: (time) => (time - startTime) / (until - startTime),
  });
}
