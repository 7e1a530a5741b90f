import { openJournal } from '../journal/open-journal.ts';
import type { JournalScope } from '../journal/queries/scope.ts';
import type { StoredSession } from '../journal/session-store.ts';
import { openDataFolder } from '../runtime/data-folder.ts';
import { type CommandDescription, type ParsedArguments, UsageError } from './arguments.ts';
import { type Console, defaultDataDir, type ExitCode } from './console.ts';
import { readFormats, writeReport } from './write-report.ts';

export const report: CommandDescription = {
  name: 'report',
  summary: 'Writes the report of a session, or of all sessions of an account, from the journal.',
  options: [
    { name: 'data-dir', value: 'folder', description: 'where the journal is' },
    { name: 'session', value: 'id', description: 'the session; the newest one where neither is given' },
    { name: 'account', value: 'id', description: 'all sessions of the account' },
    {
      name: 'format',
      value: 'list',
      description: 'report files: csv,json,html,pdf',
      default: 'html,json,csv,pdf',
    },
    { name: 'out', value: 'folder', description: 'where the report goes', default: 'sessions' },
    { name: 'list', description: 'lists the sessions instead' },
  ],
};

export async function runReport(console: Console, parsed: ParsedArguments): Promise<ExitCode> {
  const formats = readFormats(parsed.options['format'] ?? '');
  const folder = openDataFolder(parsed.options['data-dir'] ?? defaultDataDir());
  const opened = openJournal({ path: folder.journalPath });
  if (!opened.ok) throw new UsageError(opened.failure.detail);
  const { journal } = opened;
  try {
    if (parsed.switches.has('list')) {
      for (const session of journal.allSessions()) console.out(sessionLine(session));
      return 0;
    }
    const scope = scopeOf(parsed, journal.allSessions(), folder.journalPath);
    const out = parsed.options['out'] ?? 'sessions';
    const files = await writeReport(console, journal, scope, { formats, folder: out });
    for (const file of files ?? []) console.out(`report      ${file}\n`);
    return files ? 0 : 130;
  } finally {
    journal.close();
  }
}

function sessionLine({ description, ended, position }: StoredSession): string {
  const { accountId, mode, sessionId } = description;
  const state = ended?.reason ?? 'not ended';
  return `${sessionId}  ${accountId}  ${mode}  ${position?.sequence ?? 0} events  ${state}\n`;
}

/** @throws {UsageError} when nothing is known by that name. */
function scopeOf(parsed: ParsedArguments, all: readonly StoredSession[], journalPath: string): JournalScope {
  const { account, session } = parsed.options;
  const isWanted = ({ description }: StoredSession) =>
    session === undefined ? description.accountId === account : description.sessionId === session;
  const wanted = session === undefined && account === undefined ? all.at(-1) : all.find(isWanted);
  if (!wanted) throw new UsageError(`there is no such session in ${journalPath}; --list shows what there is`);
  const { accountId, sessionId } = wanted.description;
  return session === undefined && account !== undefined ? { accountId } : { sessionId };
}
