import { useEffect, useState } from 'react';
import type { CommandFailure } from '../../../engine/contract/commands.ts';
import type { FillExplanationView, FillView } from '../../../engine/contract/views.ts';
import { inWords } from '../../../engine/domain/remark/wording.ts';
import { Dialog } from '../../design/Dialog.tsx';
import { askEngine } from '../../engine-client/ask-engine.ts';
import { WINDOW_WORDING } from '../../formatting/window-wording.ts';
import { useTexts } from '../../language/texts.ts';
import { ArrivalBook } from './ArrivalBook.tsx';
import { FillNumbers } from './FillNumbers.tsx';
import { QueueTable } from './QueueTable.tsx';

type Asked =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly failure: CommandFailure }
  | { readonly state: 'told'; readonly explanation: FillExplanationView };

/** The causal record of one fill: its story, its numbers, its queue, and its price computed again. */
export function WhyFilledDialog({
  fill,
  onClose,
}: {
  readonly fill: FillView;
  readonly onClose: () => void;
}) {
  const texts = useTexts();
  const [asked, setAsked] = useState<Asked>({ state: 'loading' });
  useEffect(() => {
    let isCurrent = true;
    void askEngine('explainFill', { fillId: fill.fillId }).then((answer) => {
      if (!isCurrent) return;
      setAsked(
        answer.ok
          ? { state: 'told', explanation: answer.reply }
          : { state: 'failed', failure: answer.failure },
      );
    });
    return () => {
      isCurrent = false;
    };
  }, [fill.fillId]);

  return (
    <Dialog title={texts.why.title} size="large" onClose={onClose}>
      {asked.state === 'loading' && <p className="soft">{texts.why.loading}</p>}
      {asked.state === 'failed' && <p className="danger">{texts.why.failed(asked.failure.detail)}</p>}
      {asked.state === 'told' && <Explanation explanation={asked.explanation} />}
    </Dialog>
  );
}

function Explanation({ explanation }: { readonly explanation: FillExplanationView }) {
  const texts = useTexts();
  return (
    <div className="why">
      <section aria-label={texts.why.story}>
        <h3>{texts.why.story}</h3>
        <ol className="story">
          {explanation.sentences.map((sentence, at) => (
            <li key={at}>{inWords(sentence, texts.why.sentences, WINDOW_WORDING)}</li>
          ))}
        </ol>
        <QueueTable explanation={explanation} />
      </section>
      <section aria-label={texts.why.numbers}>
        <FillNumbers explanation={explanation} />
        <ArrivalBook explanation={explanation} />
      </section>
    </div>
  );
}
