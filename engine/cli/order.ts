import { lifeText, orderLife } from '../reports/order-life/order-life.ts';
import { type CommandDescription, type ParsedArguments, UsageError } from './arguments.ts';
import type { Console, ExitCode } from './console.ts';
import { OpenJournals } from './open-journals.ts';

export const order: CommandDescription = {
  name: 'order',
  summary: 'Prints the whole life of an order, on paper or of a real account, from its journal.',
  positionals: '<order id>',
  options: [{ name: 'data-dir', value: 'folder', description: 'where the journals are' }],
};

export async function runOrder(console: Console, parsed: ParsedArguments): Promise<ExitCode> {
  const [orderId] = parsed.positionals;
  if (orderId === undefined) throw new UsageError('order: the id of an order is needed');
  const journals = new OpenJournals(parsed.options['data-dir']);
  const found = await journals.first((journal) => {
    const lines = journal
      .allSessions()
      .flatMap(({ description }) => orderLife(journal.outcomes(description.sessionId), orderId));
    return lines.length === 0 ? undefined : { account: journal.account, lines };
  });
  if (!found) return journals.nothing(`no order ${orderId}`);
  if (found.account !== undefined) console.out(`of the real account ${found.account}\n`);
  for (const line of found.lines) console.out(`${lifeText(line)}\n`);
  return 0;
}
