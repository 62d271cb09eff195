import { XMLParser } from 'fast-xml-parser';
import { parse as parseToml } from 'smol-toml';
import type { Dependency } from '../../domain/context/context.ts';

type Read = (path: string) => string | undefined;
type Found = readonly (readonly [name: string, version: string])[];

/** Manifests in the folder itself, and how each names its libraries. */
const MANIFESTS: readonly (readonly [path: string, parse: (text: string) => Found])[] = [
  ['package.json', npm],
  ['pyproject.toml', pyproject],
  ['requirements.txt', requirements],
  ['go.mod', goMod],
  ['Cargo.toml', cargo],
  ['pom.xml', maven],
  ['build.gradle', gradle],
  ['build.gradle.kts', gradle],
];

/** Paths of the manifests that are looked into. */
export const manifestPaths: readonly string[] = MANIFESTS.map(([path]) => path);

/** The libraries that the project declares, as declared. A manifest that does not parse declares none. */
export function readDependencies(read: Read): Dependency[] {
  return MANIFESTS.flatMap(([manifest, parse]) => {
    const text = read(manifest);
    if (text === undefined) return [];
    try {
      return parse(text).map(([name, version]) => ({ name, version, manifest }));
    } catch {
      return [];
    }
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function at(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>((inner, key) => (isRecord(inner) ? inner[key] : undefined), value);
}

function pairs(value: unknown): Found {
  if (!isRecord(value)) return [];
  return Object.entries(value).map(([name, version]) => [
    name,
    typeof version === 'string' ? version : String(at(version, 'version') ?? '*'),
  ]);
}

function npm(text: string): Found {
  const manifest: unknown = JSON.parse(text);
  return [
    ...pairs(at(manifest, 'dependencies')),
    ...pairs(at(manifest, 'peerDependencies')),
    ...pairs(at(manifest, 'devDependencies')),
  ];
}

function pyproject(text: string): Found {
  const manifest = parseToml(text);
  const listed = at(manifest, 'project', 'dependencies');
  const lines = Array.isArray(listed) ? listed.filter((item) => typeof item === 'string').join('\n') : '';
  return [...requirements(lines), ...pairs(at(manifest, 'tool', 'poetry', 'dependencies'))];
}

function requirements(text: string): Found {
  return [...text.matchAll(/^([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?\s*([^#;\n]*)/gm)].map(
    ([, name = '', version = '']) => [name, version.trim() || '*'],
  );
}

function goMod(text: string): Found {
  return [...text.matchAll(/^\s*(?:require\s+)?([\w.-]+\.[\w./-]+)\s+(v[\w.+-]+)(?!.*\/\/ indirect)/gm)].map(
    ([, name = '', version = '']) => [name, version],
  );
}

function cargo(text: string): Found {
  const manifest = parseToml(text);
  return [
    ...pairs(at(manifest, 'dependencies')),
    ...pairs(at(manifest, 'dev-dependencies')),
    ...pairs(at(manifest, 'workspace', 'dependencies')),
  ];
}

function maven(text: string): Found {
  const listed = at(new XMLParser({ parseTagValue: false }).parse(text), 'project', 'dependencies', 'dependency');
  const all: unknown[] = Array.isArray(listed) ? listed : listed === undefined ? [] : [listed];
  return all.map((one) => [
    `${String(at(one, 'groupId'))}:${String(at(one, 'artifactId'))}`,
    String(at(one, 'version') ?? '*'),
  ]);
}

function gradle(text: string): Found {
  return [
    ...text.matchAll(
      /\b(?:implementation|api|compileOnly|runtimeOnly|testImplementation)[\s(]+['"]([\w.-]+:[\w.-]+)(?::([\w.$-]+))?['"]/g,
    ),
  ].map(([, name = '', version = '*']) => [name, version]);
}
