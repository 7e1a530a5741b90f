import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { Clock } from '../runtime/clock.ts';
import type { ProgressScreen } from './progress.ts';

/** What a command may use of the world: real in the program, made up in tests. */
export interface Console {
  readonly out: (text: string) => void;
  readonly screen: ProgressScreen;
  readonly clock: Clock;
  readonly version: string;
  /** Whether the person pressed Ctrl+C; long work stops at the next safe place. */
  readonly isInterrupted: () => boolean;
}

/** Exit codes: 0 done, 1 failed, 2 the command line was wrong, 130 interrupted. */
export type ExitCode = 0 | 1 | 2 | 130;

export function engineVersion(): string {
  const file = join(import.meta.dirname, '..', '..', 'package.json');
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(file, 'utf8'))).version;
}

/** Where headless sessions keep their journal unless told otherwise. */
export const defaultDataDir = (): string =>
  join(process.env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'edgewright', 'headless');
