import type { TruePriceHistoryView, UnitRootView } from '../../../engine/contract/true-price-commands.ts';
import { formatCount, formatFixed, formatSigned } from '../../formatting/numbers.ts';
import { useTexts } from '../../language/texts.ts';

/** Whether the two prices, or what lies between them, come back to where they were. */
export function UnitRootTable({ history }: { readonly history: TruePriceHistoryView }) {
  const { truePrice: texts } = useTexts();
  const { leastDays, line, tests } = history;
  if (tests.length === 0) return <p className="hint">{texts.tooFew(leastDays)}</p>;
  const pair = tests.find(({ of }) => of === 'pair');
  return (
    <>
      <h4>{texts.tests}</h4>
      <table className="true-price-table">
        <thead>
          <tr>
            <th scope="col">{texts.test}</th>
            <th scope="col">{texts.series1}</th>
            <th scope="col" className="number">
              {texts.tau}
            </th>
            <th scope="col" className="number">
              {texts.critical}
            </th>
            <th scope="col" className="number">
              {texts.probability}
            </th>
            <th scope="col" className="number">
              {texts.lags}
            </th>
            <th scope="col">{texts.verdict}</th>
          </tr>
        </thead>
        <tbody>
          {tests.map((test) => (
            <TestRow key={test.of} test={test} />
          ))}
        </tbody>
      </table>
      {line !== null && (
        <p className="hint">{texts.line(formatFixed(line.slope, 3), formatSigned(line.intercept, 3))}</p>
      )}
      {pair !== undefined && (
        <p className="hint">{pair.rejectedAt === null ? texts.pairVerdict.no : texts.pairVerdict.yes}</p>
      )}
    </>
  );
}

function TestRow({ test }: { readonly test: UnitRootView }) {
  const { truePrice: texts } = useTexts();
  const { critical1, critical10, critical5, lags, of, probability, rejectedAt, tau } = test;
  return (
    <tr>
      <th scope="row">{texts.testNames[of]}</th>
      <td>{texts.testOf[of]}</td>
      <td className="number">{formatFixed(tau, 2)}</td>
      <td className="number">
        {[critical1, critical5, critical10].map((each) => formatFixed(each, 2)).join(' / ')}
      </td>
      <td className="number">{formatFixed(probability, 3)}</td>
      <td className="number">{formatCount(lags)}</td>
      <td>{rejectedAt === null ? texts.notRejected : texts.rejected(rejectedAt)}</td>
    </tr>
  );
}
