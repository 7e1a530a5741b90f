import type { NumberSeriesView, NumbersView } from '../../../engine/contract/number-commands.ts';
import { formatCount, formatPlain } from '../../formatting/numbers.ts';
import { formatUtc } from '../../formatting/times.ts';
import { useTexts } from '../../language/texts.ts';
import { useOwnNumbers } from './use-own-numbers.ts';

/** What the engine knows from a person's own file: its series, how it was read, and which lines it refused. */
export function OwnNumbers() {
  const texts = useTexts().health.numbers;
  const view = useOwnNumbers();
  return (
    <section className="own-numbers" aria-label={texts.title}>
      <h3>{texts.title}</h3>
      {view !== undefined && <FileState view={view} />}
      {view !== undefined && view.series.length > 0 && <SeriesTable view={view} />}
      {view !== undefined && view.refusedCount > 0 && <RefusedLines view={view} />}
    </section>
  );
}

function FileState({ view }: { readonly view: NumbersView }) {
  const texts = useTexts().health.numbers;
  const { failure, notToldBecause, readAtMs, rows, seriesCount, state } = view;
  if (state === 'missing') return <p className="hint">{texts.missing}</p>;
  return (
    <>
      {state === 'failed' && (
        <p className="level" data-level="warning" role="status">
          {texts.failed(failure)}
        </p>
      )}
      <p className="hint">
        {texts.rowsOf(formatCount(rows), formatCount(seriesCount))}
        {readAtMs !== null && ` ${texts.readAt(formatUtc(readAtMs))}`}
      </p>
      {notToldBecause !== '' && <p className="hint">{texts.notTold(notToldBecause)}</p>}
    </>
  );
}

function SeriesTable({ view: { series, seriesCount } }: { readonly view: NumbersView }) {
  const texts = useTexts().health.numbers;
  const heads = [texts.series, texts.instrument, texts.rows, texts.value, texts.unit, texts.knownAt];
  return (
    <>
      <table className="plain-table" aria-label={texts.title}>
        <thead>
          <tr>
            {heads.map((head, column) => (
              <th key={head} scope="col" className={column === 2 || column === 3 ? 'number' : undefined}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {series.map((each) => (
            <SeriesRow key={`${each.name} ${each.instrument}`} series={each} />
          ))}
        </tbody>
      </table>
      {seriesCount > series.length && (
        <p className="hint">{texts.more(formatCount(seriesCount - series.length))}</p>
      )}
    </>
  );
}

function SeriesRow({ series }: { readonly series: NumberSeriesView }) {
  const texts = useTexts().health.numbers;
  const { instrument, isOfSession, lastMs, lastValue, name, rows, unit } = series;
  return (
    <tr className={isOfSession ? undefined : 'not-live'}>
      <th scope="row">{name}</th>
      <td>
        {instrument === '' ? '–' : instrument}
        {!isOfSession && ` (${texts.notOfSession})`}
      </td>
      <td className="number">{formatCount(rows)}</td>
      <td className="number">{formatPlain(lastValue)}</td>
      <td>{unit}</td>
      <td>{formatUtc(lastMs)}</td>
    </tr>
  );
}

function RefusedLines({ view: { refused, refusedCount } }: { readonly view: NumbersView }) {
  const texts = useTexts().health.numbers;
  return (
    <>
      <p className="level" data-level="warning" role="status">
        {texts.refused(refusedCount, formatCount(refusedCount))}
      </p>
      <ul className="hint" aria-label={texts.refusedLines}>
        {refused.map(({ line, rule }) => (
          <li key={line}>{texts.line(formatCount(line), rule)}</li>
        ))}
      </ul>
      {refusedCount > refused.length && (
        <p className="hint">{texts.more(formatCount(refusedCount - refused.length))}</p>
      )}
    </>
  );
}
