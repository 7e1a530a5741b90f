import { useState } from 'react';
import type { LimitView } from '../../../engine/contract/risk-views.ts';
import { changeSafety } from '../../engine-client/safety.ts';
import { formatUtc } from '../../formatting/times.ts';
import { useTexts } from '../../language/texts.ts';
import { limitText } from '../../formatting/limit-value.ts';
import { FIELD_UNITS, fieldText, fieldValue } from './limit-text.ts';
import { refreshRisk } from './use-risk.ts';
import { UsedMeter } from './UsedMeter.tsx';

/** One limit. A stricter value holds at once; a looser one is asked about first, and the engine says when it holds. */
export function LimitRow({ limit }: { readonly limit: LimitView }) {
  const { risk: texts } = useTexts();
  const { inForce, name, pending, unit, used, value } = limit;
  const title = texts.limits[name];
  const usedText = limitText(used, unit);
  return (
    <tr data-reached={used !== null && used >= inForce}>
      <th scope="row">
        {title}
        {pending !== null && (
          <small className="soft">
            {texts.pending(limitText(pending.value, unit), formatUtc(pending.fromMs))}
          </small>
        )}
      </th>
      <td className="number">
        {usedText}
        {used !== null && <UsedMeter label={title} used={inForce > 0 ? used / inForce : 0} text={usedText} />}
      </td>
      <td className="number" title={inForce === value ? undefined : texts.ownValue(limitText(value, unit))}>
        {limitText(inForce, unit)}
      </td>
      <td>
        <LimitField limit={limit} />
      </td>
    </tr>
  );
}

function LimitField({ limit }: { readonly limit: LimitView }) {
  const { risk: texts } = useTexts();
  const { least, most, name, unit, value } = limit;
  const [typed, setTyped] = useState<string | undefined>();
  const [problem, setProblem] = useState<string | undefined>();
  const commit = async () => {
    if (typed === undefined || typed === fieldText(value, unit)) return setTyped(undefined);
    const wanted = fieldValue(typed, unit);
    if (wanted === undefined || wanted < least || wanted > most)
      return setProblem(texts.between(limitText(least, unit), limitText(most, unit)));
    setProblem(await changeSafety('setLimit', { limit: name, value: wanted }));
    setTyped(undefined);
    return refreshRisk();
  };
  return (
    <>
      <span className="risk-field">
        <input
          className="input number"
          inputMode="decimal"
          aria-label={`${texts.limits[name]} ${FIELD_UNITS[unit].text}`.trim()}
          aria-invalid={problem !== undefined}
          value={typed ?? fieldText(value, unit)}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={() => void commit()}
          onKeyDown={(event) => {
            if (event.key === 'Enter') void commit();
            if (event.key === 'Escape') setTyped(undefined);
          }}
        />
        <span className="unit">{FIELD_UNITS[unit].text}</span>
      </span>
      {problem !== undefined && (
        <small className="danger" role="alert">
          {problem}
        </small>
      )}
    </>
  );
}
