import { z } from 'zod';
import { type WorkspaceName, workspaceName } from '../contract/host-channels.ts';
import { type FileRules, GuardedFile, type JsonStore } from './guarded-file.ts';

/** A dockview layout as it came; the window that made it reads it again. */
export type Layout = z.output<ReturnType<typeof z.json>>;
type Layouts = Partial<Record<WorkspaceName, Layout>>;

const LONGEST_LAYOUT_BYTES = 1024 * 1024;
const layoutsSchema = z.partialRecord(workspaceName, z.json());

/** Rules of the layouts file: one layout a workspace. */
export const layoutsFile: FileRules<Layouts> = {
  name: 'layouts',
  title: 'layouts',
  version: 1,
  longestBytes: workspaceName.options.length * LONGEST_LAYOUT_BYTES + 4096,
  parse: (value) => layoutsSchema.parse(value),
  migrations: {},
  defaults: () => ({}),
};

/** Where the panels of each workspace stand. */
export class LayoutKeeper {
  readonly #file: GuardedFile<Layouts>;
  readonly notice: string | null;
  #layouts: Layouts;

  constructor(folder: string, nowMs: number, openStore: (folder: string, name: string) => JsonStore) {
    this.#file = new GuardedFile(folder, layoutsFile, openStore);
    const opened = this.#file.open(nowMs);
    this.notice = opened.notice;
    this.#layouts = opened.value;
  }

  layoutOf(workspace: WorkspaceName): Layout | null {
    return this.#layouts[workspace] ?? null;
  }

  save(workspace: WorkspaceName, layout: Layout): void {
    const bytes = Buffer.byteLength(JSON.stringify(layout));
    if (bytes > LONGEST_LAYOUT_BYTES)
      throw new Error(`a layout may have ${LONGEST_LAYOUT_BYTES} bytes, has ${bytes}`);
    this.#replace({ ...this.#layouts, [workspace]: layout });
  }

  reset(workspace: WorkspaceName): void {
    const { [workspace]: _removed, ...rest } = this.#layouts;
    this.#replace(rest);
  }

  #replace(layouts: Layouts): void {
    this.#file.write(layouts);
    this.#layouts = layouts;
  }
}
