import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { MarketSource, SessionMode } from '../domain/session/mode.ts';
import type { UnixMs } from '../domain/units/time.ts';
import { openDataFolder } from '../runtime/data-folder.ts';
import { openJournalOrSetAside } from '../runtime/open-journal-or-set-aside.ts';
import { peekFeed } from '../runtime/peeked-feed.ts';
import { Session } from '../runtime/session.ts';
import { strategyCatalog } from '../runtime/strategy-catalog.ts';
import { describeSession } from '../runtime/workstation-sessions.ts';
import type { PulledFeed } from '../venues/feed.ts';
import { RecordingWriter } from '../venues/recorded/recording-writer.ts';
import { type OptionDescription, type ParsedArguments, UsageError } from './arguments.ts';
import { type Console, defaultDataDir, type ExitCode } from './console.ts';
import { runHeadless, type StrategyChoice } from './headless-session.ts';
import { latencyOf, latencyOptions } from './latency-option.ts';
import { ProgressBar } from './progress.ts';
import { SessionSummary } from './session-summary.ts';
import { readFormats, writeReport } from './write-report.ts';

/** Options every command that trades shares. */
export const tradingOptions: readonly OptionDescription[] = [
  { name: 'deposit', value: 'decimal', description: 'first deposit in quote currency', default: '10000' },
  ...latencyOptions('the paper venue'),
  { name: 'data-dir', value: 'folder', description: 'where journal and recordings are kept' },
  {
    name: 'format',
    value: 'list',
    description: 'report files: csv,json,html,pdf',
    default: 'html,json,csv,pdf',
  },
  { name: 'out', value: 'folder', description: 'where the report goes', default: 'sessions' },
];

/** One headless session, from its feed to its report. */
export interface TradingRun {
  readonly mode: SessionMode;
  readonly source: MarketSource;
  readonly seed: number;
  readonly feed: PulledFeed;
  readonly strategies: readonly StrategyChoice[];
  readonly beginAt?: UnixMs;
  readonly until?: UnixMs;
  /** 0 to 1 at an event time. */
  readonly progressAt: (time: UnixMs) => number;
}

/** @throws {UsageError} when an option breaks a rule; nothing has been written then. */
export async function runTrading(
  console: Console,
  parsed: ParsedArguments,
  run: TradingRun,
): Promise<ExitCode> {
  const formats = readFormats(parsed.options['format'] ?? '');
  const settings = {
    depositQuote: depositOf(parsed),
    engineVersion: console.version,
    latency: latencyOf(parsed),
  };
  const root = parsed.options['data-dir'] ?? defaultDataDir();
  mkdirSync(root, { recursive: true, mode: 0o700 });
  const folder = openDataFolder(root);
  const { journal } = openJournalOrSetAside(folder.paperJournal);
  try {
    const { feed, firstTime } = peekFeed(run.feed);
    const now = console.clock.now();
    const description = describeSession({
      ...run,
      settings,
      now,
      startsAt: run.beginAt ?? firstTime,
      accountId: `${run.mode}-${now.toString(36)}`,
      instruments: feed.instruments,
    });
    const { sessionId } = description;
    const recording = RecordingWriter.create(folder.recordingPath(sessionId), description);
    trade(console, new Session(description, strategyCatalog, { journal, recording }), { ...run, feed });
    const out = join(parsed.options['out'] ?? 'sessions', sessionId);
    const files = await writeReport(console, journal, { sessionId }, { formats, folder: out });
    for (const file of files ?? []) console.out(`report      ${file}\n`);
    console.out(`recording   ${folder.recordingPath(sessionId)}\n`);
    return console.isInterrupted() ? 130 : 0;
  } finally {
    journal.close();
  }
}

/** Runs the session to its end with a progress bar and says what came of it. */
function trade(console: Console, session: Session, run: TradingRun): void {
  const summary = new SessionSummary();
  const bar = new ProgressBar(console.screen, console.clock.monotonicMs);
  const startedAt = console.clock.monotonicMs();
  const { events } = runHeadless({
    ...run,
    session,
    shouldStop: console.isInterrupted,
    onCommit: ({ events: count, outcomes, time }) => {
      summary.add(outcomes);
      bar.show(run.progressAt(time), `${count} events, ${summary.fills} fills, ${summary.trades} trades`);
    },
  });
  bar.end();
  const seconds = (console.clock.monotonicMs() - startedAt) / 1000;
  session.end(console.isInterrupted() ? 'interrupted' : 'finished');
  run.feed.close();
  console.out(summary.text(session, events, seconds));
}

function depositOf(parsed: ParsedArguments): string {
  const text = parsed.options['deposit'] ?? '';
  if (!/^[1-9]\d{0,11}(\.\d{1,8})?$/.test(text)) {
    throw new UsageError(`--deposit must be a decimal above zero, was ${JSON.stringify(text)}`);
  }
  return text;
}
