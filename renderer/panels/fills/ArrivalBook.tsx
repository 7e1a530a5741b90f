import type { FillExplanationView } from '../../../engine/contract/views.ts';
import { formatFixed, placesOf } from '../../formatting/numbers.ts';
import { useTexts } from '../../language/texts.ts';

const SHOWN_LEVELS = 5;

/** The best levels of both sides as the order met them. */
export function ArrivalBook({ explanation }: { readonly explanation: FillExplanationView }) {
  const texts = useTexts();
  const { cause, tickSize, lotSize } = explanation;
  const { bids, asks } = cause.bookAtArrival;
  const depth = Math.min(SHOWN_LEVELS, Math.max(bids.length, asks.length) / 2);
  const price = (ticks: number | undefined) =>
    ticks === undefined ? '' : formatFixed(ticks * Number(tickSize), placesOf(tickSize));
  const size = (lots: number | undefined) =>
    lots === undefined ? '' : formatFixed(lots * Number(lotSize), placesOf(lotSize));
  return (
    <>
      <h3>{texts.why.book}</h3>
      <table className="plain-table" aria-label={texts.why.book}>
        <thead>
          <tr>
            <th scope="col" className="number">
              {texts.columns.size}
            </th>
            <th scope="col" className="number">
              {texts.ladder.bids}
            </th>
            <th scope="col" className="number">
              {texts.ladder.asks}
            </th>
            <th scope="col" className="number">
              {texts.columns.size}
            </th>
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: depth }, (_, level) => (
            <tr key={level}>
              <td className="number">{size(bids[2 * level + 1])}</td>
              <td className="number up">{price(bids[2 * level])}</td>
              <td className="number down">{price(asks[2 * level])}</td>
              <td className="number">{size(asks[2 * level + 1])}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
