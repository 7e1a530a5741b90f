import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { resolve } from 'node:path';
import { Random } from '../../numerics/random.ts';
import { type Mutation, mutationsOf } from './mutations.ts';
import { sourcesOf } from './room-sources.ts';

/**
 * Draws mistakes in a room and says which of them no test of the room finds:
 * `node engine/test/mutants/draw-mutants.ts engine/risk 260 1` draws 260 with seed 1; two more numbers take a slice.
 */

const ROOT = resolve(import.meta.dirname, '../../..');
/** A mistake that never ends is found by its time. */
const LONGEST_MS = 240_000;
const [, , room = 'engine/risk', count = '260', seed = '1', from = '0', to = count] = process.argv;

interface Mutant {
  readonly file: string;
  readonly mutation: Mutation;
}

const random = new Random(Number(seed));
const drawn = sourcesOf(room)
  .flatMap((file) =>
    mutationsOf(readFileSync(`${ROOT}/${file}`, 'utf8')).map((mutation): Mutant => ({ file, mutation })),
  )
  .map((mutant) => ({ mutant, at: random.uniform() }))
  .toSorted((a, b) => a.at - b.at)
  .slice(Number(from), Math.min(Number(to), Number(count)));

let killed = 0;
let child = start();
for (const { mutant } of drawn) {
  const verdict = await tryOne(mutant);
  if (verdict === 'survived') process.stdout.write(`${inWords(mutant)}\n`);
  else killed += 1;
}
child.stdin?.end();
process.stdout.write(`${killed} of ${drawn.length} mistakes in ${room} were found\n`);

function start(): ChildProcess {
  const script = resolve(import.meta.dirname, 'try-mutants.ts');
  return spawn(process.execPath, [script, room], { stdio: ['pipe', 'pipe', 'inherit'] });
}

function tryOne(mutant: Mutant): Promise<string> {
  const { stdin, stdout } = child;
  if (!stdin || !stdout) throw new Error('whoever tries mutants must listen and speak');
  return new Promise((done) => {
    const lines = createInterface({ input: stdout });
    const tooLong = AbortSignal.timeout(LONGEST_MS);
    const end = (verdict: string): void => {
      tooLong.removeEventListener('abort', giveUp);
      lines.close();
      done(verdict);
    };
    const giveUp = (): void => {
      child.kill('SIGKILL');
      child = start();
      end('without an end');
    };
    tooLong.addEventListener('abort', giveUp);
    lines.on('line', end);
    stdin.write(`${JSON.stringify(mutant)}\n`);
  });
}

function inWords({ file, mutation: { end, start, text } }: Mutant): string {
  const source = readFileSync(`${ROOT}/${file}`, 'utf8');
  const line = source.slice(0, start).split('\n').length;
  const was = source.slice(start, end).replaceAll(/\s+/g, ' ');
  return `${file}:${line}: ${was} => ${text.replaceAll(/\s+/g, ' ')}`;
}
