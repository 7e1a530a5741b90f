import { useCallback, useEffect, useState } from 'react';
import type { AccountOutcome, AccountRow, AccountsReply } from '../../../electron/contract/accounts.ts';
import type { HostAnswer } from '../../../electron/contract/host-bridge.ts';
import { LIVE_VENUES, type LiveVenue } from '../../../engine/domain/instrument/live-venues.ts';
import { Dialog } from '../../design/Dialog.tsx';
import { askHost, host } from '../../host-client/host.ts';
import { useTexts } from '../../language/texts.ts';

/** Accounts with a key on this computer: what each key may do, where it is kept, and what can be done with it. */
export function AccountsDialog({ onClose }: { readonly onClose: () => void }) {
  const texts = useTexts().accounts;
  const { accounts, outcome, run } = useAccounts();
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
      {accounts?.accounts.length === 0 && <p className="soft">{texts.none}</p>}
      {accounts !== undefined && accounts.accounts.length > 0 && <AccountTable read={accounts} run={run} />}
      <p className="soft">{texts.tip}</p>
    </Dialog>
  );
}

type Run = (asked: Promise<HostAnswer<'addKey'>>) => void;

/** What the host said of the accounts, and when. */
interface ReadAccounts extends AccountsReply {
  readonly atMs: number;
}

/** The accounts as the host tells them, kept up to date, and why the last thing asked was not done. */
function useAccounts() {
  const [accounts, setAccounts] = useState<ReadAccounts | undefined>();
  const [outcome, setOutcome] = useState('');
  const read = useCallback(() => {
    void askHost('accounts', {}).then((answer) => {
      if (answer.ok) setAccounts({ ...answer.reply, atMs: Date.now() });
      else setOutcome(answer.failure.detail);
    });
  }, []);
  useEffect(() => {
    read();
    return host().onAccountsChanged(read);
  }, [read]);
  const run: Run = (asked) => {
    setOutcome('');
    void asked.then((answer) => setOutcome(answer.ok ? troubleOf(answer.reply) : answer.failure.detail));
  };
  return { accounts, outcome, run };
}

const troubleOf = ({ detail, outcome }: AccountOutcome): string =>
  outcome === 'refused' || outcome === 'failed' ? detail : '';

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

function AccountTable({ read, run }: { readonly read: ReadAccounts; readonly run: Run }) {
  const texts = useTexts().accounts;
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
          <AccountLine key={row.id} row={row} atMs={read.atMs} run={run} />
        ))}
      </tbody>
    </table>
  );
}

interface LineProps {
  readonly row: AccountRow;
  readonly atMs: number;
  readonly run: Run;
}

function AccountLine({ row, atMs, run }: LineProps) {
  const texts = useTexts().accounts;
  const { id, label } = row;
  return (
    <tr>
      <th scope="row">{label}</th>
      <td>{LIVE_VENUES[row.venue as LiveVenue].title}</td>
      <td className="mono">{row.fingerprint}…</td>
      <td>
        {texts.uses[row.use]}
        <Cautions row={row} atMs={atMs} />
      </td>
      <td>
        {row.isConnected ? `${texts.connected}, ` : ''}
        <Condition row={row} />
      </td>
      <td>
        <button
          type="button"
          className="button"
          aria-label={`${texts.check}: ${label}`}
          onClick={() => run(askHost('checkKey', { id }))}
        >
          {texts.check}
        </button>
        <button
          type="button"
          className="button"
          aria-label={`${texts.replace}: ${label}`}
          onClick={() => run(askHost('replaceKey', { id }))}
        >
          {texts.replace}
        </button>
        <button
          type="button"
          className="button"
          aria-label={`${texts.remove}: ${label}`}
          onClick={() => run(askHost('removeKey', { id }))}
        >
          {texts.remove}
        </button>
      </td>
    </tr>
  );
}

/** A key expires unnoticed unless it is told two weeks ahead. */
const EXPIRY_AHEAD_MS = 14 * 86_400_000;
const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

function Cautions({ row: { checkedAtMs, rights }, atMs }: Omit<LineProps, 'run'>) {
  const texts = useTexts().accounts;
  const expiresAtMs = rights?.expiresAtMs ?? undefined;
  const isExpiring = expiresAtMs !== undefined && expiresAtMs - atMs < EXPIRY_AHEAD_MS;
  return (
    <>
      <br />
      <small className="soft">
        {checkedAtMs === null ? texts.neverChecked : texts.checked(dayOf(checkedAtMs))}
      </small>
      {rights?.isIpBound === false && <p className="warning">{texts.noBond}</p>}
      {isExpiring && <p className="warning">{texts.expires(dayOf(expiresAtMs))}</p>}
    </>
  );
}

function Condition({ row: { condition } }: { readonly row: AccountRow }) {
  const texts = useTexts().accounts;
  if (condition.kind !== 'other-store') return texts.conditions[condition.kind];
  const name = (backend: string) => texts.stores[backend] ?? backend;
  return (
    <span className="warning">{texts.otherStore(name(condition.sealedBy), name(condition.storeNow))}</span>
  );
}
