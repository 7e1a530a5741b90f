import { FlashNumber } from '../../design/FlashNumber.tsx';
import { useCalmEngineView, useEngineView } from '../../engine-client/engine-view.ts';
import { formatPnl, formatQuote, formatShare, toneOf } from '../../formatting/numbers.ts';
import { useTexts } from '../../language/texts.ts';
import { TopBarItem } from './TopBarItem.tsx';

const EVERY_MS = 250;

/** Equity, open P&L, open risk and drawdown. */
export function AccountNumbers() {
  const texts = useTexts();
  const account = useCalmEngineView(EVERY_MS, (view) => view.account);
  const currency = useEngineView((view) => view.session.currency);
  const { equityQuote, unrealizedPnlQuote, openRiskQuote, drawdown } = account;
  return (
    <>
      <TopBarItem label={`${texts.topBar.equity} ${currency}`}>
        <FlashNumber value={equityQuote} text={formatQuote(equityQuote)} />
      </TopBarItem>
      <TopBarItem label={texts.topBar.openPnl}>
        <FlashNumber
          value={unrealizedPnlQuote}
          text={formatPnl(unrealizedPnlQuote)}
          className={toneOf(unrealizedPnlQuote)}
        />
      </TopBarItem>
      <TopBarItem label={texts.topBar.openRisk} hint={texts.topBar.openRiskHint}>
        {formatQuote(openRiskQuote)}
      </TopBarItem>
      <TopBarItem label={texts.topBar.drawdown}>{formatShare(drawdown, 2)}</TopBarItem>
    </>
  );
}
