import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Workstation } from '../launch/launch-workstation.ts';
import { choosePaths } from './native-dialogs.ts';
import { openPanel } from './panels.ts';

/** What these journeys read of a report's JSON file; amounts are decimals in quote currency. */
export interface ReadReport {
  readonly badge: string;
  readonly totals: Readonly<Record<'fees' | 'gross' | 'net', string>> &
    Readonly<Record<'fills' | 'trades' | 'orders' | 'refusals', number>>;
  readonly checks: readonly { readonly difference: string }[];
  readonly journal: { readonly row: number };
}

/** The files of a pack, by the end of their names. */
export interface ReportPack {
  readonly folder: string;
  readonly report: ReadReport;
  readonly bytesOf: (ending: string) => Buffer;
  readonly textOf: (ending: string) => string;
}

/** Exports every format into an empty folder, as the person would choose it, and waits for the files. */
export async function exportPack({ app, page }: Pick<Workstation, 'app' | 'page'>): Promise<ReportPack> {
  const folder = mkdtempSync(join(tmpdir(), 'edgewright-report-'));
  await choosePaths(app, [folder]);
  await openPanel(page, 'Reports');
  await page.getByRole('button', { name: 'Export report…' }).click();
  await page.getByText(`8 files written to ${folder}`).waitFor({ timeout: 60_000 });
  const bytesOf = (ending: string) => {
    const name = readdirSync(folder).find((each) => each.endsWith(ending));
    if (name === undefined) throw new Error(`the pack must hold a file ending with ${ending}, it holds none`);
    return readFileSync(join(folder, name));
  };
  const textOf = (ending: string) => bytesOf(ending).toString('utf8');
  return { folder, report: JSON.parse(textOf('.json')) as ReadReport, bytesOf, textOf };
}
