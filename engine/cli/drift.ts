import { utcDayOf, utcDayStart, DAY_MS } from '../archive/utc-day.ts';
import type { RecordedOutcome } from '../domain/session/outcome.ts';
import type { SessionDescription } from '../domain/session/session-description.ts';
import { backtestSteps } from '../research/drift/backtest-steps.ts';
import { PAPER_PARTS } from '../research/drift/drift-part.ts';
import { summarizeDrift } from '../research/drift/drift-summary.ts';
import { NotFlatError } from '../research/drift/paper-twin.ts';
import type { RunWitness } from '../research/drift/pnl-by-day.ts';
import type { SessionRun } from '../research/drift/session-run.ts';
import { type DriftDay, splitDrift } from '../research/drift/split-drift.ts';
import { splitLive } from '../research/drift/split-live.ts';
import { OutcomeComparison } from '../runtime/compare-outcomes.ts';
import { DEFAULT_PAPER } from '../runtime/default-settings.ts';
import { readRecording } from '../venues/recorded/read-recording.ts';
import { RecordingError } from '../venues/recorded/recording-error.ts';
import { type CommandDescription, type ParsedArguments, UsageError } from './arguments.ts';
import { type Console, defaultDataDir, type ExitCode } from './console.ts';
import { otherMarketOf, recordedEvents, recordingNamed } from './drift-source.ts';
import { dayText, summaryText } from './drift-text.ts';
import { OpenJournals } from './open-journals.ts';
import { ProgressBar } from './progress.ts';
import { latencyOf } from './trading-command.ts';

export const drift: CommandDescription = {
  name: 'drift',
  summary:
    'Runs each day on paper again as a backtest, each live day as paper, and splits the difference by its causes.',
  positionals: '<session.ewrec or session id>',
  options: [
    { name: 'day', value: 'YYYY-MM-DD', description: 'one UTC day alone' },
    { name: 'data', value: 'list', description: 'files that tell the same market from another source' },
    {
      name: 'latency',
      value: 'ms',
      description: 'feed, order and response delay of the backtest, each',
      default: '40',
    },
    { name: 'data-dir', value: 'folder', description: 'where journal and recordings are' },
  ],
};

export async function runDrift(console: Console, parsed: ParsedArguments): Promise<ExitCode> {
  const [what, ...others] = parsed.positionals;
  if (what === undefined || others.length > 0)
    throw new UsageError(`drift needs exactly one recording or session, had ${parsed.positionals.length}`);
  const day = dayOf(parsed);
  try {
    const path = recordingNamed(what, parsed.options['data-dir'] ?? defaultDataDir());
    const recording = readRecording(path);
    recording.close();
    const { description } = recording;
    if (description.mode === 'backtest')
      throw new UsageError('drift is of sessions on paper, in replay and live, this one is a backtest');
    if (description.mode === 'live' && parsed.options['data'] !== undefined)
      throw new UsageError(
        '--data is for days run as a backtest; a live day runs as paper over its own market',
      );
    const run = (remembered?: Remembered) =>
      splitSession(console, parsed, { path, description, day, remembered });
    const found = await new OpenJournals(parsed.options['data-dir']).first((journal) => {
      const stored = journal.sessions({ sessionId: description.sessionId })[0];
      if (stored?.description.accountId !== description.accountId) return undefined;
      const comparison = new OutcomeComparison(journal.outcomes(description.sessionId));
      return run({ lastSequence: stored.position?.sequence ?? 0, comparison });
    });
    return found ?? run();
  } catch (error) {
    if (error instanceof RecordingError) throw new UsageError(error.message, { cause: error });
    throw error;
  }
}

/** What a journal knows of a session. Events after the last one it holds were never answered to anybody. */
interface Remembered {
  readonly lastSequence: number;
  readonly comparison: OutcomeComparison;
}

interface Told {
  readonly path: string;
  readonly description: SessionDescription;
  readonly day: string | undefined;
  readonly remembered: Remembered | undefined;
}

function splitSession(
  console: Console,
  parsed: ParsedArguments,
  { day, description, path, remembered }: Told,
): ExitCode {
  const bar = new ProgressBar(console.screen, console.clock.monotonicMs);
  let begun = 0;
  const events = () => {
    begun += 1;
    const text = `run ${begun}`;
    return recordedEvents(path, remembered?.lastSequence ?? Infinity, (share) => {
      bar.show(share, text);
      return !console.isInterrupted();
    });
  };
  const comparison = remembered?.comparison;
  const saw = (outcomes: readonly RecordedOutcome[]) => {
    for (const outcome of outcomes) comparison?.add(outcome);
  };
  const { all, other, steps } = splitOf({ description, events }, parsed, saw);
  bar.end();
  if (console.isInterrupted()) return 130;
  const days = chosen(all, day, description.sessionId);
  const modes = [description.mode, other] as const;
  for (const each of days) console.out(dayText(each, steps, { currency: description.currency, modes }));
  if (day === undefined) console.out(summaryText(summarizeDrift(days)));
  return verdict(console, comparison);
}

/** The days of the session beside those of the other mode. @throws {UsageError} where there are none to be had. */
function splitOf(session: SessionRun, parsed: ParsedArguments, saw: NonNullable<RunWitness['saw']>) {
  const { description } = session;
  const options = { dayMs: DAY_MS, witness: { saw } };
  if (description.mode === 'live')
    return { other: 'paper', steps: PAPER_PARTS, all: liveDays(session, options) };
  const files = (parsed.options['data'] ?? '').split(',').filter((file) => file !== '');
  const data = files.length === 0 ? {} : { data: otherMarketOf(files, description.instruments) };
  const steps = backtestSteps(session, { latency: latencyOf(parsed), paper: DEFAULT_PAPER, ...data });
  return { other: 'backtest', steps, all: splitDrift(session, steps, options) };
}

function liveDays(session: SessionRun, options: Parameters<typeof splitLive>[1]): readonly DriftDay[] {
  try {
    return splitLive(session, options);
  } catch (error) {
    if (error instanceof NotFlatError) throw new UsageError(error.message, { cause: error });
    throw error;
  }
}

/** A session that does not run again as its journal has it was not the one that was split. */
function verdict(console: Console, comparison: OutcomeComparison | undefined): ExitCode {
  if (comparison === undefined) {
    console.out('compared    nothing: no journal here has the session\n');
    return 0;
  }
  comparison.finish();
  console.out(`compared    ${comparison.compared} outcomes, ${comparison.differences} differences\n`);
  return comparison.differences === 0 ? 0 : 1;
}

function dayOf(parsed: ParsedArguments): string | undefined {
  const { day } = parsed.options;
  if (day !== undefined && utcDayStart(day) === undefined)
    throw new UsageError(`--day must be a UTC day like 2024-05-01, was ${JSON.stringify(day)}`);
  return day;
}

function chosen(days: readonly DriftDay[], day: string | undefined, sessionId: string): readonly DriftDay[] {
  const wanted = days.filter(({ startsAt }) => day === undefined || utcDayOf(startsAt) === day);
  if (wanted.length > 0) return wanted;
  const there = days.map(({ startsAt }) => utcDayOf(startsAt)).join(', ') || 'none';
  throw new UsageError(`session ${sessionId} has days ${there}, not ${day ?? 'one'}`);
}
