import { createContext } from 'react';

/** What is kept of a panel: plain values by name, of which a panel reads those it knows. */
export type KeptSettings = Readonly<Record<string, unknown>>;

/** Where one panel keeps its settings. In a dock that is beside its place in the layout. */
export interface PanelMemory {
  readonly current: () => KeptSettings;
  /** Puts other settings in the place of the kept ones. */
  readonly keep: (next: KeptSettings) => void;
  /** Calls back after every change; answers with the end of it. */
  readonly subscribe: (listener: () => void) => () => void;
}

/** The memory of the panel that is being drawn; undefined outside of a dock, where nothing outlives it. */
export const PanelMemoryContext = createContext<PanelMemory | undefined>(undefined);

const nothing: KeptSettings = {};

/** Something that was read back as kept settings; nothing when it is anything else. */
export const keptFrom = (value: unknown): KeptSettings =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as KeptSettings) : nothing;

/** A memory that lasts as long as whoever made it. */
export function shortMemory(kept: KeptSettings = nothing): PanelMemory {
  const listeners = new Set<() => void>();
  let now = kept;
  return {
    current: () => now,
    keep: (next) => {
      now = next;
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
