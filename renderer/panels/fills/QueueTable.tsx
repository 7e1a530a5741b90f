import type { FillExplanationView } from '../../../engine/contract/views.ts';
import { Time } from '../../design/Time.tsx';
import { formatFixed, placesOf } from '../../formatting/numbers.ts';
import { useTexts } from '../../language/texts.ts';

/** How a resting order came to the front of its queue. */
export function QueueTable({ explanation }: { readonly explanation: FillExplanationView }) {
  const texts = useTexts();
  const { cause, lotSize } = explanation;
  if (cause.queue.length === 0) return <p className="hint">{texts.why.noQueue}</p>;
  return (
    <>
      <h3>{texts.why.queue}</h3>
      <table className="plain-table" aria-label={texts.why.queue}>
        <thead>
          <tr>
            <th scope="col">{texts.columns.time}</th>
            <th scope="col" className="number">
              {texts.why.queueAhead}
            </th>
            <th scope="col">{texts.columns.reason}</th>
          </tr>
        </thead>
        <tbody>
          {cause.queue.map((step, at) => (
            <tr key={`${step.time} ${at}`}>
              <td>
                <Time ms={step.time} withMillis />
              </td>
              <td className="number">{formatFixed(step.aheadLots * Number(lotSize), placesOf(lotSize))}</td>
              <td>{texts.why.queueBecause[step.because]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
