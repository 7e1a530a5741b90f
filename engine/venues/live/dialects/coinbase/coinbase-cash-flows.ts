import { unixMs } from '../../../../domain/units/time.ts';
import type { VenueCashFlow } from '../../../../domain/venue/venue-report.ts';
import { type Fields, fieldsOf, idOf, listOf, textOf } from '../../../wire/frame-fields.ts';
import { rfc3339Ms } from '../../../wire/venue-time.ts';
import { plainDecimal, told } from '../../report-fields.ts';
import type { Ask } from '../../venue-trader.ts';

const PAGE = 100;
/** Entries are listed by when they were made, and what comes in is credited up to days later. */
const CLEARING_MS = 10 * 86_400_000;

/** Types of transactions that are our trades (docs.cdp.coinbase.com, "Transactions"; a key needs its `view` for them). */
const TRADE = 'advanced_trade_fill';
/** What has been asked to leave has left the balance, until it is called off. */
const CALLED_OFF = new Set(['canceled', 'failed', 'expired']);

/** What came and went of one account of the venue, newest first, from `from` on. */
export async function coinbaseCashFlows(
  ask: Ask,
  accountId: string,
  from: number,
): Promise<readonly VenueCashFlow[]> {
  const flows: VenueCashFlow[] = [];
  for (let after: string | undefined, isDone = false; !isDone;) {
    const cursor = after === undefined ? {} : { starting_after: after };
    const params = { account_id: accountId, limit: PAGE, order: 'desc', ...cursor };
    const body = fieldsOf(
      await ask({ method: 'v2PrivateGetAccountsAccountIdTransactions', params }),
      'an answer',
    );
    const page = listOf(body['data'], 'data').map((each) => fieldsOf(each, 'a transaction'));
    flows.push(...page.flatMap(flowOf).filter(({ venueTime }) => venueTime >= from));
    after = told(fieldsOf(body['pagination'] ?? {}, 'pagination')['next_starting_after']);
    isDone = after === undefined || page.some((each) => madeAt(each) < from - CLEARING_MS);
  }
  return flows;
}

const madeAt = (entry: Fields): number => rfc3339Ms(entry['created_at'], 'created_at');

/** One transaction, as far as it has changed the balance. @throws {BrokenRule} when it is malformed. */
function flowOf(entry: Fields): readonly VenueCashFlow[] {
  const type = textOf(entry['type'], 'type');
  const status = told(entry['status']) ?? '';
  const { amount, currency } = fieldsOf(entry['amount'], 'amount');
  const amountDecimal = plainDecimal(amount, 'amount');
  const leaves = amountDecimal.startsWith('-');
  if (type === TRADE || (leaves ? CALLED_OFF.has(status) : status !== 'completed')) return [];
  const creditedAt = leaves ? undefined : told(entry['updated_at']);
  return [
    {
      flowId: idOf(entry['id'], 'id'),
      kind: 'transfer',
      asset: textOf(currency, 'currency'),
      amountDecimal,
      detail: type,
      venueTime: unixMs(creditedAt === undefined ? madeAt(entry) : rfc3339Ms(creditedAt, 'updated_at')),
    },
  ];
}
