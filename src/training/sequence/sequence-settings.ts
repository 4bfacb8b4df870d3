/** Settings of a run. */
export interface SequenceSettings {
  /** How many of the last movies the network looks at. */
  readonly length: number;
  readonly width: number;
  readonly blocks: number;
  /** Share of numbers that are left out at random while it learns. */
  readonly dropout: number;
  readonly learningRate: number;
  readonly epochs: number;
  /** Positions in one batch. */
  readonly batch: number;
  /** A run ends early after so many epochs without a lower loss on held-out users; 0 switches this off. */
  readonly patience: number;
  /** Share of the users that are held out. */
  readonly validationShare: number;
  readonly seed: number;
}
