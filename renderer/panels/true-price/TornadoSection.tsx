import type { SensitivityView } from '../../../engine/contract/true-price-commands.ts';
import { ScrollRegion } from '../../design/ScrollRegion.tsx';
import { formatCount, formatPlain, formatShare } from '../../formatting/numbers.ts';
import { useTexts } from '../../language/texts.ts';
import { dayText } from './day-text.ts';
import { TornadoChart } from './TornadoChart.tsx';
import { SHARES } from './true-price-settings.ts';
import type { TruePriceReply } from './use-true-price.ts';

interface TornadoSectionProps {
  readonly reply: TruePriceReply | undefined;
  readonly share: number;
  readonly onShare: (share: number) => void;
}

/** What each input alone makes of TRUE PRICE, as a tornado and as numbers. */
export function TornadoSection({ reply, share, onShare }: TornadoSectionProps) {
  const { truePrice: texts } = useTexts();
  if (!reply?.terms) return null;
  const { sensitivities, terms } = reply;
  return (
    <section className="true-price-section" aria-label={texts.tornado}>
      <h3>{texts.tornado}</h3>
      <label className="inline-field">
        {texts.share}
        <select
          className="select"
          value={share}
          title={texts.shareHint}
          onChange={(event) => onShare(Number(event.target.value))}
        >
          {SHARES.map((each) => (
            <option key={each} value={each}>
              ±{formatShare(each, 0)}
            </option>
          ))}
        </select>
      </label>
      <p className="hint">
        {texts.shareHint} {texts.ends}
      </p>
      <div className="tornado">
        <TornadoChart sensitivities={sensitivities} price={terms.truePrice} />
        <ScrollRegion className="tornado-table scroll" label={texts.table}>
          <SensitivityTable sensitivities={sensitivities} />
        </ScrollRegion>
      </div>
    </section>
  );
}

function SensitivityTable({ sensitivities }: { readonly sensitivities: readonly SensitivityView[] }) {
  const { truePrice: texts } = useTexts();
  const heads = [texts.low, texts.high, texts.atLow, texts.atHigh, texts.swing];
  return (
    <table className="true-price-table">
      <thead>
        <tr>
          <th scope="col">{texts.input}</th>
          {heads.map((head) => (
            <th key={head} scope="col" className="number">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {sensitivities.map(({ high, input, low, priceAtHigh, priceAtLow, swing }) => (
          <tr key={input}>
            <th scope="row">{texts.names[input]}</th>
            <td className="number">{endText(input, low)}</td>
            <td className="number">{endText(input, high)}</td>
            <td className="number">{formatCount(priceAtLow)}</td>
            <td className="number">{formatCount(priceAtHigh)}</td>
            <td className="number">{formatCount(swing)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** An end of a range; times as days. */
const endText = (input: SensitivityView['input'], value: number): string =>
  input === 'blockTime' || input === 'genesisTime' ? dayText(value * 1000) : formatPlain(value);
