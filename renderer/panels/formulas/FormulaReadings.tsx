import type { FormulaUpdate, FormulaView } from '../../../engine/contract/formula-commands.ts';
import { spaced } from '../../formatting/measured-text.ts';
import { formatPlain } from '../../formatting/numbers.ts';
import { useTexts } from '../../language/texts.ts';
import { limitsText } from './formula-text.ts';
import { named } from './named.ts';

interface FormulaReadingsProps {
  readonly formula: FormulaView;
  readonly update: FormulaUpdate;
}

/** What a formula says beyond its value: which way it leans, how sure it is, what it lets through. */
export function FormulaReadings({ formula, update }: FormulaReadingsProps) {
  const { formulas: texts } = useTexts();
  if (formula.readings.length === 0) return null;
  return (
    <table className="formula-readings">
      <caption className="visually-hidden">{texts.readings}</caption>
      <thead>
        <tr>
          <th scope="col">{texts.reading}</th>
          <th scope="col" className="number">
            {texts.now}
          </th>
          <th scope="col">{texts.unit}</th>
          <th scope="col">{texts.range}</th>
        </tr>
      </thead>
      <tbody>
        {formula.readings.map((reading) => (
          <tr key={reading.name}>
            <th scope="row">{named(texts.readingNames, reading.name, spaced)}</th>
            <td className="number">{formatPlain(update.readings[reading.name])}</td>
            <td>{reading.unit}</td>
            <td>{limitsText(reading)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
