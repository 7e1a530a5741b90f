import type { DayKey } from '../../archive/archive.ts';
import type { Bar } from '../../domain/market/bar.ts';
import type { ColumnMappingView } from '../../contract/column-mapping.ts';
import type {
  ImportPreviewView,
  ImportReportView,
  ReplayTimelineView,
} from '../../contract/library-views.ts';
import type { ExportRequest, ExportReport } from './export-days.ts';
import type { CaptureImport } from './import-capture.ts';
import type { TableImport } from './import-table.ts';
import type { PastBarsRequest } from './past-bars.ts';
import type { PastPage, PastPageRequest } from './past-page.ts';

/** An answer with a sentence where there is none. */
export type Looked<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly detail: string };

/** Long work on kept market data, done in a thread of its own. */
export type LibraryTask =
  | { readonly kind: 'preview'; readonly paths: readonly string[]; readonly mapping?: ColumnMappingView }
  | { readonly kind: 'import-table'; readonly archive: string; readonly request: TableImport }
  | { readonly kind: 'import-capture'; readonly archive: string; readonly request: CaptureImport }
  | { readonly kind: 'export'; readonly archive: string; readonly request: ExportRequest }
  | { readonly kind: 'remove'; readonly archive: string; readonly days: readonly DayKey[] }
  | { readonly kind: 'measure'; readonly archive: string; readonly days: readonly DayKey[] }
  | { readonly kind: 'past-page'; readonly archive: string; readonly request: PastPageRequest }
  | { readonly kind: 'past-bars'; readonly archive: string; readonly request: PastBarsRequest }
  | { readonly kind: 'timeline'; readonly paths: readonly string[] };

/** What comes of each kind of work. */
export interface LibraryTaskResults {
  readonly preview: Looked<ImportPreviewView>;
  readonly 'import-table': ImportReportView;
  readonly 'import-capture': ImportReportView;
  readonly export: ExportReport;
  /** Empty, or why not everything was done. */
  readonly remove: string;
  readonly measure: string;
  readonly 'past-page': Looked<PastPage>;
  readonly 'past-bars': Looked<readonly Bar[]>;
  /** Undefined when the files hold no event. */
  readonly timeline: ReplayTimelineView | undefined;
}

export type LibraryTaskResult<Kind extends LibraryTask['kind']> = LibraryTaskResults[Kind];

/** What the thread says. */
export type FromLibraryThread =
  | { readonly type: 'progress'; readonly share: number; readonly detail: string }
  | { readonly type: 'done'; readonly result: unknown }
  | { readonly type: 'broken'; readonly detail: string };

/** What the thread is told after it was started with its task. */
export interface ToLibraryThread {
  readonly type: 'cancel';
}
