/** Numbers pairs of characters in the order in which they were first seen; a flat hash table, because it is hot. */
export class Vocabulary {
  #slots = new Int32Array(1 << 12).fill(-1);
  #pairs = new Uint32Array(1 << 11);
  #size = 0;

  constructor(private readonly limit: number) {}

  get size(): number {
    return this.#size;
  }

  /** The pairs in row order. */
  get pairs(): Uint32Array {
    return this.#pairs.subarray(0, this.#size);
  }

  /** The row of a pair, or -1 when it is unknown. */
  rowOf(pair: number): number {
    return this.#slots[this.#slotOf(pair)]!;
  }

  /** The row of a pair, giving it one when it is new; -1 once the vocabulary is full. */
  add(pair: number): number {
    const slot = this.#slotOf(pair);
    const known = this.#slots[slot]!;
    if (known >= 0 || this.#size >= this.limit) return known;
    if (this.#size === this.#pairs.length) return this.#grow().add(pair);
    this.#slots[slot] = this.#size;
    this.#pairs[this.#size] = pair;
    return this.#size++;
  }

  #slotOf(pair: number): number {
    const mask = this.#slots.length - 1;
    let slot = (Math.imul(pair, 0x9e3779b1) >>> 12) & mask;
    while (this.#slots[slot]! >= 0 && this.#pairs[this.#slots[slot]!] !== pair) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): this {
    const pairs = new Uint32Array(this.#pairs.length * 2);
    pairs.set(this.#pairs);
    this.#pairs = pairs;
    this.#slots = new Int32Array(pairs.length * 2).fill(-1);
    for (let row = 0; row < this.#size; row++) this.#slots[this.#slotOf(pairs[row]!)] = row;
    return this;
  }
}
