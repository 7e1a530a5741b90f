import { randomUUID } from 'node:crypto';
import type { HostAnswer, HostQuestion } from '../../engine/contract/host-control.ts';
import type { HostReply, HostRequest } from '../contract/host-channels.ts';

/** What the library's files need of the host. */
export interface LibraryFileParts {
  readonly question: (question: HostQuestion) => Promise<HostAnswer>;
  /** The files of an import; empty when canceled. */
  readonly chooseFiles: () => Promise<readonly string[]>;
  /** Into which folder days are written; undefined when canceled. */
  readonly chooseFolder: () => Promise<string | undefined>;
}

const CANCELED = 'canceled';

/** Lets the person choose files and tells the engine which; the page learns their name for it alone. */
export async function chooseImport({
  chooseFiles,
  question,
}: LibraryFileParts): Promise<HostReply<'chooseImport'>> {
  const paths = await chooseFiles();
  if (paths.length === 0) return { outcome: CANCELED };
  const importId = `import-${randomUUID()}`;
  const answer = await question({ kind: 'choose-import', importId, paths });
  return answer.ok ? { outcome: 'chosen', importId } : { outcome: 'failed', detail: answer.detail };
}

/** Lets the person choose a folder and has the engine write the days there. */
export async function exportDays(
  request: HostRequest<'exportDays'>,
  { chooseFolder, question }: LibraryFileParts,
): Promise<HostReply<'exportDays'>> {
  const folder = await chooseFolder();
  if (folder === undefined) return { outcome: CANCELED };
  const answer = await question({ kind: 'export-days', folder, ...request });
  if (!answer.ok)
    return answer.detail === CANCELED ? { outcome: CANCELED } : { outcome: 'failed', detail: answer.detail };
  if (!('written' in answer)) throw new Error('an export must tell its files, told none');
  return { outcome: 'saved', files: answer.written.map(({ bytes, name }) => ({ name, bytes })), folder };
}
