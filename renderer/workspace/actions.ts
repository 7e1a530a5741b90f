import type { Settings } from '../../electron/contract/host-channels.ts';
import { tellEngine } from '../engine-client/ask-engine.ts';
import { askHost } from '../host-client/host.ts';
import { notify } from '../host-client/notices.ts';
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
