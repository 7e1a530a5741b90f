import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { NumbersFileError, type ParsedNumbers, type ParseOptions, parseNumbers } from './parse-numbers.ts';

/** A larger file is not read. */
export const MOST_BYTES = 64 * 1_048_576;

/** What a file says, or why it says nothing. */
export type NumbersFileRead =
  | { readonly ok: true; readonly parsed: ParsedNumbers }
  | { readonly ok: false; readonly detail: string };

/** What is read and how. */
export type NumbersFileTask = ParseOptions & {
  readonly path: string;
  readonly mostBytes?: number;
};

/** Reads a file of numbers; what is wrong with it as a whole is told in words that name the rule and the value. */
export async function readNumbersFile({
  mostBytes = MOST_BYTES,
  path,
  ...options
}: NumbersFileTask): Promise<NumbersFileRead> {
  try {
    const found = await stat(path);
    if (!found.isFile()) throw new NumbersFileError('it must be a file, and is none');
    if (found.size > mostBytes)
      throw new NumbersFileError(`it must have at most ${mostBytes} bytes, had ${found.size}`);
    // A file that grows meanwhile is read no further than it was measured.
    const pieces = createReadStream(path, found.size === 0 ? {} : { end: found.size - 1 });
    return { ok: true, parsed: await parseNumbers(pieces, options) };
  } catch (error) {
    if (error instanceof NumbersFileError) return { ok: false, detail: error.message };
    if (isOfTheSystem(error)) return { ok: false, detail: `it cannot be read: ${error.code}` };
    throw error;
  }
}

// The message would name the folder; the code says as much.
const isOfTheSystem = (error: unknown): error is { readonly code: string } =>
  error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string';
