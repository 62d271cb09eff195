import type { Finding } from '../../../domain/finding.ts';
import type { ProjectView } from '../../../domain/project-view.ts';
import type { Skill } from '../../../domain/skill.ts';
import { codeSpan } from '../text/code-span.ts';

/** Libraries whose authors themselves say that they are over, and what to take instead. */
const OVER: Readonly<Record<string, string>> = {
  request: '`fetch`',
  'request-promise': '`fetch`',
  'node-uuid': '`crypto.randomUUID`',
  moment: '`Intl`, `date-fns` or `luxon`',
  tslint: '`eslint` or `biome`',
  'node-sass': '`sass`',
  querystring: '`URLSearchParams`',
  nose: '`pytest`',
  'github.com/dgrijalva/jwt-go': '`github.com/golang-jwt/jwt`',
  'github.com/pkg/errors': '`fmt.Errorf` with `%w`',
};
const LOCKS = /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?)$/;
const TOLD = 5;

/** Declared versions that anything can satisfy, sources outside a registry, libraries that are over, scripts that run at install. */
export const dependencyRisk: Skill = {
  id: 'dependency-risk',
  title: 'risky dependencies',
  topics:
    /\b(?:dependenc\w*|packages?|librar\w*|upgrad\w*|versions?|lock ?files?|supply chain|outdated|deprecated|install)\b/i,
  broadly: /\b(?:secur\w*|risk\w*|vulnerab\w*)\b/i,
  looksAt: ['config'],
  find({ view }) {
    const declared = view.dependencies().flatMap(({ name, version, manifest }): Finding[] => {
      const risk = riskOf(name, version);
      if (risk === undefined) return [];
      const line = lineOf(view, manifest, name);
      return [
        {
          skill: 'dependency-risk',
          title: `${codeSpan(name)} ${codeSpan(version, 60)} in ${codeSpan(manifest)} ${risk.what}`,
          weight: risk.weight,
          sources: [{ path: manifest, line }],
        },
      ];
    });
    return [...declared, ...installScripts(view), ...missingLock(view)]
      .sort((a, b) => b.weight - a.weight)
      .slice(0, TOLD);
  },
};

function riskOf(name: string, version: string): { readonly what: string; readonly weight: number } | undefined {
  if (/^(?:\*|x|latest|>=?\s*0*)$/i.test(version.trim()))
    return { what: 'is satisfied by any version, also one that breaks or harms: name a range', weight: 0.6 };
  if (/^(?:git[+:]|https?:|github:)/i.test(version) && !/#(?:[0-9a-f]{7,40}|v?\d)/i.test(version))
    return {
      what: 'comes from an address that can change under you: pin a commit, or take it from the registry',
      weight: 0.6,
    };
  const instead = OVER[name.toLowerCase()];
  if (instead === undefined) return undefined;
  return { what: `is no longer developed, its authors say: take ${instead}`, weight: 0.5 };
}

/** Scripts that run on the machine of everybody who installs the package. */
function installScripts(view: ProjectView): Finding[] {
  const manifest = view.read('package.json') ?? '';
  // What is never published is installed by nobody.
  if (/"private"\s*:\s*true/.test(manifest)) return [];
  const lines = manifest.split('\n');
  return lines.flatMap((text, at) => {
    const script = /^\s*"(preinstall|install|postinstall)"\s*:/.exec(text)?.[1];
    if (script === undefined) return [];
    return [
      {
        skill: 'dependency-risk',
        title: `${codeSpan(script)} runs on the machine of everybody who installs this package, with their rights`,
        detail: codeSpan(text),
        weight: 0.5,
        sources: [{ path: 'package.json', line: at + 1 }],
      },
    ];
  });
}

/** A program, unlike a library, should get everywhere the versions it was tested with. */
function missingLock(view: ProjectView): Finding[] {
  const manifest = view.read('package.json');
  if (manifest === undefined || !/"(?:dev)?[dD]ependencies"\s*:/.test(manifest)) return [];
  if (view.files().some(({ path }) => LOCKS.test(path))) return [];
  const library = /"(?:exports|main|files)"\s*:/.test(manifest) && !/"private"\s*:\s*true/.test(manifest);
  const advice = library
    ? 'so every build gets other versions; usual for a library, yet its own tests are not repeatable'
    : 'so every install gets other versions: commit one';
  return [
    {
      skill: 'dependency-risk',
      title: `There is no lock file beside ${codeSpan('package.json')}, ${advice}`,
      weight: library ? 0.35 : 0.6,
      sources: [{ path: 'package.json', line: 1 }],
    },
  ];
}

function lineOf(view: ProjectView, manifest: string, name: string): number {
  const at = (view.read(manifest) ?? '').split('\n').findIndex((text) => text.includes(name));
  return at < 0 ? 1 : at + 1;
}
