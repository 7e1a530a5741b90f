/** Frames after which a part is told again although it has not changed: a second of frames. */
const TOLD_AGAIN_AFTER = 30;

/**
 * Knows what was told of a part of the view, so that nothing is sent while it stays as it is. Now and then it is
 * told all the same: a window that was too slow for the change itself must not be wrong for ever.
 */
export class ToldPart<Part> {
  readonly #isSame: (told: Part, now: Part) => boolean;
  #told: { readonly part: Part } | undefined;
  #quietFrames = 0;

  constructor(isSame: (told: Part, now: Part) => boolean) {
    this.#isSame = isSame;
  }

  /** Whether the part has to be told in this frame; counts as told when it has. */
  isDue(now: Part): boolean {
    this.#quietFrames += 1;
    const isOld = this.#quietFrames >= TOLD_AGAIN_AFTER;
    if (!isOld && this.#told !== undefined && this.#isSame(this.#told.part, now)) return false;
    this.#told = { part: now };
    this.#quietFrames = 0;
    return true;
  }
}

/** Whether two flat views hold the same values, leaving out the named fields. */
export function sameFields<View extends object>(
  a: View,
  b: View,
  except: readonly (keyof View)[] = [],
): boolean {
  const names = Object.keys(a) as (keyof View)[];
  return names.every((name) => Object.is(a[name], b[name]) || except.includes(name));
}
