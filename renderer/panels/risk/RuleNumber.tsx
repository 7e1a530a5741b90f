import { useState } from 'react';
import {
  type NumberRule,
  RULE_NUMBERS,
  type RuleNumberName,
  ruleNumberObjection,
} from '../../../engine/domain/risk/rule-numbers.ts';
import { Field } from '../../design/Field.tsx';
import { useTexts } from '../../language/texts.ts';
import { FIELD_UNITS, fieldText, fieldValue, ruleText } from './limit-text.ts';
import { changeRules, type RulesChange } from './set-rules.ts';

interface RuleNumberProps {
  readonly name: RuleNumberName;
  readonly value: number;
  /** Nothing, where presets fill in several values of it. */
  readonly usual?: null;
  /** Why a value within the bounds cannot be beside the others; undefined when it can. */
  readonly objection?: ((value: number) => string | undefined) | undefined;
  readonly change: (value: number) => RulesChange;
}

/** One number of a rule with its unit, its bounds and the way back to what a preset fills in. */
export function RuleNumber({ change, name, objection, usual: told, value }: RuleNumberProps) {
  const { riskRules: words } = useTexts();
  const { least, most, unit, usual: common }: NumberRule = RULE_NUMBERS[name];
  const usual = told === undefined ? common : told;
  const { commit, problem, put, set, shown, takeBack } = useTypedNumber({ change, name, objection, value });
  const bounds = [ruleText(least, unit), ruleText(most, unit)] as const;
  const hint =
    usual === null ? words.range(...bounds) : words.rangeWithUsual(...bounds, ruleText(usual, unit));
  return (
    <div className="rule-number">
      <Field label={words.numbers[name]} unit={FIELD_UNITS[unit].text} hint={hint} error={problem}>
        {(control) => (
          <input
            {...control}
            className="input number"
            inputMode="decimal"
            autoComplete="off"
            value={shown}
            onChange={(event) => put(event.target.value)}
            onBlur={() => void commit()}
            onKeyDown={(event) => {
              if (event.key === 'Enter') void commit();
              if (event.key === 'Escape') takeBack();
            }}
          />
        )}
      </Field>
      {usual !== null && value !== usual && (
        <p className="rule-own">
          <strong>{words.own}</strong>{' '}
          <button type="button" className="button" onClick={() => void set(usual)}>
            {words.backTo(ruleText(usual, unit))}
          </button>
        </p>
      )}
    </div>
  );
}

/** What is being typed, and what is wrong with it: nothing is sent that lies outside of the bounds. */
function useTypedNumber({ change, name, objection, value }: Omit<RuleNumberProps, 'usual'>) {
  const { risk: texts } = useTexts();
  const { least, most, unit }: NumberRule = RULE_NUMBERS[name];
  const [typed, put] = useState<string | undefined>();
  const [problem, setProblem] = useState<string | undefined>();
  const set = async (wanted: number) => {
    put(undefined);
    setProblem(await changeRules(change(wanted)));
  };
  const takeBack = () => {
    put(undefined);
    setProblem(undefined);
  };
  const commit = async () => {
    if (typed === undefined || typed === fieldText(value, unit)) return put(undefined);
    const wanted = fieldValue(typed, unit);
    if (wanted === undefined || ruleNumberObjection(name, wanted) !== undefined)
      return setProblem(texts.between(ruleText(least, unit), ruleText(most, unit)));
    const other = objection?.(wanted);
    return other === undefined ? set(wanted) : setProblem(other);
  };
  return { commit, problem, put, set, shown: typed ?? fieldText(value, unit), takeBack };
}
