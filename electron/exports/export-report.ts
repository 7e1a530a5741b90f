import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { HostAnswer, HostQuestion, ReportFile } from '../../engine/contract/host-control.ts';
import type { HostReply, HostRequest } from '../contract/host-channels.ts';
import type { DialogTexts } from '../main/dialog-texts/dialog-texts.ts';
import { reasonFor, writeFiles } from './write-files.ts';

/** The person's choices; native dialogs in the app. */
export interface ExportDialogs {
  /** Where to put one file; undefined when canceled. */
  readonly chooseFile: (suggestedName: string) => Promise<string | undefined>;
  /** Into which folder several files go; undefined when canceled. */
  readonly chooseFolder: () => Promise<string | undefined>;
}

export interface ExportParts {
  readonly question: (question: HostQuestion) => Promise<HostAnswer>;
  readonly dialogs: ExportDialogs;
  /** What the person reads, in the language of the settings. */
  readonly texts: () => DialogTexts;
}

type Reply = HostReply<'exportReport'>;

/** A name the engine may give a file: no folder, no dot in front, nothing a shell would read. */
const FILE_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,119}$/;
const CANCELED = 'canceled';

/**
 * Has the engine build a report, asks the person where to put it, and writes it. The engine shows
 * the progress as a job of the given id, which can be canceled.
 */
export async function exportReport(request: HostRequest<'exportReport'>, parts: ExportParts): Promise<Reply> {
  const { question, texts } = parts;
  const built = await question({ kind: 'build-report', formats: request.formats, jobId: request.jobId });
  if (!built.ok)
    return built.detail === CANCELED ? { outcome: 'canceled' } : { outcome: 'failed', detail: built.detail };
  const { files } = built;
  const [first] = files;
  if (!first) return { outcome: 'failed', detail: texts().files.nothingYet };
  const oddName = files.find(({ name }) => !FILE_NAME.test(name));
  if (oddName) throw new Error('a report file has a plain name, had another');
  return files.length === 1 ? saveOne(first, parts) : saveAll(files, parts);
}

async function saveOne(file: ReportFile, { dialogs, texts }: ExportParts): Promise<Reply> {
  const path = await dialogs.chooseFile(file.name);
  if (path === undefined) return { outcome: 'canceled' };
  const name = path.split(/[/\\]/).at(-1) ?? file.name;
  return save([{ path, name, bytes: file.bytes }], path.slice(0, -name.length - 1) || '/', texts());
}

async function saveAll(files: readonly ReportFile[], { dialogs, texts }: ExportParts): Promise<Reply> {
  const chosen = await dialogs.chooseFolder();
  if (chosen === undefined) return { outcome: 'canceled' };
  try {
    const folder = await folderWithRoom(chosen, files);
    return await save(
      files.map((file) => ({ ...file, path: join(folder, file.name) })),
      folder,
      texts(),
    );
  } catch (cause) {
    return { outcome: 'failed', detail: reasonFor(cause, texts().files) };
  }
}

async function save(
  files: readonly (ReportFile & { readonly path: string })[],
  folder: string,
  texts: DialogTexts,
): Promise<Reply> {
  const written = await writeFiles(files, texts.files);
  if (!written.ok) return { outcome: 'failed', detail: written.detail };
  return {
    outcome: 'saved',
    files: files.map(({ name, bytes }) => ({ name, bytes: bytes.byteLength })),
    folder,
  };
}

/** The chosen folder, or a new one inside it when a file of ours would replace one there. */
async function folderWithRoom(chosen: string, files: readonly ReportFile[]): Promise<string> {
  const taken = await Promise.all(files.map(({ name }) => exists(join(chosen, name))));
  if (!taken.includes(true)) return chosen;
  for (let number = 2; number < 1000; number += 1) {
    const folder = join(chosen, `report-${number}`);
    if (await exists(folder)) continue;
    await mkdir(folder, { mode: 0o700 });
    return folder;
  }
  throw new Error('there are too many reports in one folder');
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
