import { Fitting } from '../runtime/fitting/fitting.ts';
import { runSelfTest } from '../runtime/selftest/self-test.ts';
import {
  type CommandDescription,
  numberOption,
  type ParsedArguments,
  wholeNumberOption,
} from './arguments.ts';
import type { Console, ExitCode } from './console.ts';
import { ProgressBar } from './progress.ts';
import { hasPassed, selfTestText } from './selftest-report.ts';

export const selftest: CommandDescription = {
  name: 'selftest',
  summary: 'Runs every formula of the product and says which are ready, how long they take, and what fails.',
  options: [
    { name: 'seconds', value: 'number', description: 'how long it runs', default: '60' },
    { name: 'seed', value: 'number', description: 'seed of the made-up market', default: '20240501' },
    { name: 'json', description: 'print the report as JSON' },
  ],
};

const TURNS_A_BREATH = 50;

/**
 * The exit code is 1 when a formula broke a promise: threw, gave a number that cannot be, or said nothing though it was
 * fed what it needs.
 */
export async function runSelfTestCommand(console: Console, parsed: ParsedArguments): Promise<ExitCode> {
  const seconds = numberOption(parsed, 'seconds', 1, 86_400);
  const seed = wholeNumberOption(parsed, 'seed', 1, 2_147_483_647);
  const bar = new ProgressBar(console.screen, console.clock.monotonicMs);
  const fitting = new Fitting({ log: (_level, text) => console.screen.write(`${text}\n`) });
  try {
    const test = runSelfTest({ seconds, seed, nowMs: console.clock.monotonicMs, fitter: fitting.fitter });
    for (let turn = test.next(), turns = 1; ; turn = test.next(), turns += 1) {
      if (turn.done) {
        bar.end();
        console.out(
          parsed.switches.has('json')
            ? `${JSON.stringify(turn.value, undefined, 2)}\n`
            : selfTestText(turn.value),
        );
        return hasPassed(turn.value) ? 0 : 1;
      }
      // Ctrl+C and threads that ended are heard between turns only.
      if (turns % TURNS_A_BREATH === 0)
        await new Promise((resolve) => console.clock.after(0, () => resolve(undefined)));
      if (console.isInterrupted()) {
        bar.end();
        return 130;
      }
      bar.show(turn.value.share, `${turn.value.ready} of ${turn.value.total} formulas ready`);
    }
  } finally {
    await fitting.close();
  }
}
