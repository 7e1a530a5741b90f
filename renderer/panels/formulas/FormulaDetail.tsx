import { ChartLine, ClipboardCopy } from 'lucide-react';
import { useContext } from 'react';
import type { FormulaView } from '../../../engine/contract/formula-commands.ts';
import type { InstrumentView } from '../../../engine/contract/views.ts';
import { IconButton } from '../../design/IconButton.tsx';
import { ScrollRegion } from '../../design/ScrollRegion.tsx';
import { useFormulaWatch } from '../../engine-client/formula-watch.ts';
import { askHost } from '../../host-client/host.ts';
import { notify } from '../../host-client/notices.ts';
import { useTexts } from '../../language/texts.ts';
import { chartFormulaOf, offerFormula } from '../../linking/chart-formula.ts';
import { LinkContext } from '../../linking/linked-instrument.ts';
import { formulaText, limitsText } from './formula-text.ts';
import { FormulaReadings } from './FormulaReadings.tsx';
import { LiveValue } from './LiveValue.tsx';
import { named } from './named.ts';
import { ParamFields } from './ParamFields.tsx';

interface FormulaDetailProps {
  readonly formula: FormulaView;
  readonly instrument: InstrumentView;
  /** Settings that differ from the formula’s own. */
  readonly params: Readonly<Record<string, number>>;
  readonly onParams: (params: Readonly<Record<string, number>>) => void;
}

/** One formula: what it says now, its settings and all that the catalogue says of it. */
export function FormulaDetail({ formula, instrument, onParams, params }: FormulaDetailProps) {
  const { formulas: texts } = useTexts();
  const update = useFormulaWatch({
    kind: 'formula',
    instrument: instrument.id,
    formula: formula.id,
    params,
  });
  return (
    <article className="formula-detail" aria-label={`${formula.id} ${formula.title}`}>
      <DetailHeader formula={formula} params={params} />
      <ScrollRegion className="formula-scroll" label={texts.details}>
        <LiveValue formula={formula} instrument={instrument} update={update} />
        {update !== undefined && <FormulaReadings formula={formula} update={update} />}
        <ParamFields formula={formula} params={params} onChange={onParams} />
        <Described formula={formula} />
      </ScrollRegion>
    </article>
  );
}

function DetailHeader({ formula, params }: Pick<FormulaDetailProps, 'formula' | 'params'>) {
  const { formulas: texts } = useTexts();
  const group = useContext(LinkContext);
  const add = () => {
    const isTaken = offerFormula(group, chartFormulaOf(formula, params));
    if (!isTaken) notify({ level: 'info', text: texts.waitsForChart(formula.title) });
  };
  const copy = async () => {
    const answer = await askHost('copyText', { text: formulaText(formula, params, texts) });
    if (answer.ok) notify({ level: 'info', text: texts.copied(formula.id) });
    else notify({ level: 'error', text: answer.failure.detail });
  };
  return (
    <header className="formula-header">
      <h3>
        <span className="formula-id">{formula.id}</span> {formula.title}
      </h3>
      <button type="button" className="button" title={texts.charting[formula.charting]} onClick={add}>
        <ChartLine size={14} aria-hidden />
        {texts.addToChart}
      </button>
      <IconButton icon={ClipboardCopy} label={texts.copy} onClick={() => void copy()} />
      <p className="formula-facts">
        <code>{formula.key}</code>
        <span>{named(texts.families, formula.family)}</span>
        <span>{named(texts.roles, formula.role)}</span>
        <span>
          {[...formula.reads.map((kind) => named(texts.kinds, kind)), ...formula.series].join(', ')}
        </span>
        {formula.isFitted && <span title={texts.fittedHint}>{texts.fitted}</span>}
      </p>
    </header>
  );
}

function Described({ formula }: Pick<FormulaDetailProps, 'formula'>) {
  const { formulas: texts } = useTexts();
  const range = [formula.unit, limitsText(formula), formula.range].filter((part) => part !== '').join(' · ');
  const parts: readonly (readonly [string, string])[] = [
    [texts.range, range],
    [texts.signal, formula.signal],
    [texts.update, formula.update],
    [texts.source, formula.source],
    [texts.charts, texts.charting[formula.charting]],
  ];
  return (
    <>
      {formula.definition !== '' && (
        <section>
          <h4>{texts.definition}</h4>
          <pre className="formula-definition" lang="en">
            {formula.definition}
          </pre>
        </section>
      )}
      <dl className="formula-words">
        {parts
          .filter(([, text]) => text !== '')
          .map(([name, text]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{text}</dd>
            </div>
          ))}
      </dl>
    </>
  );
}
