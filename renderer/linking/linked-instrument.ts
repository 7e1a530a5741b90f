import { createContext, useContext } from 'react';
import { create } from 'zustand';
import type { InstrumentView } from '../../engine/contract/views.ts';
import { currentView, useEngineView } from '../engine-client/engine-view.ts';

/** Panels of one color follow the same instrument. */
export type LinkGroup = 'blue' | 'amber' | 'violet' | 'green';
export const LINK_GROUPS: readonly LinkGroup[] = ['blue', 'amber', 'violet', 'green'];

export const isLinkGroup = (value: unknown): value is LinkGroup =>
  typeof value === 'string' && (LINK_GROUPS as readonly string[]).includes(value);

const useLinks = create<Partial<Record<LinkGroup, string>>>(() => ({}));

/** The color of the panel that is being drawn. */
export const LinkContext = createContext<LinkGroup>('blue');

/** Points all panels of a color at an instrument. */
export const linkInstrument = (group: LinkGroup, instrument: string): void =>
  useLinks.setState({ [group]: instrument });

/** The instrument of a color, outside of React; undefined before the first snapshot. */
export function linkedInstrument(group: LinkGroup): InstrumentView | undefined {
  const instruments = currentView()?.instruments ?? [];
  return chosen(instruments, useLinks.getState()[group]);
}

/** The instrument this panel follows and a way to point its color at another. */
export function useLinkedInstrument(): readonly [InstrumentView | undefined, (instrument: string) => void] {
  const group = useContext(LinkContext);
  const id = useLinks((links) => links[group]);
  const instruments = useEngineView((view) => view.instruments);
  return [chosen(instruments, id), (instrument) => linkInstrument(group, instrument)];
}

const chosen = (instruments: readonly InstrumentView[], id: string | undefined): InstrumentView | undefined =>
  instruments.find((instrument) => instrument.id === id) ?? instruments[0];
