import type { LiveAccountView } from '../../../engine/contract/views.ts';
import { useCalmEngineView, useEngineView } from '../../engine-client/engine-view.ts';
import { useTexts } from '../../language/texts.ts';
import { showOverlay } from '../window-state.ts';
import { AtVenueLine } from './AtVenueLine.tsx';
import { disarm, leaveAccount, releaseSymbol, titleOfVenue } from './live-actions.ts';
import { countdownText, modeOf } from '../../engine-client/session-mode.ts';

/** What is open while a real account is: the account, whether entries may leave and for how long, what to look at. */
export function LiveStrip() {
  const live = useEngineView((view) => view.session.live);
  return live === null ? null : <Strip live={live} />;
}

function Strip({ live }: { readonly live: LiveAccountView }) {
  const texts = useTexts().live;
  const mode = useEngineView((view) => modeOf(view.session));
  const { accountName, armedUntilMs, venue } = live;
  return (
    <section className="live-strip" data-mode={mode} aria-label={texts.label}>
      <div className="live-line">
        <strong className="live-account">{texts.at(accountName, titleOfVenue(venue))}</strong>
        {armedUntilMs !== null && <Armed live={live} untilMs={armedUntilMs} />}
        <Comparison live={live} />
        <span className="spacer" />
        {armedUntilMs === null ? (
          <button type="button" className="button" onClick={() => showOverlay('trade')}>
            {texts.arm}
          </button>
        ) : (
          <button
            type="button"
            className="button kill"
            title={texts.disarmHint}
            onClick={() => void disarm()}
          >
            {texts.disarm}
          </button>
        )}
        <button type="button" className="button" title={texts.leaveHint} onClick={() => void leaveAccount()}>
          {texts.leave}
        </button>
      </div>
      <Findings live={live} />
      <AtVenueLine live={live} />
    </section>
  );
}

function Armed({ live, untilMs }: { readonly live: LiveAccountView; readonly untilMs: number }) {
  const texts = useTexts().live;
  const left = useCalmEngineView(250, ({ session }) => countdownText(untilMs - session.timeMs));
  return (
    <>
      <span role="timer" aria-label={texts.countdown} className="countdown">
        {texts.armedFor(left)}
      </span>
      {live.warmUpLeft > 0 && <span className="soft">{texts.warmUp(live.warmUpLeft)}</span>}
    </>
  );
}

/** Whether what we know is what the venue knows: only then is the account said to be watched. */
function Comparison({ live: { armedUntilMs, phase, venue } }: { readonly live: LiveAccountView }) {
  const texts = useTexts().live;
  if (phase !== 'ready')
    return (
      <span className="warning" role="status">
        {texts.comparing(titleOfVenue(venue), texts.phases[phase])}
      </span>
    );
  return armedUntilMs === null ? <span>{texts.watched}</span> : null;
}

/** What stands between the account and entries, apart from arming. */
function Findings({ live }: { readonly live: LiveAccountView }) {
  const texts = useTexts().live;
  const { frozenInstruments, unknownOrders } = live;
  return (
    <>
      {unknownOrders > 0 && (
        <p className="live-finding" role="status">
          {texts.unknownOrders(unknownOrders)}
        </p>
      )}
      {frozenInstruments.map((instrument) => (
        <FrozenInstrument key={instrument} instrument={instrument} />
      ))}
    </>
  );
}

function FrozenInstrument({ instrument }: { readonly instrument: string }) {
  const texts = useTexts().live;
  const symbol = useEngineView(
    (view) => view.instruments.find(({ id }) => id === instrument)?.symbol ?? instrument,
  );
  return (
    <p className="live-finding" role="status">
      {texts.frozenSymbols(symbol)}{' '}
      <button
        type="button"
        className="button"
        title={texts.releaseSymbolHint}
        onClick={() => void releaseSymbol(instrument)}
      >
        {texts.releaseSymbol(symbol)}
      </button>
    </p>
  );
}
