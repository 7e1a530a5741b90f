import { useCallback, useEffect, useState } from 'react';
import type { AccountOutcome, AccountsReply } from '../../../../electron/contract/accounts.ts';
import type { HostAnswer } from '../../../../electron/contract/host-bridge.ts';
import { askHost, host } from '../../../host-client/host.ts';

/** Has the host do something with an account, and shows why it was not done. */
export type Run = (asked: Promise<HostAnswer<'addKey'>>) => void;

/** What the host said of the accounts, and when. */
export interface ReadAccounts extends AccountsReply {
  readonly atMs: number;
}

/** The accounts as the host tells them, kept up to date, and why the last thing asked was not done. */
export function useAccounts() {
  const [accounts, setAccounts] = useState<ReadAccounts | undefined>();
  const [outcome, setOutcome] = useState('');
  /** How many answers are waited for: an account that opens takes its time. */
  const [pending, setPending] = useState(0);
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
    setPending((count) => count + 1);
    void asked.then((answer) => {
      setPending((count) => count - 1);
      setOutcome(answer.ok ? troubleOf(answer.reply) : answer.failure.detail);
    });
  };
  return { accounts, isPending: pending > 0, outcome, run };
}

/** Why something was not done; empty when it was, or when the person changed their mind. */
export const troubleOf = ({ detail, outcome }: AccountOutcome): string =>
  outcome === 'refused' || outcome === 'failed' ? detail : '';
