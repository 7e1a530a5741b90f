import { useCallback, useEffect, useState } from 'react';
import type { AccountRow } from '../../../../electron/contract/accounts.ts';
import type { ArmingReview } from '../../../../engine/contract/arming.ts';
import { askHost } from '../../../host-client/host.ts';
import { troubleOf } from './use-accounts.ts';

/** What stands in the way may be gone a moment later. Each time the venue is asked, so it is not asked too often; in ms. */
const REVIEW_AFTER_MS = 5000;

/** What a person has to read before an account may be armed. */
export interface ReadReview {
  readonly step: 'opening' | 'reading' | 'read' | 'failed';
  readonly review: ArmingReview | undefined;
  /** Why there is nothing to read. */
  readonly detail: string;
}

/** Opens the account if it is not, and keeps asking what stands in the way. `again` tries from the beginning. */
export function useReview({ id, isOpen }: Pick<AccountRow, 'id' | 'isOpen'>) {
  const [turn, setTurn] = useState(0);
  const [isReady, setIsReady] = useState(isOpen);
  const [read, setRead] = useState<ReadReview>(() => nothingYet(isOpen));

  useEffect(() => {
    if (isReady) return undefined;
    let isWanted = true;
    void askHost('openAccount', { id }).then((answer) => {
      if (!isWanted) return;
      const trouble = answer.ok ? troubleOf(answer.reply) : answer.failure.detail;
      if (trouble === '') setIsReady(true);
      else setRead({ step: 'failed', review: undefined, detail: trouble });
    });
    return () => {
      isWanted = false;
    };
  }, [id, isReady, turn]);

  useEffect(() => {
    if (!isReady) return undefined;
    let isWanted = true;
    const ask = async () => {
      const answer = await askHost('reviewAccount', { id });
      if (!isWanted) return;
      if (answer.ok && answer.reply.outcome === 'reviewed')
        setRead({ step: 'read', review: answer.reply.review, detail: '' });
      else
        setRead({
          step: 'failed',
          review: undefined,
          detail: answer.ok ? detailOf(answer.reply) : answer.failure.detail,
        });
    };
    let timer: ReturnType<typeof setTimeout> | undefined;
    const keepAsking = async () => {
      await ask();
      if (isWanted) timer = setTimeout(() => void keepAsking(), REVIEW_AFTER_MS);
    };
    void keepAsking();
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [id, isReady, turn]);

  const again = useCallback(() => {
    setRead(nothingYet(isReady));
    setTurn((before) => before + 1);
  }, [isReady]);
  return { read, again };
}

const nothingYet = (isOpen: boolean): ReadReview => ({
  step: isOpen ? 'reading' : 'opening',
  review: undefined,
  detail: '',
});

const detailOf = (reply: { readonly outcome: string; readonly detail?: string }): string =>
  reply.detail ?? '';
