import { useTexts } from '../../language/texts.ts';
import { AccountNumbers } from './AccountNumbers.tsx';
import { EngineState } from './EngineState.tsx';
import { FeedHealth } from './FeedHealth.tsx';
import { KillSwitch } from './KillSwitch.tsx';
import { MarketClock } from './MarketClock.tsx';
import { ModeBadge } from './ModeBadge.tsx';

/** What is always visible: mode, account, risk, feed, engine, clocks and the kill switch. */
export function TopBar() {
  const texts = useTexts();
  return (
    <header className="top-bar" aria-label={texts.topBar.label}>
      <ModeBadge />
      <AccountNumbers />
      <span className="spacer" />
      <FeedHealth />
      <EngineState />
      <MarketClock />
      <KillSwitch />
    </header>
  );
}
