import { useState } from 'react';
import type { RiskView } from '../../../engine/contract/risk-views.ts';
import type { RiskRules } from '../../../engine/domain/risk/risk-policy.ts';
import { CORRECTED_MAKER, DESCRIBED_MAKER } from '../../../engine/domain/risk/maker-terms.ts';
import { ChoiceField } from '../../design/ChoiceField.tsx';
import { useEngineView } from '../../engine-client/engine-view.ts';
import { useTexts } from '../../language/texts.ts';
import { setRules } from './set-rules.ts';

/** How the positions of one strategy are closed, how long they are held at least, and how it enters. */
export function StrategyRules({ risk }: { readonly risk: RiskView }) {
  const { risk: texts } = useTexts();
  const catalog = useEngineView((view) => view.catalog);
  const [chosen, setChosen] = useState(catalog[0]?.strategyId ?? '');
  const { presetHolds, presetPlans, rules } = risk;
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  const plan = presetPlans.find((each) => same(each.plan, rules.exits[chosen]))?.id;
  const hold = presetHolds.find((each) => same(each.hold, rules.minimumHolds[chosen]))?.id;
  const none: readonly [string, string] = ['', texts.none];
  return (
    <section className="risk-fields" aria-label={texts.ofStrategy}>
      <ChoiceField
        label={texts.ofStrategy}
        value={chosen}
        options={catalog.map(({ strategyId, title }) => [strategyId, title] as const)}
        onChange={setChosen}
      />
      <ChoiceField
        label={texts.exitPlan}
        value={plan ?? (rules.exits[chosen] === undefined ? '' : 'own')}
        options={[
          none,
          ...presetPlans.map(({ id, title }) => [id, title] as const),
          ...ownOf(plan, rules, chosen, texts.own),
        ]}
        onChange={(id) =>
          void setRules({
            ...rules,
            exits: changed(rules.exits, chosen, presetPlans.find((each) => each.id === id)?.plan),
          })
        }
      />
      <ChoiceField
        label={texts.minimumHold}
        value={hold ?? ''}
        options={[none, ...presetHolds.map(({ id }) => [id, id] as const)]}
        onChange={(id) =>
          void setRules({
            ...rules,
            minimumHolds: changed(
              rules.minimumHolds,
              chosen,
              presetHolds.find((each) => each.id === id)?.hold,
            ),
          })
        }
      />
      <ChoiceField
        label={texts.entryBy}
        value={makerOf(rules, chosen)}
        options={Object.entries(texts.entries) as [MakerChoice, string][]}
        onChange={(choice) => void setRules({ ...rules, maker: changed(rules.maker, chosen, MAKER[choice]) })}
      />
    </section>
  );
}

type MakerChoice = 'market' | 'described' | 'corrected';

const MAKER = { market: undefined, described: DESCRIBED_MAKER, corrected: CORRECTED_MAKER } as const;

const makerOf = ({ maker }: RiskRules, strategyId: string): MakerChoice =>
  maker[strategyId] === undefined
    ? 'market'
    : maker[strategyId].place === 'from-mid'
      ? 'described'
      : 'corrected';

/** A plan that was written by hand keeps its place in the list. */
const ownOf = (plan: string | undefined, rules: RiskRules, strategyId: string, text: string) =>
  plan === undefined && rules.exits[strategyId] !== undefined ? [['own', text] as const] : [];

function changed<Value>(
  all: Readonly<Record<string, Value>>,
  key: string,
  value: Value | undefined,
): Readonly<Record<string, Value>> {
  const { [key]: _before, ...others } = all;
  return value === undefined ? others : { ...others, [key]: value };
}
