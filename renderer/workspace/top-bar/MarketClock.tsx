import { useCalmEngineView } from '../../engine-client/engine-view.ts';
import { formatDay, formatTime, formatUtc, formatUtcTime } from '../../formatting/times.ts';
import { useTexts } from '../../language/texts.ts';

/** The time of the market the session follows, in UTC and where the person is. */
export function MarketClock() {
  const texts = useTexts();
  const timeMs = useCalmEngineView(200, (view) => view.session.timeMs);
  return (
    <div
      className="top-item top-clock"
      role="group"
      aria-label={texts.topBar.marketTime}
      title={`${texts.topBar.marketTime}: ${formatUtc(timeMs)}`}
    >
      <time dateTime={new Date(timeMs).toISOString()}>
        {formatUtcTime(timeMs)} <span className="label">UTC</span>
      </time>
      <span className="soft">
        {formatDay(timeMs)} {formatTime(timeMs)} <span className="label">{texts.topBar.localTime}</span>
      </span>
    </div>
  );
}
