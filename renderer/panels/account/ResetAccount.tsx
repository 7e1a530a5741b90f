import { useState } from 'react';
import { askEngine } from '../../engine-client/ask-engine.ts';
import { useEngineView } from '../../engine-client/engine-view.ts';
import { useTexts } from '../../language/texts.ts';

/** Archives the paper account and begins a fresh one, asked twice and with its deposit said. */
export function ResetAccount() {
  const { account: texts } = useTexts();
  const session = useEngineView((view) => view.session);
  const [deposit, setDeposit] = useState<string | undefined>();
  const [problem, setProblem] = useState<string | undefined>();
  if (session.mode !== 'paper') return null;
  if (deposit === undefined) {
    return (
      <button type="button" className="button" onClick={() => setDeposit('10000')}>
        {texts.reset}
      </button>
    );
  }
  const close = () => {
    setDeposit(undefined);
    setProblem(undefined);
  };
  const reset = async () => {
    const request = { accountId: session.accountId, depositQuote: deposit };
    const answer = await askEngine('resetAccount', request);
    if (answer.ok) close();
    else setProblem(answer.failure.detail);
  };
  return (
    <div role="alertdialog" aria-label={texts.reset}>
      <p>{texts.resetQuestion(session.accountId)}</p>
      <label>
        {texts.resetDeposit} <span className="unit">{session.currency}</span>
        <input
          className="input number"
          inputMode="decimal"
          value={deposit}
          onChange={(event) => setDeposit(event.target.value.trim())}
        />
      </label>
      {problem !== undefined && (
        <p className="hint danger" role="alert">
          {problem}
        </p>
      )}
      <button type="button" className="button" onClick={close}>
        {texts.resetKeep}
      </button>
      <button type="button" className="button" onClick={() => void reset()}>
        {texts.reset}
      </button>
    </div>
  );
}
