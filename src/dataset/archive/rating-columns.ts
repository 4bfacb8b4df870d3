/**
 * Ratings in file order, growing: 9 bytes a rating. Users are stored as runs, because files list the ratings of one user
 * one after the other as a rule.
 */
export class RatingColumns {
  count = 0;
  item: Int32Array<ArrayBuffer>;
  /** Half stars, 1 to 10. */
  halves: Uint8Array<ArrayBuffer>;
  /** Seconds since 1970, 0 where unknown. */
  time: Uint32Array<ArrayBuffer>;
  runs = 0;
  /** User index of each run. */
  runUser = new Int32Array(1024);
  /** Position of the first rating of each run. */
  runStart = new Int32Array(1024);
  #lastUser = -1;

  /** @param expected about how many ratings will come */
  constructor(expected = 1024) {
    const capacity = Math.max(1024, expected);
    this.item = new Int32Array(capacity);
    this.halves = new Uint8Array(capacity);
    this.time = new Uint32Array(capacity);
  }

  /** Makes room for so many more ratings. */
  reserve(more: number): void {
    const needed = this.count + more;
    if (needed <= this.item.length) return;
    const capacity = Math.max(needed, Math.ceil(this.item.length * 1.25));
    this.item = grown(this.item, new Int32Array(capacity), this.count);
    this.halves = grown(this.halves, new Uint8Array(capacity), this.count);
    this.time = grown(this.time, new Uint32Array(capacity), this.count);
  }

  /** Says whose the next ratings are. @param user index */
  of(user: number): void {
    if (user === this.#lastUser) return;
    this.#lastUser = user;
    if (this.runs === this.runUser.length) {
      this.runUser = grown(this.runUser, new Int32Array(2 * this.runs), this.runs);
      this.runStart = grown(this.runStart, new Int32Array(2 * this.runs), this.runs);
    }
    this.runUser[this.runs] = user;
    this.runStart[this.runs] = this.count;
    this.runs++;
  }

  /** Adds a rating of the user that `of` has named; room must be there. */
  add(item: number, halves: number, time: number): void {
    const at = this.count++;
    this.item[at] = item;
    this.halves[at] = halves;
    this.time[at] = time;
  }

  /** Position after the last rating of a run. */
  runEnd(run: number): number {
    return run + 1 < this.runs ? this.runStart[run + 1] : this.count;
  }
}

function grown<T extends { set(values: T): void; subarray(from: number, to: number): T }>(
  from: T,
  to: T,
  count: number,
): T {
  to.set(from.subarray(0, count));
  return to;
}
