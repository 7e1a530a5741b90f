import type { AccountRow } from '../../../../electron/contract/accounts.ts';
import { askHost } from '../../../host-client/host.ts';
import { useTexts } from '../../../language/texts.ts';
import { useIsArmed } from '../../live/use-is-armed.ts';
import type { Run } from './use-accounts.ts';

/** What the line of an account is drawn from. */
export interface AccountLineProps {
  readonly row: AccountRow;
  /** When the host said so, Unix ms. */
  readonly atMs: number;
  /** Another account is open; one is at a time. */
  readonly isOtherOpen: boolean;
  readonly run: Run;
  /** Begins to trade it with real money. */
  readonly trade: () => void;
}

/** Opens, arms, disarms and leaves an account, whatever can be done with it now. */
export function AccountActions({ isOtherOpen, row, run, trade }: Omit<AccountLineProps, 'atMs'>) {
  const { accounts, live: texts } = useTexts();
  const isArmed = useIsArmed() && row.isOpen;
  const { id, isOpen, label, use } = row;
  const mayTrade = use === 'trade' || use === 'trade-on-word';
  const open = () => run(askHost('openAccount', { id }));
  const disarm = () => run(askHost('disarmAccount', {}));
  const testDeadMan = () => run(askHost('testDeadMan', { id }));
  const leave = () => run(askHost('leaveAccount', {}));
  return (
    <div className="account-actions">
      {!isOpen && (
        <Action name={texts.open} label={label} hint={texts.openHint} act={open} isOff={isOtherOpen} />
      )}
      {mayTrade && !isArmed && <Action name={texts.arm} label={label} act={trade} isOff={isOtherOpen} />}
      {isArmed && <Action name={texts.disarm} label={label} hint={texts.disarmHint} act={disarm} isKill />}
      {isOpen && mayTrade && (
        <Action name={accounts.deadMan.test} label={label} hint={accounts.deadMan.hint} act={testDeadMan} />
      )}
      {isOpen && <Action name={texts.leave} label={label} hint={texts.leaveHint} act={leave} />}
    </div>
  );
}

interface ActionProps {
  readonly name: string;
  /** Whose account it is for. */
  readonly label: string;
  readonly hint?: string;
  readonly act: () => void;
  readonly isOff?: boolean;
  readonly isKill?: boolean;
}

function Action({ act, hint, isKill, isOff, label, name }: ActionProps) {
  return (
    <button
      type="button"
      className={isKill === true ? 'button kill' : 'button'}
      aria-label={`${name}: ${label}`}
      title={hint}
      disabled={isOff}
      onClick={act}
    >
      {name}
    </button>
  );
}
