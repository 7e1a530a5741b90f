import { openJournal } from '../journal/open-journal.ts';
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
    const all = journal.allSessions();
    if (parsed.switches.has('list')) {
      for (const { description, ended, position } of all) {
        console.out(
          `${description.sessionId}  ${description.accountId}  ${description.mode}  ${position?.sequence ?? 0} events  ${ended?.reason ?? 'not ended'}\n`,
        );
      }
      return 0;
    }
    const { account, session } = parsed.options;
    const known = all.find(
      ({ description }) => description.sessionId === session || description.accountId === account,
    );
    const wanted = known ?? (session === undefined && account === undefined ? all.at(-1) : undefined);
    if (!wanted)
      throw new UsageError(`there is no such session in ${folder.journalPath}; --list shows what there is`);
    const { accountId, sessionId } = wanted.description;
    const files = await writeReport(console, journal, account === undefined ? { sessionId } : { accountId }, {
      formats,
      folder: parsed.options['out'] ?? 'sessions',
    });
    for (const file of files ?? []) console.out(`report      ${file}\n`);
    return files ? 0 : 130;
  } finally {
    journal.close();
  }
}
