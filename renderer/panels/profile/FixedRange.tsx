import { useState } from 'react';
import { useTexts } from '../../language/texts.ts';
import { localText, momentOf, type Stretch } from './profile-question.ts';

interface FixedRangeProps {
  readonly stretch: Stretch | undefined;
  /** What stands in the fields before anybody typed. */
  readonly suggested: Stretch | undefined;
  readonly onChange: (stretch: Stretch | undefined) => void;
}

/** Begin and end of a profile in the person's own time. */
export function FixedRange({ onChange, stretch, suggested }: FixedRangeProps) {
  const texts = useTexts().profile;
  const first = stretch ?? suggested;
  const [typed, setTyped] = useState({
    from: first === undefined ? '' : localText(first.fromMs),
    to: first === undefined ? '' : localText(first.toMs),
  });
  const change = (part: Partial<typeof typed>) => {
    const next = { ...typed, ...part };
    setTyped(next);
    const [fromMs, toMs] = [momentOf(next.from), momentOf(next.to)];
    onChange(fromMs === undefined || toMs === undefined ? undefined : { fromMs, toMs });
  };
  const field = (name: 'from' | 'to') => (
    <label className="inline-field">
      {texts[name]}
      <input
        className="input moment"
        type="datetime-local"
        value={typed[name]}
        onChange={({ target }) => change({ [name]: target.value })}
      />
    </label>
  );
  return (
    <div className="flow-settings">
      {field('from')}
      {field('to')}
    </div>
  );
}
