/** A wish to stop that somebody outside may utter once; training looks at it between batches. */
export class StopWish {
  #isUttered = false;

  get isUttered(): boolean {
    return this.#isUttered;
  }

  utter(): void {
    this.#isUttered = true;
  }
}
