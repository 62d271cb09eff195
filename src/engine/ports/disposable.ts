/** Something with an end. Disposing twice is harmless. */
export interface Disposable {
  dispose(): void;
}
