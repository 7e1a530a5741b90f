import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { readMeasuredDelays } from '../domain/session/measured-delays.ts';
import type { LatencySettings } from '../domain/session/session-description.ts';
import { numberOption, type OptionDescription, type ParsedArguments, UsageError } from './arguments.ts';

/** Largest spread of log-normal delays, the standard deviation of the logarithm: a delay in six is 20 times the middle. */
const LARGEST_SIGMA = 3;

/** How a command is told the delays of the paper venue; `of` names who has them. */
export const latencyOptions = (of: string): readonly OptionDescription[] => [
  {
    name: 'latency',
    value: 'ms',
    description: `feed, order and response delay of ${of}, each`,
    default: '40',
  },
  {
    name: 'latency-sigma',
    value: 'number',
    description: 'draws delays log-normally around --latency, with this standard deviation of the logarithm',
  },
  {
    name: 'latency-file',
    value: 'file',
    description: 'draws delays from a table of measured ones (feed_ms, order_ms, response_ms)',
  },
];

/** The delays a command line asks for. @throws {UsageError} when they are none, or a table breaks a rule. */
export function latencyOf(parsed: ParsedArguments): LatencySettings {
  const text = parsed.options['latency'] ?? '';
  const ms = Number(text);
  if (!/^\d+$/.test(text) || ms > 60_000) {
    throw new UsageError(`--latency must be whole ms from 0 to 60000, was ${JSON.stringify(text)}`);
  }
  const constant = { feedMs: ms, orderMs: ms, responseMs: ms };
  const path = parsed.options['latency-file'];
  const isDrawn = parsed.options['latency-sigma'] !== undefined;
  if (isDrawn && path !== undefined)
    throw new UsageError('--latency-sigma and --latency-file are two ways to draw delays: one can be given');
  if (path !== undefined) return { ...constant, variation: measuredIn(path, constant) };
  if (!isDrawn) return constant;
  const sigmaPerMille = Math.round(numberOption(parsed, 'latency-sigma', 0.001, LARGEST_SIGMA) * 1000);
  return { ...constant, variation: { kind: 'log-normal', sigmaPerMille } };
}

function measuredIn(
  path: string,
  constant: Omit<LatencySettings, 'variation'>,
): NonNullable<LatencySettings['variation']> {
  const read = readMeasuredDelays(textOf(path), constant);
  if (!read.ok) throw new UsageError(`--latency-file ${path}, ${read.because}`);
  return { kind: 'empirical', file: basename(path).slice(0, 120), ...read.delays };
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const because = error instanceof Error ? error.message : String(error);
    throw new UsageError(`--latency-file ${path} cannot be read: ${because}`, { cause: error });
  }
}
