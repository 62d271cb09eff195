/** What the engine has of something that it scales by itself, at one moment. */
export interface ResourceStats {
  /** `agent lanes`, `compute`, `memory`, `storage`. */
  readonly id: string;
  readonly unit: 'lanes' | 'contexts' | 'bytes';
  /** What may be used now; grows and shrinks between `least` and `most`. */
  readonly capacity: number;
  /** Added already, and counting soon. */
  readonly warming: number;
  readonly least: number;
  readonly most: number;
  readonly used: number;
  /** Set aside for questions that run. */
  readonly reserved: number;
  /** Questions that wait for it. */
  readonly waiting: number;
}
