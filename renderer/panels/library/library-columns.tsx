import type { LibraryDayView } from '../../../engine/contract/library-views.ts';
import type { Column } from '../../design/data-table/column.ts';
import { numbers, words } from '../../design/data-table/columns.tsx';
import { formatCount, formatFixed } from '../../formatting/numbers.ts';
import { formatAge, formatUtc, formatUtcTime } from '../../formatting/times.ts';
import type { Texts } from '../../language/en.ts';
import { keyOf, toggleChosen } from './use-library.ts';

const MB = 1_000_000;

/** Where a day came from, in a word; simulated before everything else. */
export const originOf = (day: LibraryDayView, { library }: Texts): string => {
  if (day.isSimulated) return library.origins.simulated;
  return day.isImported ? library.origins.imported : library.origins.recorded;
};

/** The columns of the table of kept days. */
export function libraryColumns(texts: Texts, chosen: ReadonlySet<string>): readonly Column<LibraryDayView>[] {
  const { columns } = texts.library;
  return [
    choice(texts, chosen),
    words({ key: 'day', header: columns.day, width: 78, grow: 0 }, ({ day }) => day),
    words({ key: 'venue', header: columns.venue, width: 64 }, ({ venue }) => venue),
    words({ key: 'symbol', header: texts.columns.symbol, width: 100 }, ({ symbol }) => symbol),
    {
      ...words<LibraryDayView>({ key: 'origin', header: columns.origin, width: 72 }, (day) =>
        originOf(day, texts),
      ),
      render: (day) => (
        <span className="level" data-level={day.isSimulated ? 'warning' : 'info'}>
          {originOf(day, texts)}
        </span>
      ),
    },
    ...rowCounts(texts),
    numbers(
      { key: 'size', header: columns.size, unit: 'MB', width: 66 },
      ({ bytes }) => bytes / MB,
      (megabytes) => formatFixed(megabytes, 2),
    ),
    moment('first', columns.first, ({ firstMs }) => firstMs),
    {
      ...moment('last', columns.last, ({ lastMs }) => lastMs),
      width: 104,
      render: (day) => <LastEvent day={day} upTo={texts.library.upTo} />,
    },
    numbers(
      { key: 'gaps', header: columns.gaps, width: 52 },
      ({ quality }) => quality?.gapCount ?? null,
      formatCount,
    ),
    numbers(
      { key: 'longest', header: columns.longest, width: 84 },
      ({ quality }) => quality?.longestGapMs ?? null,
      (gapMs) => (gapMs === 0 ? formatCount(0) : formatAge(gapMs)),
    ),
    numbers(
      { key: 'quality', header: columns.quality, width: 60 },
      ({ quality }) => quality?.score ?? null,
      (score) => formatFixed(score, 1),
    ),
  ];
}

/** The box that chooses a day. */
const choice = (texts: Texts, chosen: ReadonlySet<string>): Column<LibraryDayView> => ({
  key: 'chosen',
  header: texts.library.columns.chosen,
  width: 56,
  grow: 0,
  text: (day) => (chosen.has(keyOf(day)) ? '✓' : ''),
  render: (day) => (
    <input
      type="checkbox"
      aria-label={texts.library.choose(`${day.symbol} ${day.day}`)}
      checked={chosen.has(keyOf(day))}
      onClick={(event) => event.stopPropagation()}
      onChange={() => toggleChosen(keyOf(day))}
    />
  ),
});

/** How many rows there are of each kind. */
const rowCounts = ({ library: { columns } }: Texts): readonly Column<LibraryDayView>[] => [
  numbers({ key: 'trades', header: columns.trades, width: 72 }, ({ rows }) => rows.trades, formatCount),
  numbers({ key: 'book', header: columns.book, width: 86 }, ({ rows }) => rows.book, formatCount),
  numbers({ key: 'bars', header: columns.bars, width: 56 }, ({ rows }) => rows.bars, formatCount),
  numbers({ key: 'marks', header: columns.marks, width: 56 }, ({ rows }) => rows.marks, formatCount),
];

interface LastEventProps {
  readonly day: LibraryDayView;
  readonly upTo: (time: string) => string;
}

/** When a day ends; of one that the open session is archived into, how far that has come. */
function LastEvent({ day: { isGrowing, lastMs }, upTo }: LastEventProps) {
  const time = formatUtcTime(lastMs);
  return (
    <time dateTime={new Date(lastMs).toISOString()} title={formatUtc(lastMs)}>
      {isGrowing ? upTo(time) : time}
    </time>
  );
}

/** A moment in UTC, as the days are. */
const moment = (
  key: string,
  header: string,
  at: (day: LibraryDayView) => number,
): Column<LibraryDayView> => ({
  key,
  header,
  unit: 'UTC',
  width: 84,
  grow: 0,
  text: (day) => formatUtc(at(day)),
  render: (day) => (
    <time dateTime={new Date(at(day)).toISOString()} title={formatUtc(at(day))}>
      {formatUtcTime(at(day))}
    </time>
  ),
  sortBy: at,
});
