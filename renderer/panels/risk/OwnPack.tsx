import { useId, useState } from 'react';
import type { RulePack } from '../../../engine/domain/risk/rule-pack.ts';
import { askEngine } from '../../engine-client/ask-engine.ts';
import { useTexts } from '../../language/texts.ts';

/** A pack of one's own, as JSON: the engine says which rule of it is wrong. */
export function OwnPack({ onRead }: { readonly onRead: (pack: RulePack) => void }) {
  const { risk: texts } = useTexts();
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | undefined>();
  const id = useId();
  const read = async () => {
    const answer = await askEngine('readRulePack', { text });
    setProblem(answer.ok ? undefined : answer.failure.detail);
    if (!answer.ok) return;
    setText('');
    onRead(answer.reply.pack);
  };
  return (
    <details className="risk-own-pack">
      <summary>{texts.ownPack}</summary>
      <label htmlFor={id} className="label">
        {texts.ownPackHint}
      </label>
      <textarea
        id={id}
        className="input"
        rows={8}
        spellCheck={false}
        placeholder={EXAMPLE}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {problem !== undefined && (
        <p className="danger" role="alert">
          {problem}
        </p>
      )}
      <button type="button" className="button" disabled={text.trim() === ''} onClick={() => void read()}>
        {texts.ownPackAdd}
      </button>
    </details>
  );
}

const EXAMPLE = `{
  "id": "my-rules",
  "title": "My rules",
  "zone": "Europe/Berlin",
  "dailyLoss": { "share": 0.02, "of": "equity-at-midnight", "from": "equity-at-midnight" },
  "onDailyBreach": "protect-only",
  "onTotalBreach": "freeze"
}`;
