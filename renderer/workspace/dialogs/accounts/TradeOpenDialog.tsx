import { useAccounts } from './use-accounts.ts';
import { AccountsDialog } from './AccountsDialog.tsx';
import { TradeDialog } from './TradeDialog.tsx';

/** Begins to trade the account that is open; shows all accounts when none is. */
export function TradeOpenDialog({ onClose }: { readonly onClose: () => void }) {
  const { accounts } = useAccounts();
  if (accounts === undefined) return null;
  const row = accounts.accounts.find(({ isOpen }) => isOpen);
  return row === undefined ? (
    <AccountsDialog onClose={onClose} />
  ) : (
    <TradeDialog row={row} onClose={onClose} />
  );
}
