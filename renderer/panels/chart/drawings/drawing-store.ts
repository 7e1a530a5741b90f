import { create } from 'zustand';
import { askHost } from '../../../host-client/host.ts';
import { notify } from '../../../host-client/notices.ts';
import { currentTexts } from '../../../language/texts.ts';
import { type Drawing, drawingsFrom, MOST_DRAWINGS } from './drawing.ts';

interface Drawn {
  readonly list: readonly Drawing[];
  /** How the list was before each change, oldest first. */
  readonly past: readonly (readonly Drawing[])[];
}

const MOST_UNDONE = 100;
const SAVE_AFTER_MS = 300;
const nothing: Drawn = { list: [], past: [] };

const useDrawn = create<Readonly<Record<string, Drawn>>>(() => ({}));
const loading = new Set<string>();
const unsaved = new Map<string, ReturnType<typeof setTimeout>>();

/** What is drawn on the chart of an instrument; every chart of it shows the same. */
export const useDrawings = (instrument: string): readonly Drawing[] =>
  useDrawn((drawn) => (drawn[instrument] ?? nothing).list);

/** The same outside of React. */
export const drawingsOf = (instrument: string): readonly Drawing[] =>
  (useDrawn.getState()[instrument] ?? nothing).list;

/** Whether there is something to undo. */
export const useCanUndo = (instrument: string): boolean =>
  useDrawn((drawn) => (drawn[instrument] ?? nothing).past.length > 0);

/** Reads what was kept of an instrument, once a run. */
export async function loadDrawings(instrument: string): Promise<void> {
  if (loading.has(instrument)) return;
  loading.add(instrument);
  const answer = await askHost('loadDrawings', { instrument });
  if (!answer.ok) {
    loading.delete(instrument);
    notify({ level: 'warning', text: answer.failure.detail });
    return;
  }
  const kept = drawingsFrom(answer.reply.drawings);
  // What was drawn while the answer was on its way comes after what was kept.
  useDrawn.setState((drawn) => {
    const { list, past } = drawn[instrument] ?? nothing;
    return { [instrument]: { list: [...kept, ...list], past: past.map((before) => [...kept, ...before]) } };
  });
}

/** Replaces the list by what `change` makes of it; the list before can be had back with `undoDrawing`. */
export function changeDrawings(
  instrument: string,
  change: (list: readonly Drawing[]) => readonly Drawing[],
): void {
  const { list, past } = useDrawn.getState()[instrument] ?? nothing;
  const next = change(list);
  if (next === list) return;
  if (next.length > MOST_DRAWINGS) {
    notify({ level: 'warning', text: currentTexts().chart.drawings.tooMany(MOST_DRAWINGS) });
    return;
  }
  useDrawn.setState({ [instrument]: { list: next, past: [...past, list].slice(-MOST_UNDONE) } });
  saveSoon(instrument);
}

/** Puts the new state of a drawing in place of the old one, or adds it. */
export const putDrawing = (instrument: string, drawing: Drawing): void =>
  changeDrawings(instrument, (list) =>
    list.some(({ id }) => id === drawing.id)
      ? list.map((other) => (other.id === drawing.id ? drawing : other))
      : [...list, drawing],
  );

export const removeDrawing = (instrument: string, id: string): void =>
  changeDrawings(instrument, (list) => list.filter((drawing) => drawing.id !== id));

/** Takes the last change back; answers whether there was one. */
export function undoDrawing(instrument: string): boolean {
  const { past } = useDrawn.getState()[instrument] ?? nothing;
  const before = past.at(-1);
  if (before === undefined) return false;
  useDrawn.setState({ [instrument]: { list: before, past: past.slice(0, -1) } });
  saveSoon(instrument);
  return true;
}

function saveSoon(instrument: string): void {
  clearTimeout(unsaved.get(instrument));
  unsaved.set(
    instrument,
    setTimeout(() => void save(instrument), SAVE_AFTER_MS),
  );
}

async function save(instrument: string): Promise<void> {
  clearTimeout(unsaved.get(instrument));
  unsaved.delete(instrument);
  const drawings = JSON.parse(JSON.stringify(drawingsOf(instrument))) as never;
  const answer = await askHost('saveDrawings', { instrument, drawings });
  if (!answer.ok)
    notify({ level: 'warning', text: currentTexts().chart.drawings.notSaved(answer.failure.detail) });
}

/** Saves at once what waits; a window that is closed right after a change must not forget it. */
export function saveDrawingsNow(): void {
  for (const instrument of unsaved.keys()) void save(instrument);
}

window.addEventListener('pagehide', saveDrawingsNow);

/** Forgets everything that was read and drawn in this window; for tests. */
export function forgetDrawings(): void {
  for (const timer of unsaved.values()) clearTimeout(timer);
  unsaved.clear();
  loading.clear();
  useDrawn.setState({}, true);
}
