import { openJournal } from '../journal/open-journal.ts';
import { lifeText, orderLife } from '../reports/order-life/order-life.ts';
import { openDataFolder } from '../runtime/data-folder.ts';
import { type CommandDescription, type ParsedArguments, UsageError } from './arguments.ts';
import { type Console, defaultDataDir, type ExitCode } from './console.ts';

export const order: CommandDescription = {
  name: 'order',
  summary: 'Prints the whole life of an order from the journal.',
  positionals: '<order id>',
  options: [{ name: 'data-dir', value: 'folder', description: 'where the journal is' }],
};

export function runOrder(console: Console, parsed: ParsedArguments): Promise<ExitCode> {
  const [orderId] = parsed.positionals;
  if (orderId === undefined) throw new UsageError('order: the id of an order is needed');
  const folder = openDataFolder(parsed.options['data-dir'] ?? defaultDataDir());
  const opened = openJournal({ path: folder.journalPath });
  if (!opened.ok) throw new UsageError(opened.failure.detail);
  const { journal } = opened;
  try {
    const lines = journal
      .allSessions()
      .flatMap(({ description }) => orderLife(journal.outcomes(description.sessionId), orderId));
    if (lines.length === 0) throw new UsageError(`no order ${orderId} in ${folder.journalPath}`);
    for (const line of lines) console.out(`${lifeText(line)}\n`);
    return Promise.resolve(0);
  } finally {
    journal.close();
  }
}
