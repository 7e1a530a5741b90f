import type { RiskView } from '../../../engine/contract/risk-views.ts';
import type { ExitPlan } from '../../../engine/domain/risk/exit-plan.ts';
import { ChoiceField, optionsOf } from '../../design/ChoiceField.tsx';
import { useTexts } from '../../language/texts.ts';
import { wordFor } from '../../language/word-for.ts';
import { EXIT_PARTS, type ExitPart, planNumbers, withPart } from './exit-parts.ts';
import { isSamePlan } from './same-plan.ts';
import { RuleNumber } from './RuleNumber.tsx';
import { type RulesChange, tellRules, withEntry } from './set-rules.ts';

interface ExitRulesProps {
  readonly risk: RiskView;
  /** A strategy, or `manual`. */
  readonly of: string;
}

/** How positions are closed besides the wish of whoever opened them: a plan, and every number of it. */
export function ExitRules({ risk: { presetPlans, rules }, of }: ExitRulesProps) {
  const { risk: texts, riskRules: words } = useTexts();
  const plan = rules.exits[of];
  const known = presetPlans.find((each) => isSamePlan(each.plan, plan))?.id;
  // A plan of one's own keeps its place in the list.
  const own = known === undefined && plan !== undefined ? [['own', texts.own] as const] : [];
  const choose = (chosen: string) => {
    if (chosen === 'own') return;
    void tellRules(withPlan(of, () => presetPlans.find(({ id }) => id === chosen)?.plan));
  };
  return (
    <div className="risk-rule risk-wide">
      <ChoiceField
        label={texts.exitPlan}
        value={known ?? own[0]?.[0] ?? ''}
        options={[
          ['', texts.none],
          ...presetPlans.map(({ id }) => [id, wordFor(id, words.plans)] as const),
          ...own,
        ]}
        onChange={choose}
      />
      <div className="risk-parts">
        {EXIT_PARTS.map((part) => (
          <PlanPart key={part} plan={plan ?? {}} part={part} of={of} />
        ))}
      </div>
    </div>
  );
}

interface PlanPartProps {
  readonly plan: ExitPlan;
  readonly part: ExitPart;
  readonly of: string;
}

function PlanPart({ of, part, plan }: PlanPartProps) {
  const { riskRules: words } = useTexts();
  const isOn = plan[part] !== undefined;
  const set = (change: (at: ExitPlan) => ExitPlan | undefined) => withPlan(of, (at) => change(at ?? {}));
  return (
    <fieldset className="risk-part">
      <legend>
        <label>
          <input
            type="checkbox"
            checked={isOn}
            onChange={() => void tellRules(set((at) => withPart(at, part, !isOn)))}
          />{' '}
          {words.parts[part]}
        </label>
      </legend>
      {planNumbers(plan, part).map(({ name, put, value }, i) => (
        <RuleNumber
          key={`${name} ${String(i)}`}
          name={name}
          value={value}
          objection={(wanted) => (isRising(put(plan, wanted)) ? undefined : words.targetsRise)}
          change={(wanted) => set((at) => put(at, wanted))}
        />
      ))}
      {part === 'breakEven' && plan.breakEven && (
        <ChoiceField
          label={words.breakEvenLevel}
          value={plan.breakEven.level}
          options={optionsOf(words.breakEvenLevels)}
          onChange={(level) =>
            void tellRules(
              set((at) => (at.breakEven ? { ...at, breakEven: { ...at.breakEven, level } } : at)),
            )
          }
        />
      )}
    </fieldset>
  );
}

/** Whether targets, where there are any, are nearest first. */
const isRising = ({ targets }: ExitPlan): boolean =>
  targets === undefined || targets.gains.every((gain, i) => i === 0 || gain > (targets.gains[i - 1] ?? 0));

const withPlan =
  (of: string, change: (plan: ExitPlan | undefined) => ExitPlan | undefined): RulesChange =>
  (rules) => ({ ...rules, exits: withEntry(rules.exits, of, change(rules.exits[of])) });
