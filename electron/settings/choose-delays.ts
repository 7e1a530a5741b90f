import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { readMeasuredDelays } from '../../engine/domain/session/measured-delays.ts';
import type { HostReply } from '../contract/host-channels.ts';
import type { SettingsKeeper } from './settings.ts';

/** Largest table of delays that is read, in bytes. */
const LARGEST_TABLE = 16 * 1_048_576;

/** What choosing a table of delays needs. */
export interface ChooseDelaysParts {
  readonly settings: Pick<SettingsKeeper, 'current' | 'change'>;
  /** The file the person chose; empty when canceled. */
  readonly chooseFiles: () => Promise<readonly string[]>;
}

/**
 * Lets the person choose a table of measured delays and sets the paper venue to draw from it. A table that breaks a rule
 * is refused with the reason, and the delays stay what they were.
 */
export async function chooseDelays({
  chooseFiles,
  settings,
}: ChooseDelaysParts): Promise<HostReply<'chooseDelays'>> {
  const [path, ...others] = await chooseFiles();
  if (path === undefined) return { outcome: 'canceled' };
  if (others.length > 0)
    return { outcome: 'failed', detail: `one file must be chosen, were ${others.length + 1}` };
  const file = basename(path);
  const text = textOf(path);
  if (typeof text !== 'string') return { outcome: 'failed', detail: `${file} ${text.because}` };
  const { feedMs, orderMs, responseMs } = settings.current.latency;
  const read = readMeasuredDelays(text, { feedMs, orderMs, responseMs });
  if (!read.ok) return { outcome: 'failed', detail: `${file}, ${read.because}` };
  const delays = {
    feedMs: [...read.delays.feedMs],
    orderMs: [...read.delays.orderMs],
    responseMs: [...read.delays.responseMs],
  };
  const variation = { kind: 'empirical', file: file.slice(0, 120), ...delays } as const;
  return {
    outcome: 'chosen',
    settings: settings.change({ latency: { feedMs, orderMs, responseMs, variation } }),
  };
}

function textOf(path: string): string | { readonly because: string } {
  try {
    const { size } = statSync(path);
    if (size > LARGEST_TABLE)
      return { because: `must have no more than ${LARGEST_TABLE} bytes, has ${size}` };
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return { because: `cannot be read: ${code}` };
  }
}
