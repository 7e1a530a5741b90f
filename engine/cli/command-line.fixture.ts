import { systemClock } from '../runtime/clock.ts';
import { runCommandLine } from './main.ts';

/** Runs a command line to its end, with all that it printed. */
export async function run(...args: string[]) {
  const lines: string[] = [];
  const code = await runCommandLine(
    {
      out: (text) => lines.push(text),
      screen: { write: () => undefined, isTerminal: false },
      clock: systemClock,
      version: '0.0.0',
      isInterrupted: () => false,
    },
    args,
  );
  return { code, text: lines.join('') };
}
