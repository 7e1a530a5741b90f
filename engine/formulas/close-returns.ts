/** Log returns from close to close. */
export class CloseReturns {
  #before = NaN;

  /** The return up to this close; NaN at the first. */
  next(close: number): number {
    const logReturn = Math.log(close / this.#before);
    this.#before = close;
    return logReturn;
  }
}
