import { EmptyPanel } from '../../design/EmptyPanel.tsx';
import type { RiskView } from '../../../engine/contract/risk-views.ts';
import type { RulePack } from '../../../engine/domain/risk/rule-pack.ts';
import { tellSafety } from '../../engine-client/safety.ts';
import { formatShare } from '../../formatting/numbers.ts';
import { formatUtc } from '../../formatting/times.ts';
import { useTexts } from '../../language/texts.ts';
import { OwnPack } from './OwnPack.tsx';
import { refreshRisk, useRisk } from './use-risk.ts';

/** Rule packs that hold, those that come with the product, and one's own. */
export function RulePacksPanel() {
  const { risk: texts } = useTexts();
  const risk = useRisk();
  if (risk === undefined) return <EmptyPanel>{texts.loading}</EmptyPanel>;
  const wanted = wantedPacks(risk);
  const own = [
    ...risk.packs,
    ...wanted.filter(({ id }) => !risk.packs.some((pack) => pack.id === id)),
  ].filter(({ id }) => !risk.presetPacks.some((preset) => preset.id === id));
  return (
    <div className="panel-body">
      <div className="scroll risk-scroll">
        <p className="soft">{texts.packsHint}</p>
        {risk.pendingPacks !== null && (
          <p role="status">{texts.packsPending(formatUtc(risk.pendingPacks.fromMs))}</p>
        )}
        <ul className="risk-packs">
          {[...risk.presetPacks, ...own].map((pack) => (
            <PackChoice key={pack.id} pack={pack} risk={risk} />
          ))}
        </ul>
        <OwnPack onRead={(pack) => void setPacks([...wanted.filter(({ id }) => id !== pack.id), pack])} />
      </div>
    </div>
  );
}

/** The packs asked for: those that hold, or that will once the day of those that leave is over. */
const wantedPacks = (risk: RiskView): readonly RulePack[] => risk.pendingPacks?.packs ?? risk.packs;

async function setPacks(packs: readonly RulePack[]): Promise<void> {
  await tellSafety('setRulePacks', { packs: [...packs] });
  await refreshRisk();
}

function PackChoice({ pack, risk }: { readonly pack: RulePack; readonly risk: RiskView }) {
  const wanted = wantedPacks(risk);
  const isOn = wanted.some(({ id }) => id === pack.id);
  const others = wanted.filter(({ id }) => id !== pack.id);
  return (
    <li>
      <label className="check">
        <input
          type="checkbox"
          checked={isOn}
          onChange={() => void setPacks(isOn ? others : [...others, pack])}
        />{' '}
        <strong>{pack.title}</strong>
      </label>
      <PackRules pack={pack} />
    </li>
  );
}

/** The rules of a pack as sentences. */
function PackRules({ pack }: { readonly pack: RulePack }) {
  const { risk: texts } = useTexts();
  const { dailyLoss, openPositions, riskPerTrade, totalLoss, zone } = pack;
  const sentences = [
    dailyLoss &&
      texts.packDaily(
        formatShare(dailyLoss.share, 1),
        texts.packOf[dailyLoss.of],
        texts.packOf[dailyLoss.from],
        zone,
      ),
    totalLoss &&
      texts.packTotal(
        formatShare(totalLoss.share, 1),
        texts.packOf[totalLoss.of],
        texts.packTrails[totalLoss.trails],
      ),
    riskPerTrade === undefined ? undefined : texts.packRisk(formatShare(riskPerTrade, 1)),
    openPositions === undefined ? undefined : texts.packPositions(String(openPositions)),
    texts.packBreach(texts.actions[pack.onDailyBreach], texts.actions[pack.onTotalBreach]),
  ];
  return <p className="soft">{sentences.filter((sentence) => sentence !== undefined).join(' ')}</p>;
}
