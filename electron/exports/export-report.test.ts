import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HostAnswer, HostQuestion } from '../../engine/contract/host-control.ts';
import { exportReport } from './export-report.ts';
import { textsOf } from '../main/dialog-texts/texts-of.ts';
import { reasonFor, writeFiles } from './write-files.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const csv = { name: 'fills.csv', bytes: bytesOf('id,size\n1,2\n') };
const json = { name: 'report.json', bytes: bytesOf('{}') };
const { files: texts } = textsOf('en');
const request = { formats: ['csv'] as ('csv' | 'json')[], jobId: 'job-1' };

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'edgewright-export-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function exporting(answer: HostAnswer, chosen: { file?: string; folder?: string } = {}) {
  const asked: HostQuestion[] = [];
  const suggested: string[] = [];
  const parts = {
    question: (question: HostQuestion) => {
      asked.push(question);
      return Promise.resolve(answer);
    },
    texts: () => textsOf('en'),
    dialogs: {
      chooseFile: (name: string) => {
        suggested.push(name);
        return Promise.resolve(chosen.file);
      },
      chooseFolder: () => Promise.resolve(chosen.folder),
    },
  };
  return { asked, suggested, reply: exportReport(request, parts) };
}

describe('exporting a report', () => {
  it('has the engine build it and writes one file where the person said', async () => {
    const file = join(folder, 'my fills.csv');
    const { asked, reply, suggested } = exporting({ ok: true, files: [csv] }, { file });
    expect(await reply).toEqual({ outcome: 'saved', files: [{ name: 'my fills.csv', bytes: 12 }], folder });
    expect(asked).toEqual([{ kind: 'build-report', formats: ['csv'], jobId: 'job-1' }]);
    expect(suggested).toEqual(['fills.csv']);
    expect(readFileSync(file, 'utf8')).toBe('id,size\n1,2\n');
    expect(readdirSync(folder)).toEqual(['my fills.csv']);
  });

  it('writes several files into a folder', async () => {
    expect(await exporting({ ok: true, files: [csv, json] }, { folder }).reply).toMatchObject({
      outcome: 'saved',
      folder,
    });
    expect(readdirSync(folder)).toEqual(['fills.csv', 'report.json']);
  });

  it('replaces no earlier report: the next one gets a folder of its own', async () => {
    writeFileSync(join(folder, 'report.json'), 'earlier');
    const second = await exporting({ ok: true, files: [csv, json] }, { folder }).reply;
    const third = await exporting({ ok: true, files: [csv, json] }, { folder }).reply;
    expect([second, third]).toMatchObject([
      { folder: join(folder, 'report-2') },
      { folder: join(folder, 'report-3') },
    ]);
    expect(readFileSync(join(folder, 'report.json'), 'utf8')).toBe('earlier');
  });

  it('is canceled in either dialog, or by the job', async () => {
    const canceled = { outcome: 'canceled' };
    expect(await exporting({ ok: true, files: [csv] }).reply).toEqual(canceled);
    expect(await exporting({ ok: true, files: [csv, json] }).reply).toEqual(canceled);
    expect(await exporting({ ok: false, detail: 'canceled' }).reply).toEqual(canceled);
  });

  it('passes on what the engine could not do', async () => {
    expect(await exporting({ ok: false, detail: 'there is no such account' }).reply).toEqual({
      outcome: 'failed',
      detail: 'there is no such account',
    });
    expect(await exporting({ ok: true, files: [] }).reply).toMatchObject({ outcome: 'failed' });
  });

  it.each(['../escape.csv', '.hidden', 'a/b.csv', 'C:\\a.csv', ''])(
    'writes no file named %j',
    async (name) => {
      await expect(
        exporting({ ok: true, files: [{ name, bytes: csv.bytes }, json] }, { folder }).reply,
      ).rejects.toThrow('plain name');
      expect(readdirSync(folder)).toEqual([]);
    },
  );

  it('says in a sentence that a folder is gone, and leaves nothing behind', async () => {
    const reply = await exporting({ ok: true, files: [csv] }, { file: join(folder, 'gone', 'fills.csv') })
      .reply;
    expect(reply).toEqual({
      outcome: 'failed',
      detail: 'that folder does not exist any more; nothing was changed, choose another place',
    });
  });

  it('leaves nothing half-written when one of several files cannot take its place', async () => {
    mkdirSync(join(folder, 'report.json'));
    writeFileSync(join(folder, 'report.json', 'in the way'), '');
    const written = await writeFiles([{ path: join(folder, 'report.json'), bytes: json.bytes }], texts);
    expect(written).toMatchObject({ ok: false });
    expect(readdirSync(folder)).toEqual(['report.json']);
  });

  it.skipIf(process.getuid?.() === 0)(
    'says that a folder may not be written (not as root, who may)',
    async () => {
      chmodSync(folder, 0o500);
      const reply = await exporting({ ok: true, files: [csv] }, { file: join(folder, 'fills.csv') }).reply;
      chmodSync(folder, 0o700);
      expect(reply).toMatchObject({
        outcome: 'failed',
        detail: expect.stringContaining('you may not write there') as string,
      });
    },
  );

  it.each([
    ['ENOSPC', 'the disk is full'],
    ['EROFS', 'that place can only be read'],
    ['EACCES', 'you may not write there'],
    ['EMFILE', 'the disk refused'],
  ])('has words for %s', (code, words) => {
    expect(reasonFor(Object.assign(new Error('at /home/somebody'), { code }), texts)).toBe(
      `${words}; nothing was changed, choose another place`,
    );
  });

  it('says that a file stands where a folder was chosen', async () => {
    writeFileSync(join(folder, 'plain'), '');
    const written = await writeFiles([{ path: join(folder, 'plain', 'fills.csv'), bytes: csv.bytes }], texts);
    expect(written).toMatchObject({
      ok: false,
      detail: expect.stringContaining('that is not a folder') as string,
    });
  });

  it('takes back the files already in place when a later one cannot follow', async () => {
    mkdirSync(join(folder, 'report.json'));
    const files = [csv, json].map(({ bytes, name }) => ({ path: join(folder, name), bytes }));
    expect(await writeFiles(files, texts)).toMatchObject({ ok: false });
    expect(readdirSync(folder)).toEqual(['report.json']);
  });
});
