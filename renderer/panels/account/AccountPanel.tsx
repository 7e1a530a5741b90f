import { ScrollRegion } from '../../design/ScrollRegion.tsx';
import { useCalmEngineView, useEngineView } from '../../engine-client/engine-view.ts';
import { formatFixed, formatPnl, formatQuote, formatShare, toneOf } from '../../formatting/numbers.ts';
import { useTexts } from '../../language/texts.ts';
import { useRowNames } from '../../linking/row-names.ts';
import { IsolatedTable } from './IsolatedTable.tsx';
import { ResetAccount } from './ResetAccount.tsx';
import { EquityCurve } from './EquityCurve.tsx';

/** What the account consists of, and how it came to be. */
export function AccountPanel() {
  const { account: texts } = useTexts();
  const account = useCalmEngineView(250, (view) => view.account);
  const { titleOf } = useRowNames();
  const currency = useEngineView((view) => view.session.currency);
  const rows: readonly (readonly [name: string, text: string, tone?: string | undefined])[] = [
    [texts.deposits, formatQuote(account.depositsQuote)],
    [texts.realized, formatPnl(account.realizedPnlQuote), toneOf(account.realizedPnlQuote)],
    [texts.fees, formatPnl(-account.feesQuote), toneOf(-account.feesQuote)],
    [texts.funding, formatPnl(account.fundingQuote), toneOf(account.fundingQuote)],
    [texts.unrealized, formatPnl(account.unrealizedPnlQuote), toneOf(account.unrealizedPnlQuote)],
    [texts.equity, formatQuote(account.equityQuote)],
    [texts.drawdown, `${formatQuote(account.drawdownQuote)} · ${formatShare(account.drawdown, 2)}`],
    [texts.exposure, `${formatFixed(account.grossExposure, 2)}×`],
    [texts.openRisk, formatQuote(account.openRiskQuote)],
  ];
  return (
    <div className="panel-body account-panel">
      <ScrollRegion className="numbers" label={texts.numbers} title={texts.sum}>
        <h3>
          {texts.numbers} <span className="unit">{currency}</span>
        </h3>
        <dl>
          {rows.map(([name, text, tone]) => (
            <div key={name} className={name === texts.equity ? 'sum' : undefined}>
              <dt>{name}</dt>
              <dd className={tone === undefined ? 'number' : `number ${tone}`}>{text}</dd>
            </div>
          ))}
        </dl>
        <IsolatedTable isolated={account.isolated} titleOf={titleOf} />
        <ResetAccount />
      </ScrollRegion>
      <EquityCurve />
    </div>
  );
}
