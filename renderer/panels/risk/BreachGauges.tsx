import type { DistanceView } from '../../../engine/contract/risk-views.ts';
import type { RulePack } from '../../../engine/domain/risk/rule-pack.ts';
import { useEngineView } from '../../engine-client/engine-view.ts';
import { formatQuote, formatShare } from '../../formatting/numbers.ts';
import { formatUtc } from '../../formatting/times.ts';
import { useTexts } from '../../language/texts.ts';
import { UsedMeter } from './UsedMeter.tsx';

interface BreachGaugesProps {
  readonly distances: readonly DistanceView[];
  readonly packs: readonly RulePack[];
}

/** How far equity is from the floor of every rule of the packs in force. */
export function BreachGauges({ distances, packs }: BreachGaugesProps) {
  const { risk: texts } = useTexts();
  return (
    <section aria-label={texts.distances}>
      <h3>{texts.distances}</h3>
      {distances.length === 0 && <p className="soft">{texts.noPacks}</p>}
      <ul className="risk-gauges">
        {distances.map((distance) => (
          <Gauge
            key={`${distance.packId} ${distance.rule}`}
            distance={distance}
            title={packs.find(({ id }) => id === distance.packId)?.title ?? distance.packId}
          />
        ))}
      </ul>
    </section>
  );
}

function Gauge({ distance, title }: { readonly distance: DistanceView; readonly title: string }) {
  const { risk: texts } = useTexts();
  const currency = useEngineView((view) => view.session.currency);
  const { distanceQuote, floorQuote, resetsAtMs, rule, used } = distance;
  const name = `${title}: ${texts.rules[rule]}`;
  const left =
    distanceQuote > 0
      ? texts.left(formatQuote(distanceQuote), formatQuote(floorQuote), currency)
      : texts.broken;
  return (
    <li>
      <span>{name}</span>
      <UsedMeter label={name} used={used} text={texts.usedShare(formatShare(used, 0))} />
      <span className={distanceQuote > 0 ? 'number' : 'number danger'}>{left}</span>
      {resetsAtMs !== null && <small className="soft">{texts.resets(formatUtc(resetsAtMs))}</small>}
    </li>
  );
}
