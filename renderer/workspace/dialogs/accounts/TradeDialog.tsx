import { useState } from 'react';
import type { AccountRow } from '../../../../electron/contract/accounts.ts';
import { strategyTitle } from '../../../../electron/contract/strategy-titles.ts';
import type { ArmingReview } from '../../../../engine/contract/arming.ts';
import { Dialog } from '../../../design/Dialog.tsx';
import { formatCount } from '../../../formatting/numbers.ts';
import { askHost } from '../../../host-client/host.ts';
import { useSettings } from '../../../host-client/settings.ts';
import { useTexts } from '../../../language/texts.ts';
import { type Arming, ArmingForm, freshArming, isComplete, obstaclesLeft } from './ArmingForm.tsx';
import { localAmounts } from './local-amounts.ts';
import { inPlainWords } from './plain-obstacles.ts';
import { troubleOf } from './use-accounts.ts';
import { type ReadReview, useReview } from './use-review.ts';

interface TradeDialogProps {
  readonly row: AccountRow;
  readonly onClose: () => void;
}

/**
 * Before an account trades with real money: it is opened, what stands in the way is told, and the person types its
 * name. What arms it is a dialog of the system, which comes after this one.
 */
export function TradeDialog({ row, onClose }: TradeDialogProps) {
  const texts = useTexts();
  const { again, read } = useReview(row);
  const [arming, setArming] = useState(freshArming);
  const { arm, isAsking, trouble } = useArming(row.id, onClose);
  const { review } = read;
  const isReady = review !== undefined && isComplete(arming, review) && !isAsking;
  return (
    <Dialog
      title={texts.live.trade.title(row.label)}
      onClose={onClose}
      actions={
        <>
          <button type="button" className="button" onClick={onClose}>
            {texts.cancel}
          </button>
          <button type="submit" form="arming" className="button kill" disabled={!isReady}>
            {texts.live.trade.go}
          </button>
        </>
      }
    >
      <Reading read={read} again={again} />
      {review !== undefined && (
        <form
          id="arming"
          onSubmit={(event) => {
            event.preventDefault();
            if (isReady) void arm(arming);
          }}
        >
          <Facts review={review} />
          <Obstacles review={review} overridesRecord={arming.overridesRecord} />
          <ArmingForm review={review} arming={arming} onChange={setArming} />
        </form>
      )}
      <Trouble text={trouble} />
    </Dialog>
  );
}

/** Has the host ask the person in a dialog of the system, and says why nothing was armed. */
function useArming(id: string, armed: () => void) {
  const { obstacles } = useTexts().live;
  const [trouble, setTrouble] = useState('');
  const [isAsking, setIsAsking] = useState(false);
  const arm = async (arming: Arming) => {
    setTrouble('');
    setIsAsking(true);
    const answer = await askHost('armAccount', { id, ...arming });
    setIsAsking(false);
    if (!answer.ok) setTrouble(answer.failure.detail);
    else if (answer.reply.outcome === 'done') armed();
    else setTrouble(inPlainWords(troubleOf(answer.reply), obstacles));
  };
  return { arm, isAsking, trouble };
}

function Trouble({ text }: { readonly text: string }) {
  return text === '' ? null : (
    <p className="danger" role="alert">
      {text}
    </p>
  );
}

function Reading({ again, read }: { readonly read: ReadReview; readonly again: () => void }) {
  const texts = useTexts().live.trade;
  if (read.step === 'read') return null;
  if (read.step !== 'failed')
    return (
      <p className="soft" role="status">
        {read.step === 'opening' ? texts.opening : texts.reading}
      </p>
    );
  return (
    <p className="danger" role="alert">
      {read.detail}{' '}
      <button type="button" className="button" onClick={again}>
        {texts.again}
      </button>
    </p>
  );
}

function Facts({ review }: { readonly review: ArmingReview }) {
  const texts = useTexts();
  const language = useSettings((settings) => settings.language);
  const { trade } = texts.live;
  const running = review.strategies.map(
    ({ strategyId, symbol }) => `${strategyTitle(strategyId, language)} (${symbol})`,
  );
  const rows = [
    [texts.accounts.label, texts.live.at(review.accountName, review.venue)],
    [trade.equity, localAmounts(review.equity)],
    [trade.mostLossToday, localAmounts(review.mostLossToday)],
    [trade.mostPosition, localAmounts(review.mostPosition)],
    [trade.strategies, running.join(', ') || trade.byHand],
    [trade.warmUp, trade.warmUpOf(formatCount(review.warmUpEntries))],
  ] as const;
  return (
    <dl className="facts">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

interface ObstaclesProps {
  readonly review: ArmingReview;
  readonly overridesRecord: boolean;
}

function Obstacles({ overridesRecord, review }: ObstaclesProps) {
  const { obstacles, trade } = useTexts().live;
  const left = obstaclesLeft(review, overridesRecord);
  if (left.length === 0) return <p className="up obstacles">{trade.nothingInTheWay}</p>;
  return (
    <section className="obstacles" aria-label={trade.inTheWay}>
      <h3>{trade.inTheWay}</h3>
      <ul>
        {left.map((obstacle) => (
          <li key={obstacle} className="warning">
            {obstacles[obstacle]}
          </li>
        ))}
      </ul>
    </section>
  );
}
