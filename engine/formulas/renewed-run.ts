import type { FitJob, FittedModel, Refit } from './refit.ts';
import type { ReadingFunction } from './readings.ts';
import type { PeerBars } from './step-contents.ts';

/** What is kept up of a run that begins anew. */
interface Renewed<Input> {
  (input: Input): number | undefined;
  readonly readings?: Readonly<Record<string, ReadingFunction>>;
  readonly refit?: Refit;
}

/**
 * A run on the bars of all followed symbols that begins anew when other symbols than before are followed: what
 * was learned of a symbol says nothing of the one that has taken its place. A fit asked for before teaches
 * nothing then.
 */
export function renewedRun<Input extends object>(start: () => Renewed<Input>): Renewed<Input> {
  let run = start();
  let asked = run;
  let symbols: readonly string[] = [];

  const step = (input: Input): number | undefined => {
    const followed = followedWith(input);
    if (followed !== undefined && followed !== symbols && !areSame(followed, symbols)) {
      if (symbols.length > 0) run = start();
      symbols = [...followed];
    }
    return run(input);
  };
  const { readings, refit } = run;
  return Object.assign(step, {
    ...(readings && {
      readings: Object.fromEntries(Object.keys(readings).map((name) => [name, said(name)])),
    }),
    ...(refit && {
      refit: {
        due: (): FitJob | undefined => {
          const job = run.refit?.due();
          if (job !== undefined) asked = run;
          return job;
        },
        accept: (model: FittedModel): void => {
          if (asked === run) run.refit?.accept(model);
        },
      },
    }),
  });

  function said(name: string): ReadingFunction {
    return () => run.readings?.[name]?.();
  }
}

function followedWith(step: { readonly peers?: PeerBars }): readonly string[] | undefined {
  return step.peers?.symbols;
}

function areSame(one: readonly string[], other: readonly string[]): boolean {
  if (one.length !== other.length) return false;
  for (let i = 0; i < one.length; i += 1) if (one[i] !== other[i]) return false;
  return true;
}
