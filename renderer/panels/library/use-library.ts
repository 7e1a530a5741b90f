import { create } from 'zustand';
import type { LibraryDayView, LibraryView } from '../../../engine/contract/library-views.ts';
import { askEngine } from '../../engine-client/ask-engine.ts';

/** What the window knows of the archive. Kept outside of the panel, which may be hidden while it is read. */
interface LibraryState {
  readonly view: LibraryView | undefined;
  /** Why it could not be read; empty while all is well. */
  readonly failure: string;
  readonly isLoading: boolean;
  /** Keys of the days that are chosen. */
  readonly chosen: ReadonlySet<string>;
  /** Key of the day whose details are open. */
  readonly opened: string | undefined;
}

export const useLibrary = create<LibraryState>(() => ({
  view: undefined,
  failure: '',
  isLoading: false,
  chosen: new Set(),
  opened: undefined,
}));

/** What tells one kept day from all others. */
export const keyOf = ({ day, instrument }: Pick<LibraryDayView, 'day' | 'instrument'>): string =>
  `${instrument} ${day}`;

/** Asks the engine what there is. Days that are gone are chosen no more. */
export async function loadLibrary(): Promise<void> {
  useLibrary.setState({ isLoading: true });
  const answer = await askEngine('library', {});
  if (!answer.ok) {
    useLibrary.setState({ isLoading: false, failure: answer.failure.detail });
    return;
  }
  const view = answer.reply;
  const there = new Set(view.days.map(keyOf));
  useLibrary.setState(({ chosen, opened }) => ({
    view,
    isLoading: false,
    failure: '',
    chosen: new Set([...chosen].filter((key) => there.has(key))),
    opened: opened !== undefined && there.has(opened) ? opened : undefined,
  }));
}

export function toggleChosen(key: string): void {
  useLibrary.setState(({ chosen }) => {
    const next = new Set(chosen);
    if (!next.delete(key)) next.add(key);
    return { chosen: next };
  });
}

export const openDetails = (key: string | undefined): void => useLibrary.setState({ opened: key });
