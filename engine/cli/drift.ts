import { utcDayOf, utcDayStart } from '../archive/utc-day.ts';
import type { Instrument } from '../domain/instrument/instrument.ts';
import type { RecordedOutcome } from '../domain/session/outcome.ts';
import type { SessionDescription } from '../domain/session/session-description.ts';
import { summarizeDrift } from '../research/drift/drift-summary.ts';
import { UntoldStateError } from '../research/drift/untold-state.ts';
import type { DriftDay } from '../research/drift/split-drift.ts';
import type { OutcomeComparison } from '../runtime/compare-outcomes.ts';
import { RecordingError } from '../venues/recorded/recording-error.ts';
import { type CommandDescription, type ParsedArguments, UsageError } from './arguments.ts';
import type { Console, ExitCode } from './console.ts';
import { comparisonText, differencesText } from './difference-text.ts';
import { type SplitSession, splitOf } from './drift-runs.ts';
import { dataDirOf, descriptionIn, recordedEvents, recordingNamed } from './drift-source.ts';
import { dayText, shortText, summaryText } from './drift-text.ts';
import { latencyOptions } from './latency-option.ts';
import { OpenJournals, type RememberedSession } from './open-journals.ts';
import { ProgressBar } from './progress.ts';

export const drift: CommandDescription = {
  name: 'drift',
  summary:
    'Runs each day on paper again as a backtest, each live day as paper, and splits the difference by its causes.',
  positionals: '<session.ewrec or session id>',
  options: [
    { name: 'day', value: 'YYYY-MM-DD', description: 'one UTC day alone' },
    { name: 'data', value: 'list', description: 'files that tell the same market from another source' },
    ...latencyOptions('the backtest'),
    { name: 'data-dir', value: 'folder', description: 'where journal and recordings are' },
  ],
};

export async function runDrift(console: Console, parsed: ParsedArguments): Promise<ExitCode> {
  const [what, ...others] = parsed.positionals;
  if (what === undefined || others.length > 0)
    throw new UsageError(`drift needs exactly one recording or session, had ${parsed.positionals.length}`);
  const day = dayOf(parsed);
  try {
    const path = recordingNamed(what, dataDirOf(parsed));
    const description = descriptionIn(path);
    if (description.mode === 'backtest')
      throw new UsageError('drift is of sessions on paper, in replay and live, this one is a backtest');
    if (description.mode === 'live' && parsed.options['data'] !== undefined)
      throw new UsageError(
        '--data is for days run as a backtest; a live day runs as paper over its own market',
      );
    const run = (remembered?: RememberedSession) =>
      splitSession(console, parsed, { path, description, day, remembered });
    const journals = new OpenJournals(parsed.options['data-dir']);
    const code = await journals.ofSession(description, run);
    if (code !== undefined) return code;
    // One that cannot be read may be the one that has the session.
    journals.requireAll();
    return run();
  } catch (error) {
    if (console.isInterrupted()) return 130;
    if (error instanceof RecordingError || error instanceof UntoldStateError)
      throw new UsageError(error.message, { cause: error });
    throw error;
  }
}

interface Told {
  readonly path: string;
  readonly description: SessionDescription;
  readonly day: string | undefined;
  readonly remembered: RememberedSession | undefined;
}

function splitSession(console: Console, parsed: ParsedArguments, told: Told): ExitCode {
  const { description, path, remembered } = told;
  const bar = new ProgressBar(console.screen, console.clock.monotonicMs);
  const read = { begun: 0, events: 0, end: 'unread' };
  const events = () => {
    read.begun += 1;
    const text = `run ${read.begun}`;
    return recordedEvents(path, remembered?.lastSequence ?? Infinity, {
      onProgress: (share) => {
        bar.show(share, text);
        return !console.isInterrupted();
      },
      onEnd: ({ end, eventCount }) => Object.assign(read, { events: eventCount, end }),
    });
  };
  const saw = (outcomes: readonly RecordedOutcome[]) => {
    for (const outcome of outcomes) remembered?.comparison.add(outcome);
  };
  const split = splitOf({ description, events }, parsed, saw);
  bar.end();
  if (console.isInterrupted()) return 130;
  tell(console, split, told);
  const missing = remembered ? shortText(read, remembered.lastSequence) : '';
  console.out(missing);
  const code = verdict(console, remembered?.comparison, description.instruments);
  return missing === '' ? code : 1;
}

function tell(
  console: Console,
  { all, beginning, other, steps }: SplitSession,
  { day, description }: Told,
): void {
  const { currency, instruments, mode, sessionId } = description;
  const days = chosen(all, day, sessionId);
  const modes = [mode, other] as const;
  console.out(beginning);
  for (const each of days) console.out(dayText(each, steps, { currency, modes }));
  if (day === undefined) console.out(summaryText(summarizeDrift(days)));
  const differences = days.flatMap((each) => each.differences);
  console.out(differencesText(differences, { modes, instruments }));
}

/** A session that does not run again as its journal has it was not the one that was split. */
function verdict(
  console: Console,
  comparison: OutcomeComparison | undefined,
  instruments: readonly Instrument[],
): ExitCode {
  if (comparison === undefined) {
    console.out('compared    nothing: no journal here has the session\n');
    return 0;
  }
  comparison.finish();
  console.out(comparisonText(comparison, instruments));
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
