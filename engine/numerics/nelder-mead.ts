/** Where a search ended. */
export interface Minimum {
  readonly point: readonly number[];
  readonly value: number;
  /** Times the function was asked. */
  readonly evaluations: number;
}

interface Vertex {
  readonly point: readonly number[];
  readonly value: number;
}

const REFLECT = 1;
const EXPAND = 2;
const CONTRACT = 0.5;
const SHRINK = 0.5;
const FIRST_STEP = 0.1;
const SPREAD = 1e-8;
const MOST_EVALUATIONS = 400;

/**
 * Downhill simplex search for a minimum near `start`, as the formula catalogue fixes it: coefficients 1,
 * 2, 0.5 and 0.5, first steps of 0.1, an end when the values of the simplex differ by less than `1e-8 (1
 * + |f|)` or after 400 evaluations. Deterministic. Where the function is not finite counts as infinitely
 * high, so a bound is written as `Infinity` beyond it.
 *
 * Source: Nelder & Mead (1965), A Simplex Method for Function Minimization, The Computer Journal 7(4).
 */
export function nelderMead(
  f: (point: readonly number[]) => number,
  start: readonly number[],
  mostEvaluations: number = MOST_EVALUATIONS,
): Minimum {
  const search = new SimplexSearch(f, start);
  while (!search.isFlat && search.evaluations < mostEvaluations) search.step();
  return { ...search.best, evaluations: search.evaluations };
}

class SimplexSearch {
  evaluations = 0;
  readonly #f: (point: readonly number[]) => number;
  #simplex: Vertex[];

  constructor(f: (point: readonly number[]) => number, start: readonly number[]) {
    this.#f = f;
    const corners = start.map((_, axis) => start.map((each, i) => (i === axis ? each + FIRST_STEP : each)));
    this.#simplex = [start, ...corners].map((point) => this.#vertex(point));
    this.#sort();
  }

  get best(): Vertex {
    return this.#simplex[0] as Vertex;
  }

  get isFlat(): boolean {
    const { best } = this;
    const worst = this.#simplex.at(-1) as Vertex;
    return Number.isFinite(best.value) && worst.value - best.value < SPREAD * (1 + Math.abs(best.value));
  }

  step(): void {
    const worst = this.#simplex.at(-1) as Vertex;
    const second = this.#simplex.at(-2) as Vertex;
    const center = this.#centerOfAllButWorst();
    const reflected = this.#vertex(along(center, worst.point, -REFLECT));
    if (reflected.value < this.best.value) {
      const expanded = this.#vertex(along(center, worst.point, -EXPAND));
      this.#replaceWorst(expanded.value < reflected.value ? expanded : reflected);
    } else if (reflected.value < second.value) {
      this.#replaceWorst(reflected);
    } else {
      this.#contract(center, worst, reflected);
    }
  }

  #contract(center: readonly number[], worst: Vertex, reflected: Vertex): void {
    const isOutside = reflected.value < worst.value;
    const contracted = this.#vertex(along(center, worst.point, isOutside ? -CONTRACT : CONTRACT));
    if (contracted.value < (isOutside ? reflected : worst).value) this.#replaceWorst(contracted);
    else this.#shrink();
  }

  #shrink(): void {
    const { best } = this;
    this.#simplex = this.#simplex.map((vertex) =>
      vertex === best ? best : this.#vertex(along(best.point, vertex.point, SHRINK)),
    );
    this.#sort();
  }

  #replaceWorst(vertex: Vertex): void {
    this.#simplex[this.#simplex.length - 1] = vertex;
    this.#sort();
  }

  #sort(): void {
    this.#simplex.sort((a, b) => (a.value < b.value ? -1 : a.value > b.value ? 1 : 0));
  }

  #centerOfAllButWorst(): number[] {
    const kept = this.#simplex.slice(0, -1);
    return this.best.point.map(
      (_, i) => kept.reduce((sum, { point }) => sum + (point[i] ?? 0), 0) / kept.length,
    );
  }

  #vertex(point: readonly number[]): Vertex {
    this.evaluations += 1;
    const value = this.#f(point);
    return { point, value: Number.isFinite(value) ? value : Infinity };
  }
}

/** The point `share` of the way from `origin` to `target`; behind the origin where it is negative. */
function along(origin: readonly number[], target: readonly number[], share: number): number[] {
  return origin.map((each, i) => each + share * ((target[i] ?? 0) - each));
}
