import type { Definition, ProjectView } from '../../../domain/project-view.ts';
import type { Skill } from '../../../domain/skill.ts';
import { codeSpan } from '../text/code-span.ts';
import { enclosing } from '../text/enclosing.ts';
import { linesOf } from '../text/lines-of.ts';
import { usesOf } from '../text/uses-of.ts';
import { findHome } from './find-home.ts';
import { newMember } from './new-member.ts';

/** Lines of a definition that are short enough to copy, and those that are shown. */
const SHORT = 24;
const SHOWN = 16;
/** Places where the neighbour is named that a new one needs too. */
const PLACES = 4;

/** A neighbour to write the new code after, whole, and the places where it is made known, which a new one needs too. */
export const scaffold: Skill = {
  id: 'scaffold',
  title: 'neighbours to follow',
  find(input) {
    const { view } = input;
    const home = findHome(input);
    const near = home?.nearest?.definition;
    // One of a family is a better neighbour than what happens to stand near.
    if (home === undefined || near === undefined || newMember.find(input).length > 0) return [];
    const neighbour = isShort(near) ? near : siblingOf(view, near);
    if (neighbour === undefined) return [];
    const { path, name, line, endLine } = neighbour;
    const text = linesOf(view, path).join(line, Math.min(endLine, line - 1 + SHOWN));
    const places = registrations(view, neighbour);
    const also =
      places.length === 0
        ? ''
        : `; a new one is made known where it is: ${places.map((one) => codeSpan(`${one.path}:${one.line}`)).join(', ')}`;
    return [
      {
        skill: 'scaffold',
        title: `Write it like its neighbour ${codeSpan(name, 80)}${also}`,
        excerpt: { language: view.file(path)?.language ?? '', text },
        weight: 0.8,
        sources: [{ path, line, endLine }, ...places],
      },
    ];
  },
};

function isShort({ line, endLine }: Definition): boolean {
  return endLine - line >= 1 && endLine - line < SHORT;
}

/** The nearest definition of the same kind that is short enough to copy. */
function siblingOf(view: ProjectView, near: Definition): Definition | undefined {
  return view
    .definitions({ path: near.path })
    .filter((one) => one.kind === near.kind && one.name !== near.name && isShort(one))
    .sort((a, b) => Math.abs(a.line - near.line) - Math.abs(b.line - near.line))[0];
}

/** Uses at the top level of product files and types: exports, tables, registrations. Calls inside functions are none. */
function registrations(view: ProjectView, { path, name, line, endLine }: Definition) {
  return usesOf(view, name)
    .filter((one) => one.path !== path || one.line < line || one.line > endLine)
    .filter((one) => {
      const around = enclosing(view, one.path, one.line);
      return around === undefined || around.kind === 'interface' || around.kind === 'type';
    })
    .slice(0, PLACES)
    .map((one) => ({ path: one.path, line: one.line }));
}
