import type { IDockviewPanelHeaderProps } from 'dockview-react';
import { X } from 'lucide-react';
import { useEffect } from 'react';
import { useTexts } from '../../language/texts.ts';
import { linkNext } from './dock-handle.ts';
import { PANELS } from './panel-catalog.ts';
import { instanceOf, titleOf } from './panel-instance.ts';
import { usePanelLink } from './use-panel-link.ts';

/**
 * The tab of a panel: link color, title, close. The dock makes it one tab for the keyboard, so the dot
 * and the cross are for the pointer alone; the command palette does the same by name.
 */
export function PanelTab({ api, params }: IDockviewPanelHeaderProps) {
  const texts = useTexts();
  const id = api.id;
  const title = titleOf(id, texts);
  const instance = instanceOf(id);
  const link = usePanelLink(api, params);
  useEffect(() => {
    if (api.title !== title) api.setTitle(title);
  }, [api, title]);

  return (
    <div className="panel-tab">
      {instance !== undefined && PANELS[instance.kind].isLinked && (
        <span
          className="link-dot"
          data-link={link}
          aria-hidden
          title={texts.dock.linkGroup(texts.dock.colors[link])}
          onPointerDown={(event) => event.stopPropagation()}
          onClick={() => linkNext(id)}
        />
      )}
      <span className="panel-title">{title}</span>
      <span
        className="tab-close"
        aria-hidden
        title={texts.dock.closePanel(title)}
        onPointerDown={(event) => event.stopPropagation()}
        onClick={() => api.close()}
      >
        <X size={12} />
      </span>
    </div>
  );
}
