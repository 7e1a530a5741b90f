import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { launchWorkstation } from '../launch/launch-workstation.ts';
import { sandboxedCopy } from '../launch/sandboxed-copy.ts';
import { measured } from '../../engine/test/reliability/measured.ts';

const statusOf = (pid: number): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readFileSync(`/proc/${pid}/status`, 'utf8')
      .split('\n')
      .map((line) => line.split(/:\s+/, 2) as [string, string]),
  );

test('the page really runs in the sandbox of the system when an ordinary user starts the app (R-SH-02)', async () => {
  const copy = sandboxedCopy();
  try {
    const desk = await launchWorkstation(copy.options);
    await expect(desk.page.getByRole('status', { name: 'Mode: SANDBOX' })).toBeVisible();
    const pages = await desk.app.evaluate(({ app }) =>
      app.getAppMetrics().flatMap(({ pid, sandboxed, type }) => (type === 'Tab' ? [{ pid, sandboxed }] : [])),
    );
    const filtered = pages.filter(({ pid }) => statusOf(pid)['Seccomp'] === '2');
    measured('R-SH-02', `${pages.length} page, ${filtered.length} behind a filter on system calls`);
    expect(pages).toHaveLength(1);
    for (const { pid } of pages) {
      // Mode 2 is a filter on system calls; a process of another namespace has several numbers.
      expect(statusOf(pid)).toMatchObject({ Seccomp: '2', NoNewPrivs: '1' });
      expect(statusOf(pid)['NSpid']?.split(/\s+/).length).toBeGreaterThan(1);
    }
    await desk.quit();
  } finally {
    copy.remove();
  }
});
