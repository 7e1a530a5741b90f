import { Session } from '../runtime/session.ts';
import { strategyCatalog } from '../runtime/strategy-catalog.ts';
import { readRecording, type Recording } from '../venues/recorded/read-recording.ts';
import { RecordingError } from '../venues/recorded/recording-error.ts';
import { type CommandDescription, type ParsedArguments, UsageError } from './arguments.ts';
import type { Console, ExitCode } from './console.ts';
import { OpenJournals, type RememberedSession } from './open-journals.ts';
import { ProgressBar } from './progress.ts';
import { SessionSummary } from './session-summary.ts';

export const replay: CommandDescription = {
  name: 'replay',
  summary: 'Runs a recorded session again, event by event, and compares every outcome with the journal.',
  positionals: '<session.ewrec>',
  options: [{ name: 'data-dir', value: 'folder', description: 'where the session’s journal is' }],
};

const COMMIT_EVERY = 2000;

export async function runReplay(console: Console, parsed: ParsedArguments): Promise<ExitCode> {
  const [path, ...others] = parsed.positionals;
  if (path === undefined || others.length > 0) {
    throw new UsageError(`replay needs exactly one recording, had ${parsed.positionals.length}`);
  }
  const recording = openRecording(path);
  const journals = new OpenJournals(parsed.options['data-dir']);
  const { description } = recording;
  const { sessionId } = description;
  try {
    const code = await journals.ofSession(description, (remembered) =>
      compare(console, recording, remembered),
    );
    return code ?? journals.nothing(`--data-dir names another folder, there is no session ${sessionId}`);
  } finally {
    recording.close();
  }
}

function openRecording(path: string): Recording {
  try {
    return readRecording(path);
  } catch (error) {
    if (error instanceof RecordingError) throw new UsageError(error.message, { cause: error });
    throw error;
  }
}

function compare(
  console: Console,
  recording: Recording,
  { comparison, lastSequence }: RememberedSession,
): ExitCode {
  const session = new Session(recording.description, strategyCatalog);
  const summary = new SessionSummary();
  const bar = new ProgressBar(console.screen, console.clock.monotonicMs);
  const startedAt = console.clock.monotonicMs();
  const commit = () => {
    const outcomes = session.commit();
    for (const outcome of outcomes) comparison.add(outcome);
    summary.add(outcomes);
    bar.show(recording.progress, `${session.kernel.sequence} events, ${comparison.differences} differences`);
  };
  for (
    let event = recording.next();
    event && session.kernel.sequence < lastSequence;
    event = recording.next()
  ) {
    session.take(event);
    if (session.kernel.sequence % COMMIT_EVERY === 0) commit();
    if (console.isInterrupted()) return 130;
  }
  commit();
  comparison.finish();
  bar.end();
  console.out(
    summary.text(session, session.kernel.sequence, (console.clock.monotonicMs() - startedAt) / 1000),
  );
  console.out(`compared    ${comparison.compared} outcomes, ${comparison.differences} differences\n`);
  const { first } = comparison;
  if (!first) return 0;
  console.out(
    `first       outcome ${first.place}\n  journal   ${first.journal ?? 'nothing'}\n  again     ${first.again ?? 'nothing'}\n`,
  );
  return 1;
}
