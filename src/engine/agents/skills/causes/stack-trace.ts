import type { ProjectView } from '../../../domain/project-view.ts';
import type { Skill } from '../../../domain/skill.ts';
import { inertText } from '../../../text/inert-text.ts';
import { codeSpan } from '../text/code-span.ts';
import { enclosing } from '../text/enclosing.ts';
import { isComment } from '../text/is-comment.ts';
import { matchPath } from './match-path.ts';
import { parseFrames } from './parse-frames.ts';

/** Frames that are looked up, and frames and diagnostics that are told. */
const LOOKED_UP = 40;
const TOLD = 3;

/** Parses stack traces, error output and diagnostics to frames in files of the project, innermost first. */
export const stackTrace: Skill = {
  id: 'stack-trace',
  title: 'stack traces and diagnostics',
  find({ question: { text, focus }, view }) {
    const written = parseFrames(text).slice(0, LOOKED_UP);
    const paths = new Set(written.length === 0 ? [] : view.files().map(({ path }) => path));
    const frames = written.flatMap((frame) => {
      const path = matchPath(frame.path, paths);
      return path === undefined ? [] : [{ ...frame, path }];
    });
    const found = frames.slice(0, TOLD).map(({ path, line, name }, at) => {
      const within = name ?? enclosing(view, path, line)?.name;
      return {
        skill: 'stack-trace',
        title: `${at === 0 ? 'The innermost frame in the project is' : 'It was called from'} ${codeSpan(`${path}:${line}`)}${within === undefined ? '' : ` in ${codeSpan(within, 60)}`}`,
        ...sourceLine(view, path, line),
        weight: 1 - at * 0.1,
        sources: [{ path, line }],
      };
    });
    const reported = (focus?.diagnostics ?? []).slice(0, TOLD).map(({ path, line, severity, message }) => ({
      skill: 'stack-trace',
      title: `The editor reports ${severity === 'warning' ? 'a warning' : severity === 'error' ? 'an error' : 'a hint'} at ${codeSpan(`${path}:${line}`)}: ${inertText(message, 160)}`,
      weight: 0.9,
      sources: [{ path, line }],
    }));
    return [...found, ...reported];
  },
};

/** The line as it is now, or that it is gone: traces are often of another version. */
function sourceLine(view: ProjectView, path: string, line: number): { readonly detail: string } | undefined {
  const text = view.read(path);
  if (text === undefined) return undefined;
  const found = text.split('\n')[line - 1];
  if (found === undefined) return { detail: 'The file is shorter now: the trace is of another version' };
  if (found.trim() === '' || isComment(found))
    return { detail: 'That line holds no code now: the trace may be of another version' };
  return { detail: codeSpan(found) };
}
