import { DAY_MS } from '../archive/utc-day.ts';
import { backtestSteps } from '../research/drift/backtest-steps.ts';
import { type DriftStep, PAPER_PARTS } from '../research/drift/drift-part.ts';
import type { RunWitness } from '../research/drift/pnl-by-day.ts';
import type { SessionRun } from '../research/drift/session-run.ts';
import { type DriftDay, splitDrift } from '../research/drift/split-drift.ts';
import { splitLive } from '../research/drift/split-live.ts';
import { DEFAULT_PAPER } from '../runtime/default-settings.ts';
import type { ParsedArguments } from './arguments.ts';
import { otherMarketOf } from './drift-source.ts';
import { beginningText } from './drift-text.ts';
import { latencyOf } from './latency-option.ts';

/** A session split against its other mode. */
export interface SplitSession {
  /** The other mode. */
  readonly other: 'paper' | 'backtest';
  readonly steps: readonly Pick<DriftStep, 'part' | 'because'>[];
  readonly all: readonly DriftDay[];
  /** From when on the two are compared, and with what; empty where that is the whole session. */
  readonly beginning: string;
}

/**
 * Runs a session in its own mode and in the other: what either earned by day and why.
 * @throws {UsageError} where the files of `--data` are not to be had.
 * @throws {UntoldStateError} where it was never known what a live account has at its venue.
 */
export function splitOf(
  session: SessionRun,
  parsed: ParsedArguments,
  saw: NonNullable<RunWitness['saw']>,
): SplitSession {
  const { description } = session;
  const options = { dayMs: DAY_MS, witness: { saw } };
  if (description.mode === 'live') {
    const { days, from, held } = splitLive(session, options);
    return { other: 'paper', steps: PAPER_PARTS, all: days, beginning: beginningText(from, held) };
  }
  const files = (parsed.options['data'] ?? '').split(',').filter((file) => file !== '');
  const data = files.length === 0 ? {} : { data: otherMarketOf(files, description.instruments) };
  const steps = backtestSteps(session, { latency: latencyOf(parsed), paper: DEFAULT_PAPER, ...data });
  return { other: 'backtest', steps, all: splitDrift(session, steps, options), beginning: '' };
}
