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
  const { rules } = risk;
  return (
    <section className="risk-fields" aria-label={texts.ofStrategy}>
      <ChoiceField
        label={texts.ofStrategy}
        value={chosen}
        options={catalog.map(({ strategyId, title }) => [strategyId, title] as const)}
        onChange={setChosen}
      />
      <ExitChoice risk={risk} strategyId={chosen} />
      <HoldChoice risk={risk} strategyId={chosen} />
      <ChoiceField
        label={texts.entryBy}
        value={makerOf(rules, chosen)}
        options={Object.entries(texts.entries) as [MakerChoice, string][]}
        onChange={(choice) => void setRules({ ...rules, maker: changed(rules.maker, chosen, MAKER[choice]) })}
      />
    </section>
  );
}

interface StrategyChoiceProps {
  readonly risk: RiskView;
  readonly strategyId: string;
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

function ExitChoice({ risk: { presetPlans, rules }, strategyId }: StrategyChoiceProps) {
  const { risk: texts } = useTexts();
  const present = rules.exits[strategyId];
  const known = presetPlans.find((each) => isSame(each.plan, present))?.id;
  // A plan that was written by hand keeps its place in the list.
  const own = known === undefined && present !== undefined ? [['own', texts.own] as const] : [];
  const choose = (chosen: string) => {
    const plan = presetPlans.find(({ id }) => id === chosen)?.plan;
    void setRules({ ...rules, exits: changed(rules.exits, strategyId, plan) });
  };
  return (
    <ChoiceField
      label={texts.exitPlan}
      value={known ?? own[0]?.[0] ?? ''}
      options={[['', texts.none], ...presetPlans.map(({ id, title }) => [id, title] as const), ...own]}
      onChange={choose}
    />
  );
}

function HoldChoice({ risk: { presetHolds, rules }, strategyId }: StrategyChoiceProps) {
  const { risk: texts } = useTexts();
  const known = presetHolds.find(({ hold }) => isSame(hold, rules.minimumHolds[strategyId]))?.id;
  const choose = (chosen: string) => {
    const hold = presetHolds.find(({ id }) => id === chosen)?.hold;
    void setRules({ ...rules, minimumHolds: changed(rules.minimumHolds, strategyId, hold) });
  };
  return (
    <ChoiceField
      label={texts.minimumHold}
      value={known ?? ''}
      options={[['', texts.none], ...presetHolds.map(({ id }) => [id, id] as const)]}
      onChange={choose}
    />
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

function changed<Value>(
  all: Readonly<Record<string, Value>>,
  key: string,
  value: Value | undefined,
): Readonly<Record<string, Value>> {
  const { [key]: _before, ...others } = all;
  return value === undefined ? others : { ...others, [key]: value };
}
