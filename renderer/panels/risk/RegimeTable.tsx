import type { RegimeRuleView } from '../../../engine/contract/risk-views.ts';
import { formatFixed, formatShare } from '../../formatting/numbers.ts';
import { useTexts } from '../../language/texts.ts';
import { useCatalog } from '../../linking/catalog-words.ts';

/** What every state of a market allows, and which strategies may enter in it. Nothing while these rules are off. */
export function RegimeTable({ regimes }: { readonly regimes: readonly RegimeRuleView[] }) {
  const { riskRules: words } = useTexts();
  if (regimes.length === 0) return null;
  return (
    <table className="plain-table" aria-label={words.regimeTable}>
      <thead>
        <tr>
          <th scope="col">{words.regimeTable}</th>
          <th scope="col">{words.regimeSides}</th>
          <th scope="col" className="number" title={words.leastConvictionHint}>
            {words.leastConviction}
          </th>
          <th scope="col" className="number">
            {words.regimeSize}
          </th>
          <th scope="col">{words.mayEnter}</th>
        </tr>
      </thead>
      <tbody>
        {regimes.map((rule) => (
          <RegimeRow key={rule.regime} rule={rule} />
        ))}
      </tbody>
    </table>
  );
}

function RegimeRow({ rule }: { readonly rule: RegimeRuleView }) {
  const { riskRules: words } = useTexts();
  const catalog = useCatalog();
  const names = rule.strategies.map(({ isWhole, presets, strategyId }) => {
    const strategy = catalog.find((each) => each.strategyId === strategyId);
    const title = strategy?.title ?? strategyId;
    if (isWhole) return title;
    const titles = presets.map((name) => strategy?.presets.find((each) => each.name === name)?.title ?? name);
    return `${title} (${titles.join(', ')})`;
  });
  return (
    <tr>
      <th scope="row">{words.regimes[rule.regime]}</th>
      <td>{words.sides[rule.sides]}</td>
      <td className="number">{formatFixed(rule.leastConviction, 2)}</td>
      <td className="number">{formatShare(rule.sizeFactor, 0)}</td>
      <td>{names.length === 0 ? words.nobody : names.join('; ')}</td>
    </tr>
  );
}
