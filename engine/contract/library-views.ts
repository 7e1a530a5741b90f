import type { ColumnMappingView } from './column-mapping.ts';

/** Kept market data of one instrument and UTC day. */
export interface LibraryDayView {
  readonly venue: string;
  readonly instrument: string;
  readonly symbol: string;
  /** `2024-08-09`, by the venue's clock. */
  readonly day: string;
  readonly rows: {
    readonly trades: number;
    readonly book: number;
    readonly marks: number;
    readonly bars: number;
    readonly status: number;
  };
  readonly bytes: number;
  readonly firstMs: number;
  readonly lastMs: number;
  /** The open session is still being archived into it; `lastMs` is how far that has come. */
  readonly isGrowing: boolean;
  readonly isSimulated: boolean;
  readonly isImported: boolean;
  /** Null until the day was measured. */
  readonly quality: LibraryQualityView | null;
}

/** How far a day can be relied on. */
export interface LibraryQualityView {
  /** 0…100; the parts add up to it. */
  readonly score: number;
  /** Points of at most 50 for how much of the day there is a book, 20 for gaps, 15 for books, 15 for prints. */
  readonly parts: {
    readonly coverage: number;
    readonly gaps: number;
    readonly book: number;
    readonly trades: number;
  };
  /** Share of the day in which the book was live. */
  readonly coverage: number;
  readonly gapCount: number;
  readonly gapMs: number;
  readonly longestGapMs: number;
  readonly crossedBooks: number;
  readonly duplicateTrades: number;
  readonly backwardTrades: number;
  /** Null where trade ids do not follow each other. */
  readonly missingTrades: number | null;
  /** The first 500. */
  readonly gaps: readonly {
    readonly fromMs: number;
    readonly toMs: number;
    /** `marked`: the feed said so; `silent`: nothing came for more than a minute. */
    readonly cause: 'marked' | 'silent';
  }[];
}

/** Everything that is kept. */
export interface LibraryView {
  readonly days: readonly LibraryDayView[];
  readonly bytes: number;
  /** What raw frames take besides. */
  readonly rawBytes: number;
  /** Room that is left on the disk. */
  readonly freeBytes: number;
}

/** A row that breaks a rule; files by name alone. */
export interface RowProblemView {
  readonly file: string;
  readonly line: number;
  readonly rule: string;
}

/** What is in the chosen files, before anything is imported. */
export interface ImportPreviewView {
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
  /** `capture` needs no mapping: sessions of ours and raw frames say themselves what they hold. */
  readonly shape: 'table' | 'capture';
  readonly header: readonly string[];
  /** The first rows as they stand in the file. */
  readonly rows: readonly (readonly string[])[];
  readonly mapping: ColumnMappingView | null;
  /** What the mapping lacks, in sentences. */
  readonly faults: readonly string[];
  /** Rows that break a rule among the first thousand. */
  readonly problems: readonly RowProblemView[];
  readonly checkedRows: number;
  /** Read off the checked rows; empty where they say nothing. */
  readonly tickSize: string;
  readonly lotSize: string;
  /** Instruments: of a capture those it holds, of a table the one its name and columns speak of, if any. */
  readonly instruments: readonly string[];
}

/** How an import ended. */
export interface ImportReportView {
  readonly outcome: 'imported' | 'refused' | 'canceled' | 'failed';
  /** What happened and what was kept, in sentences. */
  readonly detail: string;
  readonly instruments: readonly string[];
  readonly days: readonly string[];
  readonly rowsRead: number;
  readonly eventsKept: number;
  readonly rowsSkipped: number;
  readonly sizesCut: number;
  /** The first hundred. */
  readonly problems: readonly RowProblemView[];
}

/** The open replay from its first to its last event. */
export interface ReplayTimelineView {
  readonly fromMs: number;
  readonly toMs: number;
  /** Times in which the data cannot be believed or is not there. */
  readonly gaps: readonly { readonly fromMs: number; readonly toMs: number }[];
}
