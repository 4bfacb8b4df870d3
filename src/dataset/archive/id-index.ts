/** Ids up to this are looked up in an array of 16 MB at most; above it in a Map. */
const DENSE = 4 * 1024 * 1024;

/**
 * Numbers ids in the order in which they first occur. Ids of data sets are small numbers as a rule, so an array is
 * enough: a Map takes five times as long, and 26 million ratings ask for two ids each.
 */
export class IdIndex {
  #dense = new Int32Array(1024).fill(-1);
  readonly #sparse = new Map<number, number>();
  readonly #ids: number[] = [];

  /** Ids by number. */
  get ids(): readonly number[] {
    return this.#ids;
  }

  /** The number of an id, -1 where it is not known. @param id a whole positive number */
  find(id: number): number {
    if (id < this.#dense.length) return this.#dense[id];
    return id < DENSE ? -1 : (this.#sparse.get(id) ?? -1);
  }

  /** The number of an id, a new one where it is not known. @param id a whole positive number */
  numberOf(id: number): number {
    const known = this.find(id);
    if (known >= 0) return known;
    const number = this.#ids.length;
    this.#ids.push(id);
    if (id >= DENSE) this.#sparse.set(id, number);
    else {
      if (id >= this.#dense.length) this.#grow(id);
      this.#dense[id] = number;
    }
    return number;
  }

  #grow(id: number): void {
    const grown = new Int32Array(Math.min(DENSE, Math.max(id + 1, this.#dense.length * 2))).fill(-1);
    grown.set(this.#dense);
    this.#dense = grown;
  }
}

/** The numbers of known ids. @param ids by number */
export function indexOfIds(ids: Iterable<number>): IdIndex {
  const index = new IdIndex();
  for (const id of ids) index.numberOf(id);
  return index;
}
