import type { DockviewApi, IDockviewPanel, SerializedDockview } from 'dockview-react';
import { askHost } from '../../host-client/host.ts';
import { notify } from '../../host-client/notices.ts';
import { currentTexts } from '../../language/texts.ts';
import { shippedLayout, type Workspace } from './presets.ts';

/** Lays the shipped layout out, in place of whatever is there. */
const showShipped = (api: DockviewApi, workspace: Workspace): void =>
  api.fromJSON(shippedLayout(workspace, api, currentTexts()));

/** Shows the saved layout of a workspace, or the shipped one when there is none or it is broken. */
export async function restoreLayout(api: DockviewApi, workspace: Workspace): Promise<void> {
  const texts = currentTexts();
  const answer = await askHost('loadLayout', { workspace });
  if (!answer.ok) notify({ level: 'warning', text: answer.failure.detail });
  const layout = answer.ok ? answer.reply.layout : null;
  if (layout === null) {
    showShipped(api, workspace);
    return;
  }
  try {
    // A file from another version may be anything; dockview checks it by using it.
    api.fromJSON(layout as unknown as SerializedDockview);
  } catch {
    showShipped(api, workspace);
    notify({ level: 'warning', text: texts.dock.layoutBroken, kept: texts.dock.layoutKept });
  }
}

/** Forgets the saved layout and shows the shipped one. */
export async function resetLayout(api: DockviewApi, workspace: Workspace): Promise<void> {
  await askHost('resetLayout', { workspace });
  showShipped(api, workspace);
}

const SAVE_AFTER_MS = 400;

/** Saves the layout shortly after it was last changed; answers with the function that ends it. */
export function autosaveLayout(api: DockviewApi, workspace: Workspace): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const save = async () => {
    timer = undefined;
    const layout = JSON.parse(JSON.stringify(api.toJSON())) as never;
    const answer = await askHost('saveLayout', { workspace, layout });
    if (!answer.ok)
      notify({ level: 'warning', text: currentTexts().dock.layoutNotSaved(answer.failure.detail) });
  };
  const saveSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void save(), SAVE_AFTER_MS);
  };
  const endFollowing = followChanges(api, saveSoon);
  const saveNow = () => {
    if (timer === undefined) return;
    clearTimeout(timer);
    void save();
  };
  // A window that is closed right after a change must not forget it. The dock closes the windows of panels then,
  // and hears of it after this: they are to be there again next time.
  const leave = () => {
    endFollowing();
    saveNow();
  };
  window.addEventListener('beforeunload', leave, { capture: true });
  return () => {
    window.removeEventListener('beforeunload', leave, { capture: true });
    leave();
  };
}

/** Calls back when panels moved and when one keeps something else, which dockview does not count as layout. */
function followChanges(api: DockviewApi, onChange: () => void): () => void {
  const followed = new Map<string, { dispose: () => void }>();
  const follow = ({ api: panel, id }: IDockviewPanel) => {
    followed.get(id)?.dispose();
    followed.set(id, panel.onDidParametersChange(onChange));
  };
  for (const panel of api.panels) follow(panel);
  const changes = [
    api.onDidLayoutChange(onChange),
    api.onDidAddPanel(follow),
    api.onDidLayoutFromJSON(() => api.panels.forEach(follow)),
    api.onDidRemovePanel(({ id }) => {
      followed.get(id)?.dispose();
      followed.delete(id);
    }),
  ];
  return () => {
    for (const each of [...changes, ...followed.values()]) each.dispose();
  };
}
