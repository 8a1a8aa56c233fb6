/**
 * How strongly each pair of characters speaks for each class: counts, and the weights of complement naive Bayes made
 * from them (Rennie et al. 2003, "Tackling the poor assumptions of naive Bayes text classifiers", §4.1). A pair's
 * weight for a class is minus the logarithm of how usual the pair is in all the *other* classes, which stays sound
 * when one class has a hundred messages and another six. Learning touches only the rows of the pairs learnt.
 */
export class Evidence {
  counts: Float32Array;
  weights: Float32Array;
  readonly totals: Float64Array;
  readonly #whole: Float64Array;

  /** `groupOf[class]` names the group whose other members are a class's complement. */
  constructor(
    readonly width: number,
    readonly groupOf: Uint16Array,
    readonly smoothing: number,
  ) {
    this.counts = new Float32Array(width * 1024);
    this.weights = new Float32Array(width * 1024);
    this.totals = new Float64Array(width);
    this.#whole = new Float64Array(Math.max(...groupOf) + 1);
  }

  /** Makes room for `rows` rows. */
  reserve(rows: number): void {
    if (rows * this.width <= this.counts.length) return;
    const longer = new Float32Array(Math.max(rows * this.width, this.counts.length * 2));
    longer.set(this.counts);
    this.counts = longer;
    const weights = new Float32Array(longer.length);
    weights.set(this.weights);
    this.weights = weights;
  }

  add(row: number, column: number, amount: number): void {
    this.counts[row * this.width + column]! += amount;
    this.totals[column]! += amount;
  }

  /** Remakes the weights of one row after its counts changed. */
  refresh(row: number): void {
    const base = row * this.width;
    const whole = this.#whole.fill(0);
    for (let c = 0; c < this.width; c++) whole[this.groupOf[c]!]! += this.counts[base + c]!;
    for (let c = 0; c < this.width; c++) {
      const elsewhere = Math.max(0, whole[this.groupOf[c]!]! - this.counts[base + c]!);
      this.weights[base + c] = -Math.log(elsewhere + this.smoothing);
    }
  }

  /** What every weight of a class still lacks: the logarithm of the size of its complement. */
  offsets(rows: number): Float64Array {
    const whole = new Float64Array(this.#whole.length);
    this.totals.forEach((total, c) => {
      whole[this.groupOf[c]!]! += total;
    });
    return this.totals.map((total, c) =>
      Math.log(whole[this.groupOf[c]!]! - total + this.smoothing * rows || 1),
    );
  }
}
