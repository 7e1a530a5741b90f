/** Which part of a list. */
export interface PageRequest {
  /** Most rows in the answer; 500 when left out. */
  readonly limit?: number;
  /** The `next` of the page before. */
  readonly after?: number;
  /** Oldest first when left out. */
  readonly newestFirst?: boolean;
  /** Nothing beyond this entry (`chainHead().row` of a moment): a long reading sees one state. */
  readonly upTo?: number;
}

/** One part of a list, and where the next begins. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  /** Undefined when this was the last page. */
  readonly next?: number;
}

/**
 * Every row of a paged list, read one page at a time.
 * @yields the rows in order.
 */
export function* everyRow<Row>(read: (request: PageRequest) => Page<Row>): Generator<Row, void, undefined> {
  for (const rows of everyPage(read)) yield* rows;
}

/**
 * The same page by page, for a reader who pauses in between.
 * @yields the pages in order.
 */
export function* everyPage<Row>(
  read: (request: PageRequest) => Page<Row>,
): Generator<readonly Row[], void, undefined> {
  let page = read({});
  for (;;) {
    yield page.rows;
    if (page.next === undefined) return;
    page = read({ after: page.next });
  }
}

/** A request as a query needs it. */
export interface RowBounds {
  readonly limit: number;
  readonly above: number;
  readonly below: number;
  readonly direction: 'ASC' | 'DESC';
}

/** What a request means for a query: rows strictly between `above` and `below`, at most `limit`. */
export function boundsOf(request: PageRequest, usual: number, largest: number): RowBounds {
  const limit = Math.min(Math.max(1, request.limit ?? usual), largest);
  const end = request.upTo === undefined ? Number.MAX_SAFE_INTEGER : request.upTo + 1;
  if (request.newestFirst)
    return { limit, above: 0, below: Math.min(end, request.after ?? end), direction: 'DESC' };
  return { limit, above: request.after ?? 0, below: end, direction: 'ASC' };
}
