import type { CashTransfer } from '../../domain/portfolio/cash-transfer.ts';
import type { Outcome } from '../../domain/session/outcome.ts';
import type { Ledger } from '../../portfolio/ledger.ts';

/**
 * Books money that came or went other than by a trade of ours, and answers with what follows. Funding of what no
 * run of ours has ever held is neither a gain nor a loss of ours: it is a transfer, to be booked next.
 */
export function bookCash(
  ledger: Ledger,
  told: Extract<Outcome, { kind: 'funding-told' | 'cash-transferred' }>,
): readonly Outcome[] {
  if (told.kind === 'cash-transferred') {
    ledger.bookTransfer(told.transfer.amount);
    return [];
  }
  const { amount, flowId, instrument, venueTime } = told;
  const paid = ledger.shareFunding(instrument, amount);
  if (paid.length > 0) return paid;
  const transfer: CashTransfer = {
    transferId: flowId,
    amount,
    reason: 'trades-of-others',
    detail: `funding of ${instrument}, which none of ours has held`,
    time: venueTime,
  };
  return [{ kind: 'cash-transferred', transfer }];
}
