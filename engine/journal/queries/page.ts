/** Which part of a list. */
export interface PageRequest {
  /** Most rows in the answer; 500 when left out. */
  readonly limit?: number;
  /** The `next` of the page before. */
  readonly after?: number;
  /** Oldest first when left out. */
  readonly newestFirst?: boolean;
}

/** One part of a list, and where the next begins. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  /** Undefined when this was the last page. */
  readonly next?: number;
}

/** Every row of a paged list in order, reading ahead one page at a time. */
export function* everyRow<Row>(read: (request: PageRequest) => Page<Row>): Generator<Row, void, undefined> {
  let page = read({});
  for (;;) {
    yield* page.rows;
    if (page.next === undefined) return;
    page = read({ after: page.next });
  }
}
