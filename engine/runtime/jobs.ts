import type { JobView } from '../contract/views.ts';

/** A piece of long work in hand. */
export interface Job {
  readonly isCanceled: boolean;
  progress(share: number, detail: string): void;
  finish(state: 'done' | 'canceled' | 'failed', detail: string): void;
}

/** Long work that shows how far it is and can be canceled. */
export class Jobs {
  readonly #views = new Map<string, JobView>();
  readonly #canceled = new Set<string>();
  readonly #changed: (job: JobView) => void;

  constructor(changed: (job: JobView) => void) {
    this.#changed = changed;
  }

  start(jobId: string, title: string): Job {
    const put = (view: JobView) => {
      this.#views.set(jobId, view);
      this.#changed(view);
    };
    put({ jobId, title, progress: 0, state: 'running', detail: '' });
    const canceled = this.#canceled;
    return {
      get isCanceled() {
        return canceled.has(jobId);
      },
      progress: (share, detail) => put({ jobId, title, progress: share, state: 'running', detail }),
      finish: (state, detail) => put({ jobId, title, progress: state === 'done' ? 1 : null, state, detail }),
    };
  }

  /** False when there is no such job running. */
  cancel(jobId: string): boolean {
    if (this.#views.get(jobId)?.state !== 'running') return false;
    this.#canceled.add(jobId);
    return true;
  }

  views(): readonly JobView[] {
    return [...this.#views.values()].slice(-20);
  }
}
