import { Check, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { EngineView } from '../../engine/contract/views.ts';
import { IconButton } from '../design/IconButton.tsx';
import { useEngineView } from '../engine-client/engine-view.ts';
import { useSettings } from '../host-client/settings.ts';
import { useTexts } from '../language/texts.ts';
import { applySettings } from './actions.ts';
import { openPanel } from './dock/dock-handle.ts';
import type { PanelId } from './dock/panel-catalog.ts';

const STEPS = ['pick', 'start', 'watch', 'export'] as const;
type Step = (typeof STEPS)[number];

const panelOf: Readonly<Record<Step, PanelId>> = {
  pick: 'strategies',
  start: 'strategies',
  watch: 'fills',
  export: 'reports',
};

const hasRun = (view: EngineView) => view.runs.length > 0;
const hasFill = (view: EngineView) => view.fills.length > 0;
const hasReport = (view: EngineView) => view.jobs.some(({ state }) => state === 'done');

/** Four hints for the first start, ticked off as they happen. Never in the way. */
export function Tour() {
  const texts = useTexts();
  const isDismissed = useSettings((settings) => settings.tourDismissed);
  const [opened, setOpened] = useState(false);
  const started = useEngineView(hasRun);
  const filled = useEngineView(hasFill);
  const exported = useEngineView(hasReport);
  const done: Readonly<Record<Step, boolean>> = {
    pick: opened || started,
    start: started,
    watch: filled,
    export: exported,
  };
  useEffect(() => {
    if (exported && filled && !isDismissed) void applySettings({ tourDismissed: true });
  }, [exported, filled, isDismissed]);
  if (isDismissed) return null;

  const next = STEPS.find((step) => !done[step]);
  return (
    <aside className="tour" aria-label={texts.tour.label}>
      <ol>
        {STEPS.map((step, at) => (
          <li key={step} data-done={done[step]} aria-current={step === next ? 'step' : undefined}>
            <button
              type="button"
              onClick={() => {
                openPanel(panelOf[step]);
                if (step === 'pick') setOpened(true);
              }}
            >
              <span className="tour-number">
                {done[step] ? <Check size={12} aria-label={texts.tour.done} /> : at + 1}
              </span>
              {texts.tour[step]}
            </button>
          </li>
        ))}
      </ol>
      <IconButton
        icon={X}
        label={texts.tour.hide}
        onClick={() => void applySettings({ tourDismissed: true })}
      />
    </aside>
  );
}
