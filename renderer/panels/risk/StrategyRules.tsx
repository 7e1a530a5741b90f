import { Fragment, useState } from 'react';
import type { RiskView } from '../../../engine/contract/risk-views.ts';
import { ChoiceField } from '../../design/ChoiceField.tsx';
import { useTexts } from '../../language/texts.ts';
import { useCatalog } from '../../linking/catalog-words.ts';
import { ExitRules } from './ExitRules.tsx';
import { HoldRule } from './HoldRule.tsx';
import { MakerRules } from './MakerRules.tsx';
import { tellRules } from './set-rules.ts';

/** Positions that a person opened, as the engine names who did. */
const BY_HAND = 'manual';

/** How the positions of one strategy or by hand are closed, how long they are held at least, and how it enters. */
export function StrategyRules({ risk }: { readonly risk: RiskView }) {
  const { risk: texts, riskRules: words } = useTexts();
  const catalog = useCatalog();
  const [chosen, setChosen] = useState(catalog[0]?.strategyId ?? BY_HAND);
  return (
    <section className="risk-fields" aria-label={texts.ofStrategy}>
      <ChoiceField
        label={texts.ofStrategy}
        value={chosen}
        options={[
          ...catalog.map(({ strategyId, title }) => [strategyId, title] as const),
          [BY_HAND, words.byHand],
        ]}
        hint={chosen === BY_HAND ? words.byHandHint : undefined}
        onChange={setChosen}
      />
      <Fragment key={chosen}>
        {chosen !== BY_HAND && (
          <>
            <HoldRule risk={risk} strategyId={chosen} />
            <MakerRules rules={risk.rules} strategyId={chosen} />
            <ReversionRule reversion={risk.rules.reversion} strategyId={chosen} />
          </>
        )}
        <ExitRules risk={risk} of={chosen} />
      </Fragment>
    </section>
  );
}

interface ReversionRuleProps {
  readonly reversion: readonly string[];
  readonly strategyId: string;
}

function ReversionRule({ reversion, strategyId }: ReversionRuleProps) {
  const { riskRules: words } = useTexts();
  const isOwn = reversion.includes(strategyId);
  return (
    <ChoiceField
      label={words.reversion}
      value={isOwn ? 'own' : 'declared'}
      options={[
        ['declared', words.reversionDeclared],
        ['own', words.reversionOwn],
      ]}
      hint={words.reversionHint}
      onChange={(choice) =>
        void tellRules((rules) => {
          const others = rules.reversion.filter((id) => id !== strategyId);
          return { ...rules, reversion: choice === 'own' ? [...others, strategyId] : others };
        })
      }
    />
  );
}
