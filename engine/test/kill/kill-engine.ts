import { spawn } from 'node:child_process';
import { COMPILED_BEFORE } from '../compiled-before.ts';

/** What a killed engine had said: `announced` may be on the disk, `committed` must be. */
export interface LastWords {
  readonly announced: Place | undefined;
  readonly committed: Place | undefined;
}

/** Where a session stood, with the digest of everything that had followed in it. */
export interface Place {
  readonly sessionId: string;
  readonly sequence: number;
  readonly digest: string;
}

/** When to kill: after so many lines it said, so many ms after it announced its first commit, or after its first word. */
export type Moment =
  | { readonly lines: number }
  | { readonly afterMs: number }
  | { readonly openingMs: number };

/** Starts the bundled engine, kills it at the moment and answers what it said last. Tells when it speaks first. */
export function killEngine(
  bundle: string,
  args: readonly string[],
  moment: Moment,
  onFirstWord: () => void = () => undefined,
): Promise<LastWords> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [bundle, ...args], {
      env: COMPILED_BEFORE,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    let timer: NodeJS.Timeout | undefined;
    let lines = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      const text = chunk.toString();
      if (said === '') onFirstWord();
      said += text;
      lines += text.split('\n').length - 1;
      if ('lines' in moment) {
        if (lines >= moment.lines) child.kill('SIGKILL');
      } else if (timer === undefined && ('openingMs' in moment || said.includes('to commit '))) {
        const ms = 'openingMs' in moment ? moment.openingMs : moment.afterMs;
        timer = setTimeout(() => child.kill('SIGKILL'), ms);
      }
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (signal === 'SIGKILL') resolve(lastWordsOf(said));
      else reject(new Error(`the engine ended by itself with ${code}: ${said.slice(-400)}`));
    });
  });
}

function lastWordsOf(said: string): LastWords {
  const whole = said.split('\n').slice(0, -1);
  const of = (word: string) =>
    placeOf(
      whole.findLast((line) => line.startsWith(word)),
      word,
    );
  return { announced: of('to commit '), committed: of('committed ') };
}

function placeOf(line: string | undefined, word: string): Place | undefined {
  const [sessionId, sequence, digest] = line?.slice(word.length).split(' ') ?? [];
  if (sessionId === undefined || sequence === undefined || digest === undefined) return undefined;
  return { sessionId, sequence: Number(sequence), digest };
}
