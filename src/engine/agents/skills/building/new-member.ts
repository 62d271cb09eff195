import { posix } from 'node:path';
import type { Finding } from '../../../domain/finding.ts';
import type { Skill, SkillInput } from '../../../domain/skill.ts';
import { codeSpan } from '../text/code-span.ts';
import { enclosing } from '../text/enclosing.ts';
import { linesOf } from '../text/lines-of.ts';
import { usesOf } from '../text/uses-of.ts';
import { findFamily } from './find-family.ts';
import { findHome, type Home } from './find-home.ts';
import { findKin } from './find-kin.ts';
import { newName } from './new-name.ts';
import { renameIn } from './rename-in.ts';

const ASKED = /\b(?:add|adds|adding|implement\w*|writ\w*|creat\w*|support\w*|introduc\w*|new|provide)\b/i;
const PLACES = 4;
const ALIKE = 3;

/**
 * Where there is one class, or one file, for each of many things and the question asks for one more: that one, begun after the shortest of
 * them, as a change that can be applied.
 */
export const newMember: Skill = {
  id: 'new-member',
  title: 'families to extend',
  find(input) {
    const found = known.get(input) ?? look(input);
    known.set(input, found);
    return found;
  },
};

/** Another skill asks for it too. */
const known = new WeakMap<SkillInput, readonly Finding[]>();

function look(input: SkillInput): readonly Finding[] {
  if (!ASKED.test(input.question.text)) return [];
  const home = findHome(input);
  return home === undefined ? [] : (newClass(input, home) ?? newFile(input, home) ?? []);
}

function newClass({ question, view }: SkillInput, { path, nearest }: Home): readonly Finding[] | undefined {
  const kin = findKin(view, path);
  const near = nearest?.definition;
  if (kin === undefined || near === undefined) return undefined;
  if (
    ![near.name, near.parent ?? enclosing(view, path, near.line - 1)?.name].some(
      (name) => name !== undefined && kin.members.includes(name),
    ) &&
    !isBase(view, path, near.name)
  )
    return undefined;
  const { model, members, endLine } = kin;
  const name = newName(question.text, [path, ...members]);
  const code = linesOf(view, path).join(model.line, model.endLine);
  const own = withoutCommon(model.name, members);
  const begun = name === undefined ? undefined : renameIn(code, own, name);
  const places = registered(
    view,
    model.name,
    (use) => use.path !== path || use.line < model.line || use.line > model.endLine,
  );
  const others = members
    .filter((one) => one !== model.name)
    .slice(0, ALIKE)
    .map((one) => codeSpan(one, 60));
  const like = `${codeSpan(model.name, 60)} of ${codeSpan(path)}`;
  return [
    {
      skill: 'new-member',
      title: `Write it like ${like}, as ${others.join(', ')} are${begun === undefined ? '' : `: begun here with its name changed, to follow line ${endLine}`}${made(places)}`,
      excerpt: { language: view.file(path)?.language ?? '', text: begun ?? code },
      ...(begun !== undefined && { proposes: { path, after: endLine } }),
      weight: 0.93,
      sources: [{ path, line: model.line, endLine: model.endLine }, ...places],
    },
  ];
}

function newFile({ question, view }: SkillInput, { path: home }: Home): readonly Finding[] | undefined {
  const family = findFamily(view, home);
  if (family === undefined) return undefined;
  const { model, members, shared } = family;
  const stem = posix.basename(model).replace(/\.\w+$/, '');
  const name = newName(question.text, [...members, ...shared]);
  const path = name === undefined ? undefined : model.replace(/[^/]+(?=\.\w+$)/, renameIn(stem, stem, name) ?? stem);
  const begun =
    name === undefined || path === undefined || view.file(path) !== undefined
      ? undefined
      : renameIn((view.read(model) ?? '').trimEnd(), stem, name);
  const type = view.definitions({ path: model }).find(({ kind }) => kind === 'class' || kind === 'type');
  const places = type === undefined ? [] : registered(view, type.name, (use) => use.path !== model);
  const others = members
    .filter((one) => one !== model && one !== home && !places.some((use) => use.path === one))
    .slice(0, ALIKE)
    .map((one) => codeSpan(one));
  const alike = others.length === 0 ? '' : `, as ${others.join(', ')} are`;
  return [
    {
      skill: 'new-member',
      title:
        begun === undefined || path === undefined
          ? `Make a file of its own like ${codeSpan(model)}${alike}${made(places)}`
          : `Make ${codeSpan(path)} like ${codeSpan(model)}${alike}: begun here with its name changed${made(places)}`,
      ...(begun !== undefined && { excerpt: { language: view.file(model)?.language ?? '', text: begun } }),
      ...(begun !== undefined && path !== undefined && { proposes: { path } }),
      weight: 0.93,
      sources: [{ path: model, line: 1 }, ...places],
    },
  ];
}

/** Whether members stand on it: it is named in the line that begins one. */
function isBase(view: SkillInput['view'], path: string, name: string): boolean {
  return view.definitions({ path }).filter((one) => one.name !== name && one.signature.includes(name)).length >= 2;
}

function registered(
  view: SkillInput['view'],
  name: string,
  elsewhere: (use: { path: string; line: number }) => boolean,
) {
  return usesOf(view, name)
    .filter(elsewhere)
    .slice(0, PLACES)
    .map(({ path, line }) => ({ path, line }));
}

function made(places: Finding['sources']): string {
  return places.length === 0
    ? ''
    : `; a new one is made known where that one is: ${places.map((one) => codeSpan(`${one.path}:${one.line}`)).join(', ')}`;
}

/** A name without what most of the others begin or end with: `UUID` of `TagUUID`, `TagTuple`, `TagDict`. */
function withoutCommon(name: string, others: readonly string[]): string {
  const most = (test: (one: string) => boolean): boolean => others.filter(test).length * 2 > others.length;
  let [from, to] = [0, name.length];
  const isWord = (at: number): boolean => /^\p{Lu}/u.test(name.slice(at));
  for (let at = 1; at < name.length - 1; at++)
    if (isWord(at) && most((one) => one.startsWith(name.slice(0, at)))) from = at;
  for (let at = name.length - 1; at > from; at--)
    if (isWord(at) && most((one) => one.endsWith(name.slice(at)))) to = at;
  return to - from >= 3 ? name.slice(from, to) : name;
}
