import type { VenueCashFlow } from '../../../../domain/venue/venue-report.ts';
import { BrokenRule, type Fields, idOf, textOf } from '../../../wire/frame-fields.ts';
import { only, plainDecimal, timeOf } from '../../report-fields.ts';
import type { TradedInstruments } from '../../traded-instruments.ts';

/**
 * Types of bills that are no trades (www.okx.com/docs-v5, "Get bills details"): transfers, interest and funding.
 */
const KINDS: Readonly<Record<string, VenueCashFlow['kind']>> = {
  '1': 'transfer',
  '7': 'other',
  '8': 'funding',
};
export const BILL_TYPES: readonly string[] = Object.keys(KINDS);

/** One bill; `balChg` is what the balance gained by it. @throws {BrokenRule} when it is malformed. */
export function okxCashFlow(bill: Fields, instruments: TradedInstruments): VenueCashFlow {
  const type = textOf(bill['type'], 'type');
  const kind = KINDS[type];
  if (kind === undefined)
    throw new BrokenRule(`type must be one that was asked for, was ${type.slice(0, 20)}`);
  return {
    flowId: idOf(bill['billId'], 'billId'),
    kind,
    asset: textOf(bill['ccy'], 'ccy'),
    amountDecimal: plainDecimal(bill['balChg'], 'balChg'),
    ...only('instrument', instruments.named(bill['instId'])?.id),
    detail: `bill of type ${type}`,
    venueTime: timeOf(bill['ts'], 'ts'),
  };
}
