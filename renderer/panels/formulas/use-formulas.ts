import { useEffect, useState } from 'react';
import { askEngine } from '../../engine-client/ask-engine.ts';
import { useConnection } from '../../engine-client/feed-connection.ts';
import { inOrder, searchable, type SearchableFormula } from './formula-filter.ts';

/** The formulas of the product: being asked for, known, or why they are not. */
export type KnownFormulas =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly detail: string }
  | { readonly state: 'known'; readonly formulas: readonly SearchableFormula[] };

let known: readonly SearchableFormula[] | undefined;

/** Every formula of the product, asked for once. */
export function useFormulas(): KnownFormulas {
  const [formulas, setFormulas] = useState<KnownFormulas>(
    known === undefined ? { state: 'loading' } : { state: 'known', formulas: known },
  );
  const isLive = useConnection((connection) => connection.isLive);
  const isKnown = formulas.state === 'known';
  useEffect(() => {
    if (isKnown || !isLive) return undefined;
    let isCurrent = true;
    void askEngine('formulas', {}).then((answer) => {
      if (!isCurrent) return;
      if (!answer.ok) return setFormulas({ state: 'failed', detail: answer.failure.detail });
      known = inOrder(answer.reply.formulas).map(searchable);
      setFormulas({ state: 'known', formulas: known });
    });
    return () => {
      isCurrent = false;
    };
  }, [isKnown, isLive]);
  return formulas;
}
