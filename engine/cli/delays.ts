import { writeFileSync } from 'node:fs';
import { type MeasuredDelays, thinned } from '../domain/session/measured-delays.ts';
import type { SessionDescription } from '../domain/session/session-description.ts';
import { RecordingError } from '../venues/recorded/recording-error.ts';
import { type CommandDescription, type ParsedArguments, UsageError } from './arguments.ts';
import type { Console, ExitCode } from './console.ts';
import { dataDirOf, descriptionIn, recordedEvents, recordingNamed } from './drift-source.ts';
import { FeedDelays, OrderDelays } from './measure-delays.ts';
import { OpenJournals } from './open-journals.ts';
import { ProgressBar } from './progress.ts';

export const delays: CommandDescription = {
  name: 'delays',
  summary: 'Writes the delays measured in a session on live data, for --latency-file and the settings.',
  positionals: '<session.ewrec or session id>',
  options: [
    { name: 'data-dir', value: 'folder', description: 'where journal and recordings are' },
    {
      name: 'out',
      value: 'file',
      description: 'the table; one that is there is kept',
      default: 'delays.csv',
    },
  ],
};

export async function runDelays(console: Console, parsed: ParsedArguments): Promise<ExitCode> {
  const [what, ...others] = parsed.positionals;
  if (what === undefined || others.length > 0)
    throw new UsageError(`delays needs exactly one recording or session, had ${parsed.positionals.length}`);
  const path = recordingNamed(what, dataDirOf(parsed));
  try {
    const description = descriptionIn(path);
    if (description.source !== 'live-data')
      throw new UsageError(
        `delays are measured on live data; the market of ${description.sessionId} was ${description.source}`,
      );
    const feedMs = await feedDelaysIn(console, path);
    if (feedMs === undefined) return 130;
    const { orderMs, responseMs } = await orderDelaysOf(parsed, description);
    write(console, parsed.options['out'] ?? '', { feedMs, orderMs, responseMs });
    return 0;
  } catch (error) {
    if (error instanceof RecordingError) throw new UsageError(error.message, { cause: error });
    throw error;
  }
}

async function feedDelaysIn(console: Console, path: string): Promise<readonly number[] | undefined> {
  const bar = new ProgressBar(console.screen, console.clock.monotonicMs);
  const found = new FeedDelays();
  const onProgress = (share: number): boolean => {
    bar.show(share, `${found.values.length} events`);
    return !console.isInterrupted();
  };
  for (const event of recordedEvents(path, Number.POSITIVE_INFINITY, { onProgress, onEnd: () => bar.end() }))
    found.add(event);
  return console.isInterrupted() ? undefined : found.values;
}

/** Only a real venue takes time of its own to be reached: what a simulated one told is what it was told to. */
async function orderDelaysOf(
  parsed: ParsedArguments,
  { mode, sessionId }: SessionDescription,
): Promise<Pick<MeasuredDelays, 'orderMs' | 'responseMs'>> {
  const found = new OrderDelays();
  if (mode !== 'live') return found;
  const journals = new OpenJournals(parsed.options['data-dir']);
  const isThere = await journals.first((journal) => {
    if (journal.sessions({ sessionId })[0] === undefined) return undefined;
    for (const { outcome } of journal.outcomes(sessionId)) found.add(outcome);
    return true;
  });
  if (isThere === undefined) journals.requireAll();
  return found;
}

function write(console: Console, out: string, measured: MeasuredDelays): void {
  const columns = [
    ['feed_ms', 'market to us', thinned(measured.feedMs)],
    ['order_ms', 'us to venue', thinned(measured.orderMs)],
    ['response_ms', 'venue to us', thinned(measured.responseMs)],
  ] as const;
  const told = columns.filter(([, , values]) => values.length > 0);
  if (told.length === 0)
    throw new UsageError('the session holds no delay: no market event and no fill of its own');
  const most = Math.max(...told.map(([, , values]) => values.length));
  const rows = Array.from({ length: most }, (_, row) =>
    told.map(([, , values]) => values[row] ?? '').join(','),
  );
  try {
    writeFileSync(out, `${[told.map(([name]) => name).join(','), ...rows].join('\n')}\n`, { flag: 'wx' });
  } catch (error) {
    const because = error instanceof Error ? error.message : String(error);
    throw new UsageError(`--out ${out} cannot be written: ${because}`, { cause: error });
  }
  for (const [name, title, values] of columns) console.out(`${title.padEnd(14)}${lineOf(name, values)}\n`);
  console.out(`table         ${out}\n`);
}

function lineOf(name: string, sorted: readonly number[]): string {
  if (sorted.length === 0) return `none measured, so there is no ${name}`;
  const at = (share: number) => sorted[Math.round((sorted.length - 1) * share)];
  return `${sorted.length} delays, half below ${at(0.5)} ms, 95 of 100 below ${at(0.95)} ms`;
}
