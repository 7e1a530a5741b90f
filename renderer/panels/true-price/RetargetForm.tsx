import { useState } from 'react';
import type { ChainView } from '../../../engine/contract/true-price-commands.ts';
import { useTexts } from '../../language/texts.ts';
import { doChain } from './use-chain.ts';

/** Where the difficulty of past days comes from: read from the source, or typed. */
export function RetargetForm({ chain }: { readonly chain: ChainView | undefined }) {
  const { truePrice: texts } = useTexts();
  const [isTyping, setIsTyping] = useState(false);
  const isReading = chain?.isReadingRetargets === true;
  const canRead = chain !== undefined && chain.state !== 'off' && chain.kind !== 'esplora' && !isReading;
  return (
    <fieldset className="true-price-form">
      <legend>{texts.pastDifficulty}</legend>
      <KnownRetargets retargets={chain?.retargets ?? null} />
      <div className="true-price-actions">
        <button
          type="button"
          className="button"
          disabled={!canRead}
          onClick={() => void doChain('readRetargets', {})}
        >
          {isReading ? texts.readingRetargets : texts.readRetargets}
        </button>
        <button
          type="button"
          className="button"
          aria-expanded={isTyping}
          onClick={() => setIsTyping((before) => !before)}
        >
          {texts.typeRetargets}
        </button>
      </div>
      {isTyping && <TypedLines onDone={() => setIsTyping(false)} />}
    </fieldset>
  );
}

function KnownRetargets({ retargets }: Pick<ChainView, 'retargets'>) {
  const { truePrice: texts } = useTexts();
  return (
    <p className="hint" role="status">
      {retargets === null
        ? texts.noRetargets
        : texts.retargets(retargets.count, retargets.from === 'typed' ? texts.typedName : retargets.from)}
    </p>
  );
}

function TypedLines({ onDone }: { readonly onDone: () => void }) {
  const { truePrice: texts } = useTexts();
  const [text, setText] = useState('');
  const take = async () => {
    if (await doChain('typeRetargets', { text })) onDone();
  };
  return (
    <>
      <textarea
        className="input true-price-lines"
        aria-label={texts.retargetsHint}
        rows={5}
        spellCheck={false}
        placeholder={'2024-04-11, 838656, 86388558925171\n2024-04-25, 840672, 88104191118793'}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <p className="hint">{texts.retargetsHint}</p>
      <div className="true-price-actions">
        <button type="button" className="button" onClick={() => void take()}>
          {texts.take}
        </button>
      </div>
    </>
  );
}
