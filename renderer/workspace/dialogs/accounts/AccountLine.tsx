import { LIVE_VENUES, type LiveVenue } from '../../../../engine/domain/instrument/live-venues.ts';
import { askHost } from '../../../host-client/host.ts';
import { useTexts } from '../../../language/texts.ts';
import { AccountActions, type AccountLineProps } from './AccountActions.tsx';

/** An account: what its key may do, where it is kept, and what can be done with it. */
export function AccountLine({ row, atMs, isOtherOpen, run, trade }: AccountLineProps) {
  const texts = useTexts().accounts;
  return (
    <tr>
      <th scope="row">{row.label}</th>
      <td>{LIVE_VENUES[row.venue as LiveVenue].title}</td>
      <td className="mono">{row.fingerprint}…</td>
      <td>
        {texts.uses[row.use]}
        <Cautions row={row} atMs={atMs} />
      </td>
      <td>
        {row.isOpen && <strong>{texts.isOpen}, </strong>}
        {row.isConnected && !row.isOpen ? `${texts.connected}, ` : ''}
        <Condition row={row} />
        <DeadManTests row={row} />
      </td>
      <td>
        <AccountActions row={row} isOtherOpen={isOtherOpen} run={run} trade={trade} />
        <KeyActions row={row} run={run} />
      </td>
    </tr>
  );
}

function KeyActions({ row: { id, label }, run }: Pick<AccountLineProps, 'row' | 'run'>) {
  const texts = useTexts().accounts;
  const actions = [
    [texts.check, 'checkKey'],
    [texts.replace, 'replaceKey'],
    [texts.remove, 'removeKey'],
  ] as const;
  return (
    <div className="account-actions">
      {actions.map(([name, channel]) => (
        <button
          key={channel}
          type="button"
          className="button"
          aria-label={`${name}: ${label}`}
          onClick={() => run(askHost(channel, { id }))}
        >
          {name}
        </button>
      ))}
    </div>
  );
}

/** A key expires unnoticed unless it is told two weeks ahead. */
const EXPIRY_AHEAD_MS = 14 * 86_400_000;
const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

function Cautions({ row: { checkedAtMs, rights }, atMs }: Pick<AccountLineProps, 'row' | 'atMs'>) {
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

/** What tests of the venue's own switch have shown with this key, and when. */
function DeadManTests({ row: { deadMan } }: Pick<AccountLineProps, 'row'>) {
  const texts = useTexts().accounts.deadMan;
  return deadMan.map(({ finding, isCurrent, market, testedAtMs }) => (
    <p key={market} className={isCurrent ? 'soft' : 'warning'}>
      {texts[finding](texts.markets[market], dayOf(testedAtMs))}
      {!isCurrent && `, ${texts.old}`}
    </p>
  ));
}

function Condition({ row: { condition } }: Pick<AccountLineProps, 'row'>) {
  const texts = useTexts().accounts;
  if (condition.kind !== 'other-store') return texts.conditions[condition.kind];
  const name = (backend: string) => texts.stores[backend] ?? backend;
  return (
    <span className="warning">{texts.otherStore(name(condition.sealedBy), name(condition.storeNow))}</span>
  );
}
