/** Long work tells how far it is and is told when it is not wanted any more. */
export interface TaskWatch {
  readonly isCanceled: boolean;
  progress(share: number, detail: string): void;
}

/** Thrown out of long work that was canceled. */
export class TaskCanceled extends Error {
  override readonly name = 'TaskCanceled';
}

/** @throws {TaskCanceled} when the work is not wanted any more. */
export function checkWanted(watch: TaskWatch): void {
  if (watch.isCanceled) throw new TaskCanceled('canceled');
}
