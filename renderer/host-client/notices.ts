import { create } from 'zustand';

/** Something the person must know: what happened, what was kept, what to do. */
export interface Notice {
  readonly id: number;
  readonly level: 'info' | 'warning' | 'error';
  readonly text: string;
  readonly kept: string;
  readonly todo: string;
}

const KEPT_NOTICES = 5;
let lastId = 0;

/** What is shown in the strip below the top bar, oldest first. */
export const useNotices = create<{ readonly notices: readonly Notice[] }>(() => ({ notices: [] }));

/** Shows a notice; saying the same thing twice replaces the first. */
export function notify(notice: Pick<Notice, 'level' | 'text'> & Partial<Notice>): void {
  lastId += 1;
  const shown: Notice = { kept: '', todo: '', ...notice, id: lastId };
  useNotices.setState(({ notices }) => ({
    notices: [...notices.filter(({ text }) => text !== shown.text), shown].slice(-KEPT_NOTICES),
  }));
}

/** Takes a notice away. */
export function dismissNotice(id: number): void {
  useNotices.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }));
}
