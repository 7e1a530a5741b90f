import type { IDockviewPanelHeaderProps } from 'dockview-react';
import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTexts } from '../../language/texts.ts';
import { isLinkGroup, LINK_GROUPS, type LinkGroup } from '../../linking/linked-instrument.ts';
import { isPanelId, PANELS } from './panel-catalog.ts';

/** The tab of a panel: link color, title, close. */
export function PanelTab({ api, params }: IDockviewPanelHeaderProps) {
  const texts = useTexts();
  const id = api.id;
  const title = isPanelId(id) ? texts.panels[id] : id;
  const [link, setLink] = useState<LinkGroup>(isLinkGroup(params['link']) ? params['link'] : 'blue');
  useEffect(() => {
    if (api.title !== title) api.setTitle(title);
  }, [api, title]);

  const nextLink = () => {
    const next = LINK_GROUPS[(LINK_GROUPS.indexOf(link) + 1) % LINK_GROUPS.length] ?? 'blue';
    setLink(next);
    api.updateParameters({ link: next });
  };
  return (
    <div className="panel-tab">
      {isPanelId(id) && PANELS[id].isLinked && (
        <button
          type="button"
          className="link-dot"
          data-link={link}
          tabIndex={-1}
          aria-label={texts.dock.linkGroup(texts.dock.colors[link])}
          title={texts.dock.linkGroup(texts.dock.colors[link])}
          onPointerDown={(event) => event.stopPropagation()}
          onClick={nextLink}
        />
      )}
      <span className="panel-title">{title}</span>
      <button
        type="button"
        className="tab-close"
        tabIndex={-1}
        aria-label={texts.dock.closePanel(title)}
        title={texts.dock.closePanel(title)}
        onPointerDown={(event) => event.stopPropagation()}
        onClick={() => api.close()}
      >
        <X size={12} aria-hidden />
      </button>
    </div>
  );
}
