import { describe, expect, it } from 'vitest';
import {
  helpFor,
  numberOption,
  parseCommandLine,
  timeOption,
  UsageError,
  wholeNumberOption,
} from './arguments.ts';

const command = {
  name: 'demo',
  summary: 'Shows.',
  options: [
    { name: 'minutes', value: 'number', description: 'minutes', default: '10' },
    { name: 'start', value: 'time', description: 'start' },
    { name: 'list', description: 'lists' },
  ],
} as const;
const parse = (...args: string[]) => parseCommandLine(command, args);

describe('command line', () => {
  it('fills in defaults', () => {
    expect(parse().options['minutes']).toBe('10');
  });

  it.each([
    ['an unknown option', ['--nope'], /--nope/],
    ['an argument too many', ['file.txt'], /file\.txt/],
    ['a missing value', ['--minutes'], /--minutes/],
  ])('names %s', (_what, args, message) => {
    expect(() => parse(...args)).toThrow(UsageError);
    expect(() => parse(...args)).toThrow(message);
  });

  it.each(['', 'ten', 'NaN', 'Infinity', '-1', '101', '1e9'])(
    'refuses %j as a number from 0 to 100',
    (text) => {
      expect(() => numberOption(parse(`--minutes=${text}`), 'minutes', 0, 100)).toThrow(
        /--minutes must be a number from 0 to 100/,
      );
    },
  );

  it('refuses a part of a whole', () => {
    expect(() => wholeNumberOption(parse('--minutes=1.5'), 'minutes', 0, 100)).toThrow(
      '--minutes must be a whole number, was 1.5',
    );
  });

  it('reads a UTC time and refuses what is none', () => {
    expect(timeOption(parse('--start=2024-05-01T00:00:00Z'), 'start')).toBe(1_714_521_600_000);
    expect(() => timeOption(parse('--start=yesterday'), 'start')).toThrow(/UTC time like/);
  });

  it('explains every option with its default', () => {
    const help = helpFor(command);
    for (const { name } of command.options) expect(help).toContain(`--${name}`);
    expect(help).toContain('(default 10)');
  });
});
