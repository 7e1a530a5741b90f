import { create } from 'zustand';
import type { Settings } from '../../electron/contract/host-channels.ts';
import { setLocale } from '../formatting/locale.ts';
import { applyTheme } from '../theme/apply-theme.ts';
import { askHost } from './host.ts';
import { notify } from './notices.ts';

/** What the window shows until the host has answered, and when it cannot. */
const beforeAnswer: Settings = {
  theme: 'dark',
  directionColors: 'teal-coral',
  density: 'dense',
  reducedMotion: false,
  updatesPerSecond: 30,
  language: 'en',
  tourDismissed: false,
  workspace: 'sandbox',
  orderHotkeys: false,
  keepAwake: false,
  sandboxSeed: 20_240_501,
  depositQuote: '10000',
  recordingCapMb: 1024,
  keepRawFrames: false,
  latency: { feedMs: 40, orderMs: 40, responseMs: 40 },
  fillModel: 'risk-averse',
  marginMode: 'cross',
  marketSource: 'sandbox',
  liveSymbols: [],
};

const store = create<Settings>(() => beforeAnswer);

/** The settings as the host holds them. */
export const useSettings = <Part>(select: (settings: Settings) => Part): Part => store(select);

/** The settings of this moment, outside of React. */
export const currentSettings = (): Settings => store.getState();

/** Takes settings over and applies what the page itself shows of them. */
export function adoptSettings(settings: Settings): void {
  setLocale(settings.language === 'de' ? 'de-DE' : 'en-US');
  applyTheme(settings);
  store.setState(settings, true);
}

/** Reads the settings at the start of the window. */
export async function loadSettings(): Promise<void> {
  const answer = await askHost('readSettings', {});
  if (!answer.ok) {
    adoptSettings(beforeAnswer);
    notify({ level: 'warning', text: answer.failure.detail });
    return;
  }
  adoptSettings(answer.reply.settings);
  if (answer.reply.notice !== null) notify({ level: 'warning', text: answer.reply.notice });
}

/** Has the host ask for a table of measured delays; answers what was wrong with it, undefined where nothing was. */
export async function chooseMeasuredDelays(): Promise<string | undefined> {
  const answer = await askHost('chooseDelays', {});
  if (!answer.ok) return answer.failure.detail;
  const { reply } = answer;
  if (reply.outcome === 'chosen') adoptSettings(reply.settings);
  return reply.outcome === 'failed' ? reply.detail : undefined;
}

/** Changes settings; answers what was wrong when the host refused. */
export async function changeSettings(change: Partial<Settings>): Promise<string | undefined> {
  const answer = await askHost('writeSettings', change);
  if (!answer.ok) return answer.failure.detail;
  adoptSettings(answer.reply.settings);
  return undefined;
}
