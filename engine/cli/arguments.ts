import { parseArgs, type ParseArgsConfig } from 'node:util';
import { isoToUnixMs } from './iso-time.ts';

/** One option of a command, as `--help` shows it. */
export interface OptionDescription {
  readonly name: string;
  /** What stands after the name in the help text; absent for a switch. */
  readonly value?: string;
  readonly description: string;
  readonly default?: string;
}

export interface CommandDescription {
  readonly name: string;
  readonly summary: string;
  /** What may follow the options, e.g. `<file …>`; absent when nothing may. */
  readonly positionals?: string;
  readonly options: readonly OptionDescription[];
}

/** A command line the person can mend: which argument breaks which rule, and with which value. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export interface ParsedArguments {
  readonly options: Readonly<Record<string, string | undefined>>;
  readonly switches: ReadonlySet<string>;
  readonly positionals: readonly string[];
}

/** @throws {UsageError} for an unknown option, a missing value or an argument too many. */
export function parseCommandLine(command: CommandDescription, args: readonly string[]): ParsedArguments {
  const options: NonNullable<ParseArgsConfig['options']> = { help: { type: 'boolean' } };
  for (const option of command.options) options[option.name] = { type: option.value ? 'string' : 'boolean' };
  let parsed: { values: Record<string, unknown>; positionals: string[] };
  try {
    parsed = parseArgs({ args: [...args], options, allowPositionals: command.positionals !== undefined });
  } catch (error) {
    throw new UsageError(`${command.name}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
  const named: Record<string, string | undefined> = {};
  for (const option of command.options) {
    const given = parsed.values[option.name];
    named[option.name] = typeof given === 'string' ? given : option.default;
  }
  const switches = Object.entries(parsed.values)
    .filter(([, value]) => value === true)
    .map(([name]) => name);
  return { options: named, switches: new Set(switches), positionals: parsed.positionals };
}

/** @throws {UsageError} when the option is not a number within the bounds. */
export function numberOption(parsed: ParsedArguments, name: string, min: number, max: number): number {
  const text = parsed.options[name] ?? '';
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < min || value > max) {
    throw new UsageError(`--${name} must be a number from ${min} to ${max}, was ${JSON.stringify(text)}`);
  }
  return value;
}

export function wholeNumberOption(parsed: ParsedArguments, name: string, min: number, max: number): number {
  const value = numberOption(parsed, name, min, max);
  if (!Number.isInteger(value)) throw new UsageError(`--${name} must be a whole number, was ${value}`);
  return value;
}

/** Unix ms of an ISO time. @throws {UsageError} when the text is none. */
export function timeOption(parsed: ParsedArguments, name: string): number {
  const text = parsed.options[name] ?? '';
  const time = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(text) ? isoToUnixMs(text) : Number.NaN;
  if (!Number.isSafeInteger(time) || time < 0) {
    throw new UsageError(
      `--${name} must be a UTC time like 2024-05-01T00:00:00Z, was ${JSON.stringify(text)}`,
    );
  }
  return time;
}

export function helpFor(command: CommandDescription): string {
  const usage = [
    'edgewright',
    command.name,
    ...(command.options.length > 0 ? ['[options]'] : []),
    command.positionals ?? '',
  ];
  const width = Math.max(...command.options.map((option) => optionText(option).length));
  const lines = command.options.map((option) => {
    const standard = option.default === undefined ? '' : ` (default ${option.default})`;
    return `  ${optionText(option).padEnd(width)}  ${option.description}${standard}`;
  });
  return [`${command.summary}`, '', `usage: ${usage.join(' ').trim()}`, '', ...lines, ''].join('\n');
}

const optionText = ({ name, value }: OptionDescription) => `--${name}${value ? ` <${value}>` : ''}`;
