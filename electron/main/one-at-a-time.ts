/** Lets one deed happen at a time; whoever asks for another meanwhile is turned away. */
export class OneAtATime {
  #isBusy = false;

  /** What the deed comes to, or `otherwise` while one is not over yet. */
  async do<Result>(deed: () => Promise<Result>, otherwise: Result): Promise<Result> {
    if (this.#isBusy) return otherwise;
    this.#isBusy = true;
    try {
      return await deed();
    } finally {
      this.#isBusy = false;
    }
  }
}
