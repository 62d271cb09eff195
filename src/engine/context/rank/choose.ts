import type { FileKind } from '../../domain/project-view.ts';
import { limits } from '../../limits.ts';
import { best } from './best.ts';

/** Files below this share of the best score are left out rather than filled up to 20. */
const THRESHOLD = 0.08;
/** Tests, documents and other files beside product code, at most, so that there is room for it. */
const ASIDE_FILES = 8;
/** Files of the kind that a question asks for that are chosen in any case: marie's tests. */
const KEPT = 5;

/** The best files, room kept for product code, and, last, for some of the kind that the question asks for. */
export function choose(
  fused: ReadonlyMap<string, number>,
  highest: number,
  kindOf: (path: string) => FileKind | undefined,
  wanted: FileKind | undefined,
): string[] {
  const order = best(fused, fused.size).filter((path) => (fused.get(path) ?? 0) >= highest * THRESHOLD);
  const kept = wanted === undefined ? [] : order.filter((path) => kindOf(path) === wanted).slice(0, KEPT);
  const chosen: string[] = [];
  let aside = 0;
  for (const path of order) {
    if (kindOf(path) !== 'product' && ++aside > ASIDE_FILES) continue;
    const missing = kept.filter((one) => !chosen.includes(one) && one !== path).length;
    if (chosen.length + missing < limits.contextFiles) chosen.push(path);
  }
  return chosen;
}
