import { type BrowserWindow, dialog } from 'electron';
import type { AskPerson, NativeQuestion } from './native-question.ts';

/** Asks the person in a dialog no page can answer. Closing it means `otherwise`. */
export async function showQuestion<Choice extends string>(
  window: BrowserWindow | undefined,
  { message, detail, choices }: NativeQuestion<Choice>,
  otherwise: Choice,
): Promise<Choice> {
  const cancelId = choices.findIndex(({ choice }) => choice === otherwise);
  const options = {
    type: 'question' as const,
    message,
    detail,
    buttons: choices.map(({ label }) => label),
    cancelId,
    defaultId: cancelId,
    noLink: true,
  };
  const { response } = await (window
    ? dialog.showMessageBox(window, options)
    : dialog.showMessageBox(options));
  return choices[response]?.choice ?? otherwise;
}

/** Asks in dialogs over the window there is at that time. */
export const askIn =
  (window: { readonly current: BrowserWindow | undefined }): AskPerson =>
  (question, otherwise) =>
    showQuestion(window.current, question, otherwise);

/** Tells the person something and waits until it was read. */
export async function tell(
  window: BrowserWindow | undefined,
  message: string,
  detail: string,
): Promise<void> {
  const options = { type: 'warning' as const, message, detail, buttons: ['OK'] };
  await (window ? dialog.showMessageBox(window, options) : dialog.showMessageBox(options));
}

/** Where to put one file; undefined when canceled. */
export async function chooseFile(
  window: BrowserWindow | undefined,
  title: string,
  suggestedName: string,
): Promise<string | undefined> {
  const options = { title, defaultPath: suggestedName };
  const { canceled, filePath } = await (window
    ? dialog.showSaveDialog(window, options)
    : dialog.showSaveDialog(options));
  return canceled || filePath === '' ? undefined : filePath;
}

/** A folder to put files into; undefined when canceled. */
export async function chooseFolder(
  window: BrowserWindow | undefined,
  title: string,
): Promise<string | undefined> {
  const options = {
    title,
    properties: ['openDirectory', 'createDirectory'] satisfies Electron.OpenDialogOptions['properties'],
  };
  const { canceled, filePaths } = await (window
    ? dialog.showOpenDialog(window, options)
    : dialog.showOpenDialog(options));
  return canceled ? undefined : filePaths[0];
}

/** Files to read; empty when canceled. */
export async function chooseFiles(
  window: BrowserWindow | undefined,
  title: string,
): Promise<readonly string[]> {
  const options = {
    title,
    properties: ['openFile', 'multiSelections'] satisfies Electron.OpenDialogOptions['properties'],
  };
  const { canceled, filePaths } = await (window
    ? dialog.showOpenDialog(window, options)
    : dialog.showOpenDialog(options));
  return canceled ? [] : filePaths;
}
