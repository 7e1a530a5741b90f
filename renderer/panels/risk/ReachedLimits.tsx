import type { LimitHitView } from '../../../engine/contract/risk-views.ts';
import type { PauseOf } from '../../../engine/domain/risk/limit-hit.ts';
import { useEngineView } from '../../engine-client/engine-view.ts';
import { tellWish } from '../../engine-client/safety.ts';
import { formatUtc } from '../../formatting/times.ts';
import { useTexts } from '../../language/texts.ts';
import { useRowNames } from '../../linking/row-names.ts';
import { measuredText } from '../../formatting/measured-text.ts';
import { refreshRisk } from './use-risk.ts';

/** Limits that were reached and still hold something back. */
export function ReachedLimits({ hits }: { readonly hits: readonly LimitHitView[] }) {
  const { risk: texts } = useTexts();
  return (
    <section aria-label={texts.reached}>
      <h3>{texts.reached}</h3>
      {hits.length === 0 && <p className="soft">{texts.noneReached}</p>}
      <ul className="risk-hits">
        {hits.map((hit) => (
          <Hit key={`${hit.code} ${hit.instrument} ${hit.strategyId} ${hit.pack}`} hit={hit} />
        ))}
      </ul>
    </section>
  );
}

function Hit({ hit }: { readonly hit: LimitHitView }) {
  const { refusals, risk: texts } = useTexts();
  const currency = useEngineView((view) => view.session.currency);
  const names = useRowNames();
  const { action, canBeEnded, code, instrument, measured, strategyId, untilMs } = hit;
  const of = instrument === null ? names.titleOf(strategyId ?? '') : names.symbolOf(instrument);
  const end = async () => {
    await tellWish({ kind: 'end-pause', of: pauseOf(hit) });
    await refreshRisk();
  };
  return (
    <li>
      <strong>
        {texts.hits[code]} {of}
      </strong>
      <span>
        {texts.actions[action]}
        {untilMs !== null && ` ${texts.until(formatUtc(untilMs))}`}
      </span>
      <small className="soft">{measuredText(measured, refusals.measured, currency)}</small>
      {canBeEnded && (
        <button type="button" className="button small" onClick={() => void end()}>
          {texts.endPause}
        </button>
      )}
    </li>
  );
}

function pauseOf({ action, instrument, strategyId }: LimitHitView): PauseOf {
  if (action === 'pause-symbol' && instrument !== null) return { kind: 'symbol', instrument };
  if (action === 'pause-strategy' && strategyId !== null) return { kind: 'strategy', strategyId };
  return { kind: action === 'stop-strategies' ? 'strategies' : 'account' };
}
