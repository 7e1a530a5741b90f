import { writeSync } from 'node:fs';
import { inspect } from 'node:util';
import { RedactedLines } from '../../guard/redaction/redacted-lines.ts';
import type { Redactor } from '../../guard/redaction/redactor.ts';

/** The process, as far as its output and its end are concerned. */
export interface SpeakingProcess {
  readonly stdout: Pick<NodeJS.WriteStream, 'write'>;
  readonly stderr: Pick<NodeJS.WriteStream, 'write'>;
  on(event: 'uncaughtException' | 'unhandledRejection', listener: (error: unknown) => void): unknown;
  exit(code: number): void;
}

/** Writes a text where nothing buffers it: the process is about to end. */
export type WriteAtOnce = (text: string) => void;

const toStandardError: WriteAtOnce = (text) => {
  try {
    writeSync(2, text);
  } catch {
    // Nobody reads any more; the process ends all the same.
  }
};

/**
 * Redacts whatever a process prints, its last words too. What nobody handles ends the process, as it would
 * without this; only the words are looked through first.
 */
export function redactOutput(
  speaking: SpeakingProcess,
  redactor: Redactor,
  writeAtOnce: WriteAtOnce = toStandardError,
): void {
  for (const stream of [speaking.stdout, speaking.stderr]) {
    const write = stream.write.bind(stream);
    const lines = new RedactedLines(redactor, (text) => write(`${text}\n`));
    stream.write = ((piece: Uint8Array | string, ...rest: unknown[]) => {
      lines.push(piece);
      const done = rest.find((each) => typeof each === 'function') as (() => void) | undefined;
      done?.();
      return true;
    }) as typeof stream.write;
  }
  const end = (error: unknown) => {
    writeAtOnce(`${redactor.text(inspect(error))}\n`);
    speaking.exit(1);
  };
  speaking.on('uncaughtException', end);
  speaking.on('unhandledRejection', end);
}
