import type { ContextFile, ProjectContext } from './context.ts';
import { renderChange } from './render-change.ts';

/** The context part of a prompt, stable parts first; the same context gives the same bytes. */
export function renderContext(
  context: Pick<ProjectContext, 'project' | 'files' | 'dependencies' | 'changes' | 'findings'>,
): string {
  const { project, files, dependencies, changes, findings } = context;
  const facts = [`# Project ${project.name}`];
  if (project.languages.length > 0) facts.push(`Languages: ${project.languages.join(', ')}`);
  if (project.framework !== undefined) facts.push(`Framework: ${project.framework}`);
  const parts = [facts.join('\n')];
  if (dependencies.length > 0) {
    parts.push(`## Dependencies\n${dependencies.map(({ name, version }) => `- ${name} ${version}`).join('\n')}`);
  }
  if (changes.length > 0) {
    const lines = changes.map((change) => `- ${change.day} ${change.commit} ${renderChange(change)}`);
    parts.push(`## Recent changes of these files\n${lines.join('\n')}`);
  }
  if (findings.length > 0) {
    const lines = findings.map(({ title, detail, excerpt, sources }) => {
      const places = sources.map(({ path, line }) => `${path}:${line}`).join(', ');
      return `- ${title}${places === '' ? '' : ` [${places}]`}${detail === undefined ? '' : `\n  ${detail.replaceAll('\n', '\n  ')}`}${excerpt === undefined ? '' : `\n  ${excerpt.text.replaceAll('\n', '\n  ')}`}`;
    });
    parts.push(`## Findings\n${lines.join('\n')}`);
  }
  const frame = parts.join('\n\n');
  // Put together at once: it is long.
  return files.length === 0 ? frame : [`${frame}\n\n## Files`, ...files.map(renderFile)].join('\n');
}

/** One file as the context shows it. */
export function renderFile({ path, text }: Pick<ContextFile, 'path' | 'text'>): string {
  return `<file path=${JSON.stringify(path)}>\n${text}\n</file>`;
}
