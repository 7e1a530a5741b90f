import { registerHooks } from 'node:module';

/** A place in a source file of the engine that reads otherwise for one thread. */
export interface SourceChange {
  /** Path below `engine/`. */
  readonly file: string;
  /** Text that occurs in it once. */
  readonly from: string;
  readonly to: string;
}

/**
 * Has files of the engine that are loaded from now on read otherwise.
 * @throws {Error} as a file is loaded in which the text to change does not occur exactly once.
 */
export function changeSourcesAsLoaded(changes: readonly SourceChange[]): void {
  if (changes.length === 0) return;
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context);
      const here = changes.filter(({ file }) => url.endsWith(`/engine/${file}`));
      if (here.length === 0) return loaded;
      let source = textOf(loaded.source);
      for (const { file, from, to } of here) {
        const times = source.split(from).length - 1;
        if (times !== 1)
          throw new Error(`${file}: the text to change must occur once, occurs ${times} times: ${from}`);
        source = source.replace(from, () => to);
      }
      return { ...loaded, source };
    },
  });
}

function textOf(source: string | ArrayBuffer | NodeJS.TypedArray | undefined): string {
  if (typeof source === 'string') return source;
  if (source === undefined) throw new Error('a module was loaded without its source');
  return new TextDecoder().decode(source);
}
