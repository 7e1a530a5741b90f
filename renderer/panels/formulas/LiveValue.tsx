import type { FormulaUpdate, FormulaView } from '../../../engine/contract/formula-commands.ts';
import type { InstrumentView } from '../../../engine/contract/views.ts';
import { FlashNumber } from '../../design/FlashNumber.tsx';
import { useEngineView } from '../../engine-client/engine-view.ts';
import { modeOf, modeWord } from '../../engine-client/session-mode.ts';
import { formatCount, formatPlain } from '../../formatting/numbers.ts';
import { formatAge, formatTime, formatUtc } from '../../formatting/times.ts';
import { useTexts } from '../../language/texts.ts';
import { named } from './named.ts';
import { Sparkline } from './Sparkline.tsx';

interface LiveValueProps {
  readonly formula: FormulaView;
  readonly instrument: InstrumentView;
  readonly update: FormulaUpdate | undefined;
}

/** The value of this moment on the selected instrument, of which market it is, and how it came about. */
export function LiveValue({ formula, instrument, update }: LiveValueProps) {
  const texts = useTexts();
  const { formulas: own } = texts;
  const mode = useEngineView((view) => modeOf(view.session));
  return (
    <section className="formula-live" aria-label={own.live(instrument.symbol)}>
      <p className="formula-now">
        <strong className="mode-badge" data-mode={mode} title={texts.badges[mode]}>
          {modeWord(mode, texts.live.words)}
        </strong>
        <span>{instrument.symbol}</span>
        <FlashNumber
          className="formula-value"
          value={update?.value ?? null}
          text={formatPlain(update?.value)}
        />
        <span className="hint">{formula.unit}</span>
      </p>
      {update === undefined ? (
        <p className="hint">{own.loading}</p>
      ) : (
        <>
          <Sparkline update={update} unit={formula.unit} />
          <WhyNoValue update={update} />
          <Facts update={update} />
        </>
      )}
    </section>
  );
}

/** Why there is no value, and how far the warm-up is. */
function WhyNoValue({ update }: { readonly update: FormulaUpdate }) {
  const { formulas: texts } = useTexts();
  const { because, lastInputMs, missing, seen, sinceMs, warmUp, warmUpMs, withoutSource } = update;
  if (because === null) return null;
  const span = sinceMs === null || lastInputMs === null ? 0 : lastInputMs - sinceMs;
  const awaited = missing.filter((name) => !withoutSource.includes(name));
  const isCounting = because === 'warming-up' || because === 'catching-up';
  const inputs = texts.warmUp(formatCount(Math.min(seen, warmUp)), formatCount(warmUp));
  const time = warmUpMs > 0 ? texts.warmUpSpan(formatAge(Math.min(span, warmUpMs)), formatAge(warmUpMs)) : '';
  const done = Math.min(seen / Math.max(1, warmUp), warmUpMs > 0 ? span / warmUpMs : 1);
  return (
    <div className="formula-why">
      <p>
        {texts.because[because]}
        {awaited.length > 0 &&
          ` ${texts.missing(awaited.map((kind) => named(texts.kinds, kind)).join(', '))}`}
        {withoutSource.length > 0 && ` ${texts.withoutSource(withoutSource.join(', '))}`}
      </p>
      {isCounting && (
        <label>
          <progress value={Math.min(1, done)} aria-label={texts.warmingUp} />
          <span className="hint">{[inputs, time].filter((part) => part !== '').join(' · ')}</span>
        </label>
      )}
    </div>
  );
}

/** Since when it runs, when it last took something in, and when it was last fitted. */
function Facts({ update: { lastFitMs, lastInputMs, seen, sinceMs } }: { readonly update: FormulaUpdate }) {
  const { formulas: texts } = useTexts();
  if (sinceMs === null || lastInputMs === null) return null;
  const parts = [
    texts.inputs(formatCount(seen), formatTime(sinceMs)),
    texts.lastInput(formatTime(lastInputMs)),
    ...(lastFitMs === null ? [] : [texts.lastFit(formatTime(lastFitMs))]),
  ];
  return (
    <p className="hint" title={formatUtc(lastInputMs)}>
      {parts.join(' · ')}
    </p>
  );
}
