import type { ArmingObstacle, ArmingReview } from '../../../../engine/contract/arming.ts';
import { Field } from '../../../design/Field.tsx';
import { useTexts } from '../../../language/texts.ts';

/** What a person types before an account may be armed. */
export interface Arming {
  readonly typedName: string;
  readonly hours: number;
  readonly overridesRecord: boolean;
}

const HOURS = [1, 2, 4, 8, 12] as const;

/** Nothing is typed ahead, least of all the name. */
export const freshArming = (): Arming => ({ typedName: '', hours: 4, overridesRecord: false });

/** What still stands in the way, with what the person takes upon themselves left out. */
export const obstaclesLeft = (
  { canOverrideRecord, obstacles }: ArmingReview,
  overridesRecord: boolean,
): readonly ArmingObstacle[] =>
  obstacles.filter(
    (obstacle) => !(obstacle === 'paper-record-too-short' && canOverrideRecord && overridesRecord),
  );

/** Whether the system may ask: nothing stands in the way and the name is the account's. */
export const isComplete = ({ overridesRecord, typedName }: Arming, review: ArmingReview): boolean =>
  typedName === review.accountName && obstaclesLeft(review, overridesRecord).length === 0;

interface ArmingFormProps {
  readonly review: ArmingReview;
  readonly arming: Arming;
  readonly onChange: (arming: Arming) => void;
}

/** The name, the hours, and the one thing a person may take upon themselves. */
export function ArmingForm({ arming, onChange, review }: ArmingFormProps) {
  const texts = useTexts().live.trade;
  const { hours, overridesRecord, typedName } = arming;
  return (
    <>
      {review.canOverrideRecord && (
        <label className="check">
          <input
            type="checkbox"
            checked={overridesRecord}
            onChange={(event) => onChange({ ...arming, overridesRecord: event.target.checked })}
          />{' '}
          {texts.override}
        </label>
      )}
      <div className="settings-grid arming-fields">
        <Field label={texts.name} hint={texts.nameHint(review.accountName)}>
          {(control) => (
            <input
              {...control}
              className="input"
              autoComplete="off"
              spellCheck={false}
              value={typedName}
              onChange={(event) => onChange({ ...arming, typedName: event.target.value })}
            />
          )}
        </Field>
        <Field label={texts.hours}>
          {(control) => (
            <select
              {...control}
              className="select"
              value={hours}
              onChange={(event) => onChange({ ...arming, hours: Number(event.target.value) })}
            >
              {HOURS.map((each) => (
                <option key={each} value={each}>
                  {texts.hoursOf(each)}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <p className="soft arming-note">{texts.ends}</p>
      <p className="soft arming-note">{texts.next}</p>
    </>
  );
}
