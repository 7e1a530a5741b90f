import { describe, expect, it } from 'vitest';
import type { HostAnswer, HostQuestion } from '../../engine/contract/host-control.ts';
import { chooseImport, exportDays, type LibraryFileParts } from './library-files.ts';

function parts(answer: HostAnswer, change: Partial<LibraryFileParts> = {}) {
  const asked: HostQuestion[] = [];
  return {
    asked,
    question: (question: HostQuestion) => {
      asked.push(question);
      return Promise.resolve(answer);
    },
    chooseFiles: () => Promise.resolve(['/secret/a.csv', '/secret/b.csv']),
    chooseFolder: () => Promise.resolve('/target'),
    ...change,
  };
}

const request = {
  days: [{ instrument: 'test:BTC/USDT', day: '2024-08-09' }],
  format: 'csv' as const,
  isPacked: true,
  jobId: 'job-1',
};

describe('files of the library', () => {
  it('are told to the engine, and to the page only by a name made for them', async () => {
    const host = parts({ ok: true, files: [] });
    const reply = await chooseImport(host);
    expect(reply.outcome).toBe('chosen');
    expect(JSON.stringify(reply)).not.toContain('secret');
    expect(host.asked).toEqual([
      {
        kind: 'choose-import',
        importId: (reply as { importId: string }).importId,
        paths: ['/secret/a.csv', '/secret/b.csv'],
      },
    ]);
  });

  it('that nobody chose change nothing', async () => {
    const host = parts(
      { ok: true, files: [] },
      { chooseFiles: () => Promise.resolve([]), chooseFolder: () => Promise.resolve(undefined) },
    );
    expect(await chooseImport(host)).toEqual({ outcome: 'canceled' });
    expect(await exportDays(request, host)).toEqual({ outcome: 'canceled' });
    expect(host.asked).toEqual([]);
  });

  it('are written where the person says', async () => {
    const written = [{ name: 'a.csv.gz', bytes: 10 }];
    const host = parts({ ok: true, files: [], written });
    expect(await exportDays(request, host)).toEqual({ outcome: 'saved', files: written, folder: '/target' });
    expect(host.asked).toEqual([{ kind: 'export-days', folder: '/target', ...request }]);
  });

  it.each([
    ['canceled', { outcome: 'canceled' }],
    ['the disk is full', { outcome: 'failed', detail: 'the disk is full' }],
  ])('that could not be written say why: %s', async (detail, reply) => {
    expect(await exportDays(request, parts({ ok: false, detail }))).toEqual(reply);
  });
});
