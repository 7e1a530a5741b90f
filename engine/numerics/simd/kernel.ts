import { type Code, type Local, read, steps, unsigned, whole, write } from './instructions.ts';
import { kernelMemory } from './kernel-memory.ts';
import { webAssembly } from './web-assembly.ts';

const WHOLE = 0x7f;
const FLOAT = 0x7c;
const PAIR = 0x7b;
/** The letters and the version a module begins with. */
const HEAD: Code = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0];

type Named<Name extends string> = Readonly<Record<Name, Local>>;

/** The numbers a kernel works with beside the memory. What it is given is asked for first. */
export class KernelLocals {
  readonly #types: number[] = [];
  #given = 0;

  /** What it is called with, in this order: whole numbers. */
  given<const Name extends string>(...names: readonly Name[]): Named<Name> {
    return this.#named(names, () => ({ index: this.#given++ }));
  }

  wholes<const Name extends string>(...names: readonly Name[]): Named<Name> {
    return this.#named(names, () => this.#add(WHOLE));
  }

  floats<const Name extends string>(...names: readonly Name[]): Named<Name> {
    return this.#named(names, () => this.#add(FLOAT));
  }

  pairs<const Name extends string>(...names: readonly Name[]): Named<Name> {
    return this.#named(names, () => this.#add(PAIR));
  }

  /** How many it is given, and the types of all others. */
  get signature(): { readonly given: number; readonly types: readonly number[] } {
    return { given: this.#given, types: this.#types };
  }

  #add(type: number): Local {
    this.#types.push(type);
    return { index: this.#given + this.#types.length - 1 };
  }

  #named<Name extends string>(names: readonly Name[], make: () => Local): Named<Name> {
    return Object.fromEntries(names.map((name) => [name, make()])) as Named<Name>;
  }
}

/** A compiled kernel: its arguments are whole numbers, addresses in bytes among them. */
export type Kernel = (...given: readonly number[]) => void;

/**
 * Work on kernel memory, compiled when it is first called. What is written down in a few instructions runs on
 * two numbers at once, which the language itself cannot be told.
 */
export function kernel(body: (locals: KernelLocals) => Code): Kernel {
  let compiled: Kernel | undefined;
  return (...given) => {
    compiled ??= compile(body);
    compiled(...given);
  };
}

function compile(body: (locals: KernelLocals) => Code): Kernel {
  const locals = new KernelLocals();
  const code = body(locals);
  const { given, types } = locals.signature;
  const bytes = Uint8Array.from(moduleOf(given, types, code));
  const instance = new webAssembly.Instance(new webAssembly.Module(bytes), {
    kernel: { memory: kernelMemory() },
  });
  return instance.exports['run'] as Kernel;
}

/** Counts `index` from 0 to `count` by `step`. */
export const counted = (index: Local, count: Code, body: Code, step = 1): Code => {
  const next = write(index, whole.plus(read(index), whole.of(step)));
  return steps(write(index, whole.of(0)), whileBelow(index, count, steps(body, next)));
};

/** The body again and again, left before it where the index is not below the count. */
const whileBelow = (index: Local, count: Code, body: Code): Code => {
  const leaveUnlessBelow = [...whole.below(read(index), count), 0x45, 0x0d, 1];
  return [0x02, 0x40, 0x03, 0x40, ...leaveUnlessBelow, ...body, 0x0c, 0, 0x0b, 0x0b];
};

/** A module that reads and writes a memory and offers one function, `run`. */
function moduleOf(parameters: number, types: readonly number[], code: Code): Code {
  const given = Array.from({ length: parameters }, () => WHOLE);
  const declared = types.flatMap((type) => [1, type]);
  const run = [...unsigned(types.length), ...declared, ...code, 0x0b];
  return [
    ...HEAD,
    ...section(1, [1, 0x60, ...unsigned(parameters), ...given, 0]),
    ...section(2, [1, ...text('kernel'), ...text('memory'), 2, 0, 1]),
    ...section(3, [1, 0]),
    ...section(7, [1, ...text('run'), 0, 0]),
    ...section(10, [1, ...unsigned(run.length), ...run]),
  ];
}

const section = (id: number, content: Code): Code => [id, ...unsigned(content.length), ...content];
const text = (letters: string): Code => [letters.length, ...Buffer.from(letters)];
