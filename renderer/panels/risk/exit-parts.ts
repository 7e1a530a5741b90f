import type { ExitPlan, TargetExit } from '../../../engine/domain/risk/exit-plan.ts';
import { RULE_NUMBERS, type RuleNumberName } from '../../../engine/domain/risk/rule-numbers.ts';

export type ExitPart = keyof ExitPlan;

const usual = (name: RuleNumberName): number => RULE_NUMBERS[name].usual;

const USUAL_TARGETS: TargetExit = {
  gains: [usual('firstTarget'), usual('secondTarget')],
  share: usual('targetShare'),
};

/** Every part of a plan as it is switched on. */
export const USUAL_PARTS: Readonly<Required<ExitPlan>> = {
  trailing: { activation: usual('trailingActivation'), distance: usual('trailingDistance') },
  breakEven: { activation: usual('breakEvenActivation'), level: 'entry-with-cost' },
  longestMs: usual('longestTime'),
  targets: USUAL_TARGETS,
  asymmetric: { stop: usual('fixedStop'), target: usual('fixedTarget') },
  reversion: {
    window: usual('reversionWindow'),
    refit: usual('reversionRefit'),
    discount: usual('reversionDiscount'),
  },
};

export const EXIT_PARTS = Object.keys(USUAL_PARTS) as readonly ExitPart[];

/** One number of a plan, and the plan with another one in its place. */
export interface PlanNumber {
  readonly name: RuleNumberName;
  readonly value: number;
  readonly put: (plan: ExitPlan, value: number) => ExitPlan;
}

/** The numbers of a part; none where the plan has no such part. */
export function planNumbers(plan: ExitPlan, part: ExitPart): readonly PlanNumber[] {
  switch (part) {
    case 'trailing':
      return numbersOf(plan, part, { activation: 'trailingActivation', distance: 'trailingDistance' });
    case 'breakEven':
      return numbersOf(plan, part, { activation: 'breakEvenActivation' });
    case 'longestMs':
      return plan.longestMs === undefined
        ? []
        : [{ name: 'longestTime', value: plan.longestMs, put: (at, longestMs) => ({ ...at, longestMs }) }];
    case 'targets':
      return plan.targets === undefined ? [] : targetNumbers(plan.targets);
    case 'asymmetric':
      return numbersOf(plan, part, { stop: 'fixedStop', target: 'fixedTarget' });
    case 'reversion':
      return numbersOf(plan, part, {
        window: 'reversionWindow',
        refit: 'reversionRefit',
        discount: 'reversionDiscount',
      });
  }
}

function numbersOf(
  plan: ExitPlan,
  part: 'trailing' | 'breakEven' | 'asymmetric' | 'reversion',
  names: Readonly<Record<string, RuleNumberName>>,
): readonly PlanNumber[] {
  const present = plan[part];
  if (present === undefined) return [];
  const values: Readonly<Record<string, unknown>> = { ...present };
  return Object.entries(names).map(([key, name]) => ({
    name,
    value: values[key] as number,
    put: (at, value) => ({ ...at, [part]: { ...at[part], [key]: value } }),
  }));
}

function targetNumbers({ gains, share }: TargetExit): readonly PlanNumber[] {
  const put = (at: ExitPlan, changed: Partial<TargetExit>): ExitPlan => ({
    ...at,
    targets: { ...(at.targets ?? USUAL_TARGETS), ...changed },
  });
  return [
    ...gains.map((value, i) => ({
      name: i === 0 ? ('firstTarget' as const) : ('secondTarget' as const),
      value,
      put: (at: ExitPlan, gain: number) => put(at, { gains: (at.targets?.gains ?? gains).with(i, gain) }),
    })),
    { name: 'targetShare', value: share, put: (at, value) => put(at, { share: value }) },
  ];
}

/** The plan with a part as it usually is, or without it; undefined where nothing of it is left. */
export function withPart(plan: ExitPlan, part: ExitPart, isOn: boolean): ExitPlan | undefined {
  if (isOn) return { ...plan, [part]: USUAL_PARTS[part] };
  const { [part]: _gone, ...rest } = plan;
  return Object.keys(rest).length === 0 ? undefined : rest;
}
