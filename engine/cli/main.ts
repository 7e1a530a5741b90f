import { systemClock } from '../runtime/clock.ts';
import { compileSoon } from '../runtime/compiler-settings.ts';
import {
  type CommandDescription,
  helpFor,
  parseCommandLine,
  type ParsedArguments,
  UsageError,
} from './arguments.ts';
import { backtest, runBacktest } from './backtest.ts';
import { type Console, engineVersion, type ExitCode } from './console.ts';
import { delays, runDelays } from './delays.ts';
import { drift, runDrift } from './drift.ts';
import { order, runOrder } from './order.ts';
import { paper, runPaper } from './paper.ts';
import { replay, runReplay } from './replay.ts';
import { report, runReport } from './report.ts';
import { runSelfTestCommand, selftest } from './selftest.ts';

interface Command {
  readonly description: CommandDescription;
  readonly run: (console: Console, parsed: ParsedArguments) => Promise<ExitCode>;
}

const commands: readonly Command[] = [
  { description: paper, run: runPaper },
  { description: replay, run: runReplay },
  { description: backtest, run: runBacktest },
  { description: drift, run: runDrift },
  { description: delays, run: runDelays },
  { description: report, run: runReport },
  { description: order, run: runOrder },
  { description: selftest, run: runSelfTestCommand },
];

function overview(): string {
  const lines = commands.map(({ description }) => `  ${description.name.padEnd(10)}${description.summary}`);
  return [
    'Edgewright: tells you whether your edge is real before you risk money.',
    '',
    'usage: edgewright <command> [options]',
    '',
    ...lines,
    '',
    '  edgewright <command> --help explains one.',
    '',
  ].join('\n');
}

/** Runs one command line; answers with the exit code. Everything but a bug is said in a sentence. */
export async function runCommandLine(console: Console, args: readonly string[]): Promise<ExitCode> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === 'help') {
    console.out(overview());
    return name === undefined ? 2 : 0;
  }
  if (name === '--version') {
    console.out(`${console.version}\n`);
    return 0;
  }
  const command = commands.find((each) => each.description.name === name);
  if (!command) {
    console.out(`there is no command ${JSON.stringify(name)}\n\n${overview()}`);
    return 2;
  }
  try {
    const parsed = parseCommandLine(command.description, rest);
    if (parsed.switches.has('help')) {
      console.out(helpFor(command.description));
      return 0;
    }
    return await command.run(console, parsed);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.out(`${error.message}\n`);
    return 2;
  }
}

let interrupted = false;
if (import.meta.main) {
  compileSoon();
  process.on('SIGINT', () => {
    if (interrupted) process.exit(130);
    interrupted = true;
  });
  process.exitCode = await runCommandLine(
    {
      out: (text) => process.stdout.write(text),
      screen: { write: (text) => process.stderr.write(text), isTerminal: process.stderr.isTTY },
      clock: systemClock,
      version: engineVersion(),
      isInterrupted: () => interrupted,
    },
    process.argv.slice(2),
  );
}
