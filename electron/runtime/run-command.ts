import { spawn } from 'node:child_process';

/** How a command is run: where, with which environment, for how long, and who sees what it prints. */
export type CommandOptions = {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** The command is ended after this long and counts as failed. */
  readonly limitMs?: number;
  /** `shown` passes the output through to the terminal, `kept` collects it. */
  readonly output?: 'shown' | 'kept';
};

/** What is left of a command: its exit code (`undefined` when it did not start or was ended) and kept output. */
export type CommandOutcome = {
  readonly exitCode: number | undefined;
  readonly output: string;
};

/** Runs a program without a shell and waits for its end. It never throws: a missing program is an outcome too. */
export function runCommand(
  program: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandOutcome> {
  const { cwd, env = process.env, limitMs, output = 'shown' } = options;
  return new Promise((resolve) => {
    const kept: Buffer[] = [];
    const release = passSignalsTo((signal) => child.kill(signal));
    const child = spawn(program, args, {
      cwd,
      env,
      timeout: limitMs,
      stdio: output === 'shown' ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
    });
    child.stdout?.on('data', (part: Buffer) => kept.push(part));
    child.stderr?.on('data', (part: Buffer) => kept.push(part));
    child.on('error', (error) => {
      release();
      resolve({ exitCode: undefined, output: error.message });
    });
    child.on('close', (exitCode) => {
      release();
      resolve({ exitCode: exitCode ?? undefined, output: Buffer.concat(kept).toString('utf8') });
    });
  });
}

/** While a program runs, it decides how an interruption ends it: a session still leaves its report. */
function passSignalsTo(end: (signal: NodeJS.Signals) => void): () => void {
  // The terminal sends an interrupt to the program as well; it only must not end this process first.
  const wait = () => undefined;
  const pass = () => end('SIGTERM');
  process.on('SIGINT', wait).on('SIGTERM', pass);
  return () => process.off('SIGINT', wait).off('SIGTERM', pass);
}

/**
 * Runs a program that has to succeed.
 * @throws Error that names the program, its exit code and the end of its output.
 */
export async function mustRun(
  program: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<string> {
  const { exitCode, output } = await runCommand(program, args, options);
  if (exitCode === 0) return output;
  const ending = output.trim().split('\n').slice(-5).join('\n');
  throw new Error(`${program} must end with 0, ended with ${exitCode ?? 'no exit code'}: ${ending}`);
}
