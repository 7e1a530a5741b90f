import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Redactor } from '../../engine/guard/redaction/redactor.ts';
import { settingsSchema } from '../contract/host-channels.ts';
import { textsOf } from '../main/dialog-texts/texts-of.ts';
import { diagnosticsFiles, type DiagnosticsSource, exportDiagnostics } from './diagnostics.ts';
import { measured } from '../../engine/test/reliability/measured.ts';

const CANARIES = Array.from({ length: 50 }, (_, index) => `Canary/${index}+secret=${index ** 7}x of "50"`);
const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');

/** Every form in which the search would find one. */
const formsOf = (secret: string) => [
  secret,
  base64(secret).replace(/=+$/, ''),
  Buffer.from(secret).toString('hex'),
  encodeURIComponent(secret),
  Array.from(secret).toReversed().join(''),
  Array.from(secret).join('\0'),
];

/** Logs and settings into which every canary has found its way, in every form. */
function source(): DiagnosticsSource {
  const redactor = new Redactor();
  for (const canary of CANARIES) redactor.hide(canary);
  const lines = CANARIES.flatMap((canary) => formsOf(canary).map((form) => `engine: it said ${form}`));
  const settings = { ...settingsSchema.parse({}), apiKey: CANARIES[0], liveSymbols: [String(CANARIES[1])] };
  return {
    about: {
      version: '0.1.0',
      electron: '45',
      chromium: '152',
      node: '24',
      runtimeNotice: String(CANARIES[2]),
      licences: [],
    },
    platform: 'linux',
    settings,
    logs: [{ name: 'host.log', text: lines.join('\n') }],
    redactor,
  };
}

describe('a bundle for diagnosis', () => {
  it('R-SEC-07: holds none of 50 secrets, in none of the forms they take', () => {
    const text = diagnosticsFiles(source())
      .map((file) => file.text)
      .join('\n');
    const forms = CANARIES.flatMap(formsOf);
    const found = forms.filter((form) => text.includes(form));
    measured('R-SEC-07', `${CANARIES.length} secrets in ${forms.length} forms, ${found.length} found`);
    expect(found).toEqual([]);
    expect(text).not.toMatch(/canary/i);
    expect(text.match(/engine: it said/g)).toHaveLength(CANARIES.length * 6);
  });

  it('R-SEC-07: holds what is on the list and nothing else', () => {
    const [versions, settings] = diagnosticsFiles(source()).map(({ text }) => text);
    expect(Object.keys(JSON.parse(versions ?? '') as object)).toEqual([
      'version',
      'electron',
      'chromium',
      'node',
      'platform',
    ]);
    expect(Object.keys(JSON.parse(settings ?? '') as object)).toEqual([
      'theme',
      'density',
      'language',
      'workspace',
      'marketSource',
      'recordingCapMb',
      'keepRawFrames',
      'latency',
    ]);
  });

  it('is shown before it is written, as plain files, and only where the person wants it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'edgewright-diagnostics-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const shown: string[] = [];
    const run = (answer: 'write' | 'cancel', into: string | undefined = folder) =>
      exportDiagnostics({
        source,
        texts: () => textsOf('en'),
        chooseFolder: () => Promise.resolve(into),
        question: (question, otherwise) => {
          shown.push(question.detail);
          return Promise.resolve(
            question.choices.find(({ choice }) => choice === answer)?.choice ?? otherwise,
          );
        },
      });
    expect(await run('cancel')).toEqual({ outcome: 'canceled' });
    expect(readdirSync(folder)).toEqual([]);
    expect(await run('write')).toMatchObject({ outcome: 'saved', folder });
    expect(readdirSync(folder).toSorted()).toEqual([
      'edgewright-host.log',
      'edgewright-settings.json',
      'edgewright-versions.json',
    ]);
    expect(shown[0]).toContain('edgewright-host.log');
    expect(readFileSync(join(folder, 'edgewright-host.log'), 'utf8')).toContain('[hidden]');
  });
});
