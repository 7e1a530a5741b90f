import { join } from 'node:path';
import type { Redactor } from '../../engine/guard/redaction/redactor.ts';
import type { HostReply, Settings } from '../contract/host-channels.ts';
import type { DialogTexts } from '../main/dialog-texts/dialog-texts.ts';
import type { AskPerson } from '../main/native-question.ts';
import { writeFiles } from './write-files.ts';

/** What a bundle is made of. */
export interface DiagnosticsSource {
  readonly about: HostReply<'about'>;
  readonly platform: string;
  readonly settings: Settings;
  /** The host's log, the older file first. */
  readonly logs: readonly { readonly name: string; readonly text: string }[];
  readonly redactor: Redactor;
}

/** A plain file anybody can read before it is given to somebody. */
export interface PlainFile {
  readonly name: string;
  readonly text: string;
}

/** Settings that say how the app was used and nothing of the person: what is not named here stays out. */
const TOLD_SETTINGS = [
  'theme',
  'density',
  'language',
  'workspace',
  'marketSource',
  'recordingCapMb',
  'keepRawFrames',
  'latency',
] as const satisfies readonly (keyof Settings)[];

/** The files of a bundle, made from a list of what may be in them. Logs are redacted once more. */
export function diagnosticsFiles({
  about,
  logs,
  platform,
  redactor,
  settings,
}: DiagnosticsSource): readonly PlainFile[] {
  const { chromium, electron, node, version } = about;
  const named = Object.fromEntries(TOLD_SETTINGS.map((name) => [name, settings[name]]));
  const told = { ...named, latency: latencyTold(settings.latency) };
  return [
    { name: 'edgewright-versions.json', text: jsonOf({ version, electron, chromium, node, platform }) },
    { name: 'edgewright-settings.json', text: redactor.withoutValues(jsonOf(told)) },
    ...logs.map(({ name, text }) => ({
      name: `edgewright-${name}`,
      text: text
        .split('\n')
        .map((line) => redactor.text(line))
        .join('\n'),
    })),
  ];
}

/** How delays are chosen, without the delays of a file and its name. */
const latencyTold = ({ feedMs, orderMs, responseMs, variation }: Settings['latency']) => ({
  feedMs,
  orderMs,
  responseMs,
  variation: variation?.kind ?? 'constant',
});

const jsonOf = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

export interface DiagnosticsParts {
  readonly source: () => DiagnosticsSource;
  readonly chooseFolder: () => Promise<string | undefined>;
  readonly question: AskPerson;
  /** What the person reads, in the language of the settings. */
  readonly texts: () => DialogTexts;
}

/** Shows the person what a bundle would hold and writes it where they want it. It is sent nowhere. */
export async function exportDiagnostics({
  chooseFolder,
  question,
  source,
  texts,
}: DiagnosticsParts): Promise<HostReply<'exportDiagnostics'>> {
  const folder = await chooseFolder();
  if (folder === undefined) return { outcome: 'canceled' };
  const files = diagnosticsFiles(source());
  const { cancel, diagnosis, files: fileTexts } = texts();
  const choice = await question(
    {
      message: diagnosis.message,
      detail: [
        ...files.map(({ name, text }) => diagnosis.file(name, text.length)),
        '',
        diagnosis.detail,
      ].join('\n'),
      choices: [
        { choice: 'write', label: diagnosis.write },
        { choice: 'cancel', label: cancel },
      ],
    },
    'cancel',
  );
  if (choice === 'cancel') return { outcome: 'canceled' };
  const bytesOf = (text: string) => new TextEncoder().encode(text);
  const written = await writeFiles(
    files.map(({ name, text }) => ({ path: join(folder, name), bytes: bytesOf(text) })),
    fileTexts,
  );
  if (!written.ok) return { outcome: 'failed', detail: written.detail };
  return {
    outcome: 'saved',
    folder,
    files: files.map(({ name, text }) => ({ name, bytes: bytesOf(text).length })),
  };
}
