import { RecordingError } from './recording-error.ts';
import { type SessionLine, SessionLines } from './session-lines.ts';

/** Most connections one session file may interleave: each is read by a cursor of its own. */
const MOST_CONNECTIONS = 64;

/** What a session says of itself besides what it received: enough to know its instruments. */
export interface SessionSurvey {
  /** All connections in the order they appear; '' stands for lines of none. */
  readonly connections: readonly string[];
  /** The socket address of each connection that has one. */
  readonly addresses: ReadonlyMap<string, string>;
  readonly answers: readonly SessionLine[];
  readonly requests: readonly SessionLine[];
}

/**
 * Goes through a session once, reading only what was asked and answered by REST.
 * @throws {RecordingError} when a file cannot be read or holds more than 64 connections.
 */
export function surveySession(paths: readonly string[]): SessionSurvey {
  const lines = new SessionLines(paths);
  const connections = new Set<string>(['']);
  const addresses = new Map<string, string>();
  const answers: SessionLine[] = [];
  const requests: SessionLine[] = [];
  for (let line = lines.next(true); line !== undefined; line = lines.next(true)) {
    connections.add(line.connection);
    if (line.kind === 'header' || line.kind === 'broken') continue;
    if (connections.size > MOST_CONNECTIONS) {
      throw new RecordingError(
        `${line.path} line ${line.lineNumber}: a session may have ${MOST_CONNECTIONS} connections at most`,
      );
    }
    if (line.kind === 'http') answers.push(line);
    if (line.kind === 'send') requests.push(line);
    if (line.kind === 'connect') addresses.set(line.connection, line.address);
  }
  return { connections: [...connections], addresses, answers, requests };
}
