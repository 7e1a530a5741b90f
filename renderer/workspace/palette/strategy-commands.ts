import type { EngineView } from '../../../engine/contract/views.ts';
import { tellEngine } from '../../engine-client/ask-engine.ts';
import type { Texts } from '../../language/en.ts';
import { linkedInstrument } from '../../linking/linked-instrument.ts';
import type { PaletteCommand } from './palette-command.ts';

/** Starting every strategy on the instrument in view, and stopping those that run. */
export function strategyCommands(view: EngineView, { palette }: Texts): readonly PaletteCommand[] {
  const instrument = linkedInstrument('blue');
  const titleOf = new Map(view.catalog.map(({ strategyId, title }) => [strategyId, title]));
  const starts = view.catalog.flatMap(({ strategyId, title, presets }) =>
    instrument === undefined
      ? []
      : [
          {
            id: `start-${strategyId}`,
            group: 'strategies' as const,
            title: palette.start(title, instrument.symbol),
            run: () =>
              void tellEngine('startStrategy', {
                strategyId,
                instrument: instrument.id,
                params: { ...presets[0]?.params },
              }),
          },
        ],
  );
  const stops = view.runs
    .filter(({ state }) => state !== 'stopped')
    .flatMap(({ runId, strategyId }) =>
      (['close', 'keep'] as const).map((openPosition) => ({
        id: `stop-${openPosition}-${runId}`,
        group: 'strategies' as const,
        title: (openPosition === 'close' ? palette.stopClose : palette.stopKeep)(
          titleOf.get(strategyId) ?? strategyId,
        ),
        run: () => void tellEngine('stopStrategy', { runId, openPosition }),
      })),
    );
  return [...starts, ...stops];
}
