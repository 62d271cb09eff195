/** One line of `WEE: Doctor` and `wee doctor`. */
export interface DoctorCheck {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
  /** What to do when it is not ok; empty otherwise. */
  readonly remedy: string;
}
