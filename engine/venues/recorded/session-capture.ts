import type { Instrument } from '../../domain/instrument/instrument.ts';
import { openBinanceSession } from './binance-session.ts';
import { openBybitSession } from './bybit-session.ts';
import type { CaptureDialect, DialectOpener } from './capture-dialect.ts';
import { CaptureOutput } from './capture-output.ts';
import { type Capture, ReadCapture } from './capture.ts';
import { openCoinbaseSession } from './coinbase-session.ts';
import { openKrakenSession } from './kraken-session.ts';
import { MergedLines } from './merged-lines.ts';
import { openOkxSession } from './okx-session.ts';
import { RecordingError } from './recording-error.ts';
import type { SessionLine } from './session-lines.ts';
import { type SessionSurvey, surveySession } from './session-survey.ts';

/** Whose frames a session holds is told by where it connected to. */
const VENUES: Readonly<Record<string, DialectOpener>> = {
  'okx.com': openOkxSession,
  'kraken.com': openKrakenSession,
  'coinbase.com': openCoinbaseSession,
  'bybit.com': openBybitSession,
  'binance.com': openBinanceSession,
};

/**
 * Opens a raw websocket session (gzip JSON lines of `http`, `connect`, `send` and `recv`) as a feed. Its
 * instruments are built from the REST answers it holds. Files are one session, in the order given.
 * @throws {RecordingError} when a file cannot be read, or holds no venue or instrument known here.
 */
export function openSessionCapture(paths: readonly string[]): Capture {
  const survey = surveySession(paths);
  const output = new CaptureOutput();
  const dialect = openerOf(paths, survey)(survey, output);
  if (dialect.instruments.length === 0) {
    throw new RecordingError(
      `${paths.join(', ')}: the session lists none of the instruments it subscribed to`,
    );
  }
  return new SessionCapture(new MergedLines(paths, survey.connections), dialect, output);
}

function openerOf(paths: readonly string[], { addresses }: SessionSurvey): DialectOpener {
  const all = [...addresses.values()];
  const hosts = all.map((address) => (URL.canParse(address) ? new URL(address).hostname : ''));
  const venue = Object.entries(VENUES).find(([domain]) =>
    hosts.some((host) => `.${host}`.endsWith(`.${domain}`)),
  );
  if (venue === undefined) {
    throw new RecordingError(
      `${paths.join(', ')}: a session must connect to Binance, Bybit, Coinbase, Kraken or OKX, ` +
        `connected to ${all.length === 0 ? 'nothing' : all.join(', ').slice(0, 80)}`,
    );
  }
  return venue[1];
}

class SessionCapture extends ReadCapture<MergedLines> {
  readonly #dialect: CaptureDialect;

  constructor(lines: MergedLines, dialect: CaptureDialect, output: CaptureOutput) {
    super(lines, output);
    this.#dialect = dialect;
  }

  get instruments(): readonly Instrument[] {
    return this.#dialect.instruments;
  }

  protected readLine(): void {
    const { statistics } = this.output;
    const line = this.lines.next();
    if (line === undefined) return this.#end();
    statistics.lines += 1;
    if (line.kind === 'broken') return this.output.problem(line, line.rule);
    if (line.kind === 'gap') return this.#miss(line);
    if (line.kind === 'recv') this.output.setTime(line.time);
    const rule = this.#dialect.take(line);
    statistics.roundedSizes = this.#dialect.roundedSizes;
    if (rule !== undefined) this.output.problem(line, rule);
    else if (line.kind === 'recv') statistics.frames += 1;
  }

  /** Whose frames are missing is not known, so no book can be believed before it begins anew. */
  #miss({ text, time }: SessionLine): void {
    this.output.setTime(time);
    this.output.statistics.gaps += 1;
    for (const instrument of this.instruments) this.output.gap(instrument, text);
  }

  #end(): void {
    this.isEnded = true;
    this.output.statistics.cutShort = this.lines.cutShort;
    this.output.end(this.instruments);
  }
}
