import type { Journal } from '../journal/journal.ts';
import type { JournalScope } from '../journal/queries/scope.ts';
import type { StoredSession } from '../journal/session-store.ts';
import type { CommandDescription, ParsedArguments } from './arguments.ts';
import type { Console, ExitCode } from './console.ts';
import { OpenJournals } from './open-journals.ts';
import { readFormats, writeReport } from './write-report.ts';

export const report: CommandDescription = {
  name: 'report',
  summary: 'Writes the report of a session, or of all sessions of an account, from its journal.',
  options: [
    { name: 'data-dir', value: 'folder', description: 'where the journals are' },
    {
      name: 'session',
      value: 'id',
      description: 'the session; the newest one on paper where neither is given',
    },
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
  const journals = new OpenJournals(parsed.options['data-dir']);
  if (parsed.switches.has('list')) return listSessions(console, journals);
  const folder = parsed.options['out'] ?? 'sessions';
  const report = async (journal: Journal): Promise<ExitCode | undefined> => {
    const scope = scopeOf(parsed, journal.allSessions());
    if (!scope) return undefined;
    const files = await writeReport(console, journal, scope, { formats, folder });
    for (const file of files ?? []) console.out(`report      ${file}\n`);
    return files ? 0 : 130;
  };
  return (
    (await journals.first(report)) ?? journals.nothing('--list shows what there is, there is no such session')
  );
}

async function listSessions(console: Console, journals: OpenJournals): Promise<ExitCode> {
  await journals.first((journal) => {
    for (const session of journal.allSessions()) console.out(sessionLine(session));
    return undefined;
  });
  journals.requireAll();
  return 0;
}

function sessionLine({ description, ended, position }: StoredSession): string {
  const { accountId, mode, sessionId } = description;
  const state = ended?.reason ?? 'not ended';
  return `${sessionId}  ${accountId}  ${mode}  ${position?.sequence ?? 0} events  ${state}\n`;
}

/** What a report is wanted of, where this journal has it. */
function scopeOf(parsed: ParsedArguments, all: readonly StoredSession[]): JournalScope | undefined {
  const { account, session } = parsed.options;
  const isWanted = ({ description }: StoredSession) =>
    session === undefined ? description.accountId === account : description.sessionId === session;
  const wanted = session === undefined && account === undefined ? all.at(-1) : all.find(isWanted);
  if (!wanted) return undefined;
  const { accountId, sessionId } = wanted.description;
  return session === undefined && account !== undefined ? { accountId } : { sessionId };
}
