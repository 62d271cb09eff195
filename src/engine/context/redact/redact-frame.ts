import type { Change, Dependency } from '../../domain/context/context.ts';
import type { Finding } from '../../domain/finding.ts';
import { redact } from './redact.ts';

interface Texts {
  readonly dependencies: readonly Dependency[];
  readonly changes: readonly Change[];
  readonly findings: readonly Finding[];
}

/** Secrets out of what stands around the files: a finding quotes lines, a commit a key, a version a URL with a password. */
export function redactFrame<T extends Texts>(frame: T): { readonly frame: T; readonly count: number } {
  let count = 0;
  const clean = (text: string): string => {
    const result = redact(text);
    count += result.count;
    return result.text;
  };
  const dependencies = frame.dependencies.map((one) => ({ ...one, version: clean(one.version) }));
  const changes = frame.changes.map((one) => ({
    ...one,
    subject: clean(one.subject),
    ...(one.symbols !== undefined && {
      symbols: one.symbols.map(({ path, names }) => ({ path, names: names.map(clean) })),
    }),
  }));
  const findings = frame.findings.map((one) => ({
    ...one,
    title: clean(one.title),
    // A path is a link, so one that holds a secret is left out rather than changed.
    sources: one.sources.filter(({ path }) => redact(path.replace(/\.\w{1,8}$/, '')).count === 0),
    ...(one.detail !== undefined && { detail: clean(one.detail) }),
    ...(one.excerpt !== undefined && { excerpt: { ...one.excerpt, text: clean(one.excerpt.text) } }),
  }));
  return { frame: { ...frame, dependencies, changes, findings }, count };
}
