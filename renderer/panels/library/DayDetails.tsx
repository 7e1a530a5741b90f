import { X } from 'lucide-react';
import { useState } from 'react';
import type { LibraryDayView, LibraryQualityView } from '../../../engine/contract/library-views.ts';
import { Field } from '../../design/Field.tsx';
import { IconButton } from '../../design/IconButton.tsx';
import { tellEngine } from '../../engine-client/ask-engine.ts';
import { formatCount, formatFixed, formatShare } from '../../formatting/numbers.ts';
import { formatAge } from '../../formatting/times.ts';
import { useTexts } from '../../language/texts.ts';
import { replayDays } from './replay-days.ts';
import { momentOfDay, timeOfDay } from './start-time.ts';
import { loadLibrary, openDetails } from './use-library.ts';

/** Points of each part of the quality score. */
const MOST_POINTS = { coverage: 50, gaps: 20, book: 15, trades: 15 } as const;
const PARTS = ['coverage', 'gaps', 'book', 'trades'] as const;

/** One day: how far it can be relied on and why, and playing it back from a time of it. */
export function DayDetails({ day }: { readonly day: LibraryDayView }) {
  const { library } = useTexts();
  const { details: texts } = library;
  const name = `${day.symbol} ${day.day}`;
  return (
    <section className="day-details" aria-label={texts.title(name)}>
      <header className="day-details-header">
        <h3>{name}</h3>
        <span className="spacer" />
        <IconButton icon={X} label={texts.close} onClick={() => openDetails(undefined)} />
      </header>
      {day.isSimulated && <p className="hint">{texts.simulated}</p>}
      <ReplayStart day={day} />
      {day.quality === null ? <Unmeasured day={day} /> : <Quality quality={day.quality} />}
    </section>
  );
}

function ReplayStart({ day }: { readonly day: LibraryDayView }) {
  const { library } = useTexts();
  const { details: texts } = library;
  const [time, setTime] = useState(timeOfDay(day.firstMs));
  const [isOpening, setOpening] = useState(false);
  const second = momentOfDay(day.day, time);
  // The first event lies somewhere inside its second.
  const isInside = second !== undefined && second + 999 >= day.firstMs && second <= day.lastMs;
  const open = async () => {
    setOpening(true);
    await replayDays([day], Math.max(second ?? day.firstMs, day.firstMs));
    setOpening(false);
  };
  return (
    <form
      className="day-replay"
      onSubmit={(event) => {
        event.preventDefault();
        if (isInside) void open();
      }}
    >
      <Field label={texts.start} error={isInside ? undefined : texts.startRule}>
        {(control) => (
          <input
            {...control}
            className="input number"
            value={time}
            onChange={(event) => setTime(event.target.value)}
          />
        )}
      </Field>
      <button type="submit" className="button primary" disabled={!isInside || isOpening}>
        {isOpening ? texts.opening : texts.replayHere}
      </button>
    </form>
  );
}

function Unmeasured({ day }: { readonly day: LibraryDayView }) {
  const { library } = useTexts();
  const { details: texts } = library;
  const [isMeasuring, setMeasuring] = useState(false);
  const measure = async () => {
    setMeasuring(true);
    await tellEngine('measureDay', { instrument: day.instrument, day: day.day });
    await loadLibrary();
    setMeasuring(false);
  };
  return (
    <button type="button" className="button" disabled={isMeasuring} onClick={() => void measure()}>
      {isMeasuring ? texts.measuring : texts.measure}
    </button>
  );
}

function Quality({ quality }: { readonly quality: LibraryQualityView }) {
  const { library } = useTexts();
  const { details: texts } = library;
  return (
    <>
      <p className="day-score">{texts.score(formatFixed(quality.score, 1))}</p>
      <table className="plain-table">
        <tbody>
          {PARTS.map((part) => (
            <tr key={part}>
              <th scope="row">{texts.parts[part]}</th>
              <td className="number">
                {texts.points(formatFixed(quality.parts[part], 1), MOST_POINTS[part])}
              </td>
            </tr>
          ))}
          {countsOf(quality, texts.unknown).map(([name, text]) => (
            <tr key={name}>
              <th scope="row">{texts.counts[name]}</th>
              <td className="number">{text}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

type CountName = keyof ReturnType<typeof useTexts>['library']['details']['counts'];

const countsOf = (
  quality: LibraryQualityView,
  unknown: string,
): readonly (readonly [CountName, string])[] => [
  ['coverage', formatShare(quality.coverage)],
  ['gapCount', formatCount(quality.gapCount)],
  ['gapMs', formatAge(quality.gapMs)],
  ['longestGapMs', formatAge(quality.longestGapMs)],
  ['crossedBooks', formatCount(quality.crossedBooks)],
  ['duplicateTrades', formatCount(quality.duplicateTrades)],
  ['backwardTrades', formatCount(quality.backwardTrades)],
  ['missingTrades', quality.missingTrades === null ? unknown : formatCount(quality.missingTrades)],
];
