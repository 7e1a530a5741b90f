import { useState } from 'react';
import type { AccountRow, AccountsReply } from '../../../../electron/contract/accounts.ts';
import { Dialog } from '../../../design/Dialog.tsx';
import { askHost } from '../../../host-client/host.ts';
import { useTexts } from '../../../language/texts.ts';
import { AccountLine } from './AccountLine.tsx';
import { TradeDialog } from './TradeDialog.tsx';
import { type ReadAccounts, type Run, useAccounts } from './use-accounts.ts';

/** Accounts with a key on this computer: what each key may do, where it is kept, and what can be done with it. */
export function AccountsDialog({ onClose }: { readonly onClose: () => void }) {
  const texts = useTexts().accounts;
  const { accounts, isPending, outcome, run } = useAccounts();
  const [traded, setTraded] = useState<AccountRow | undefined>();
  if (traded !== undefined) return <TradeDialog row={traded} onClose={onClose} />;
  return (
    <Dialog
      title={texts.title}
      size="large"
      onClose={onClose}
      actions={
        <>
          <button type="button" className="button" onClick={() => run(askHost('lockKeys', {}))}>
            {texts.lock}
          </button>
          <button type="button" className="button" onClick={() => run(askHost('addKey', {}))}>
            {texts.add}
          </button>
        </>
      }
    >
      {accounts === undefined ? <p className="soft">{texts.loading}</p> : <Store reply={accounts} />}
      {outcome !== '' && (
        <p className="danger" role="alert">
          {outcome}
        </p>
      )}
      {isPending && (
        <p className="soft" role="status">
          {texts.working}
        </p>
      )}
      {accounts?.accounts.length === 0 && <p className="soft">{texts.none}</p>}
      {accounts !== undefined && accounts.accounts.length > 0 && (
        <AccountTable read={accounts} run={run} trade={setTraded} />
      )}
      <p className="soft">{texts.tip}</p>
    </Dialog>
  );
}

function Store({ reply: { store } }: { readonly reply: AccountsReply }) {
  const texts = useTexts().accounts;
  const name = texts.stores[store.backend] ?? store.backend;
  const sentence = {
    ready: texts.store.ready(name),
    unsafe: texts.store.unsafe,
    closed: texts.store.closed(name),
  }[store.kind];
  return (
    <>
      <p className={store.kind === 'ready' ? 'soft' : 'warning'}>
        {sentence} {store.kind === 'ready' && texts.backup}
      </p>
      {store.unreadable > 0 && <p className="warning">{texts.unreadable(store.unreadable)}</p>}
    </>
  );
}

interface TableProps {
  readonly read: ReadAccounts;
  readonly run: Run;
  readonly trade: (row: AccountRow) => void;
}

function AccountTable({ read, run, trade }: TableProps) {
  const texts = useTexts().accounts;
  const hasOpen = read.accounts.some(({ isOpen }) => isOpen);
  return (
    <table className="plain-table" aria-label={texts.title}>
      <thead>
        <tr>
          {[texts.label, texts.venue, texts.fingerprint, texts.rights, texts.state].map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
          <th scope="col">{texts.actions}</th>
        </tr>
      </thead>
      <tbody>
        {read.accounts.map((row) => (
          <AccountLine
            key={row.id}
            row={row}
            atMs={read.atMs}
            isOtherOpen={hasOpen && !row.isOpen}
            run={run}
            trade={() => trade(row)}
          />
        ))}
      </tbody>
    </table>
  );
}
