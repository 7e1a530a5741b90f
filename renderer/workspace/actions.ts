import type { Settings } from '../../electron/contract/host-channels.ts';
import { tellEngine } from '../engine-client/ask-engine.ts';
import { askHost } from '../host-client/host.ts';
import { notify } from '../host-client/notices.ts';
import { currentTexts } from '../language/texts.ts';
import { changeSettings, currentSettings } from '../host-client/settings.ts';
import { openPanel } from './dock/dock-handle.ts';

/** Changes settings and says so when the host refuses. */
export async function applySettings(change: Partial<Settings>): Promise<void> {
  const problem = await changeSettings(change);
  if (problem !== undefined) notify({ level: 'error', text: problem });
}

const THEMES = ['dark', 'light', 'high-contrast'] as const;

/** Dark, light, high contrast, and dark again. */
export const nextTheme = (): Promise<void> =>
  applySettings({ theme: THEMES[(THEMES.indexOf(currentSettings().theme) + 1) % THEMES.length] ?? 'dark' });

/** Lets the person choose a recording and plays it back. */
export async function openRecording(): Promise<void> {
  const answer = await askHost('openRecording', {});
  if (!answer.ok) notify({ level: 'error', text: answer.failure.detail });
  else if (answer.reply.outcome === 'failed') notify({ level: 'error', text: answer.reply.detail });
}

/** Back from a replay to the paper account of the sandbox. */
export const openSandbox = (): Promise<boolean> => tellEngine('openSandbox', {});

/** Shows where reports are exported. */
export const showReports = (): void => openPanel('reports');

/** Lets the person choose where files for diagnosis go, and says where they are or why they are not. */
export async function writeDiagnosis(): Promise<void> {
  const answer = await askHost('exportDiagnostics', {});
  const texts = currentTexts();
  if (!answer.ok) return notify({ level: 'error', text: texts.diagnosisFailed(answer.failure.detail) });
  const { reply } = answer;
  if (reply.outcome === 'failed') notify({ level: 'error', text: texts.diagnosisFailed(reply.detail) });
  if (reply.outcome === 'saved')
    notify({ level: 'info', text: texts.reports.saved(reply.files.length, reply.folder) });
}
