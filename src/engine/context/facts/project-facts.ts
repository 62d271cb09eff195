import { basename } from 'node:path';
import type { Dependency, ProjectFacts } from '../../domain/context.ts';
import type { FileFacts } from '../../domain/project-view.ts';

/** Libraries that give a project its shape, most telling first. */
const FRAMEWORKS = [
  'next',
  'nuxt',
  '@nestjs/core',
  '@angular/core',
  'react',
  'vue',
  'svelte',
  'express',
  'fastify',
  'koa',
  'django',
  'Django',
  'flask',
  'Flask',
  'fastapi',
  'github.com/gin-gonic/gin',
  'github.com/labstack/echo',
  'actix-web',
  'axum',
  'tokio',
  'org.springframework.boot:spring-boot-starter-web',
];

/** Name, languages by share of product bytes, framework. Shares are not told: they change with every edit. */
export function projectFacts(
  folder: string,
  files: readonly FileFacts[],
  dependencies: readonly Dependency[],
  manifest: string | undefined,
): ProjectFacts {
  const bytes = new Map<string, number>();
  for (const file of files) {
    if (file.kind !== 'product' && file.kind !== 'test') continue;
    if (['text', 'json', 'yaml', 'toml', 'markdown', 'xml'].includes(file.language)) continue;
    bytes.set(file.language, (bytes.get(file.language) ?? 0) + file.bytes);
  }
  const total = [...bytes.values()].reduce((sum, each) => sum + each, 0);
  const languages = [...bytes]
    .filter(([, each]) => each >= total * 0.05)
    .sort((a, b) => b[1] - a[1])
    .slice(0, 5)
    .map(([language]) => language);
  const declared = new Set(dependencies.map(({ name }) => name));
  const framework = FRAMEWORKS.find((name) => declared.has(name));
  return { name: nameIn(manifest) ?? basename(folder), languages, ...(framework !== undefined && { framework }) };
}

function nameIn(manifest: string | undefined): string | undefined {
  const name = manifest === undefined ? undefined : /^\s*"name"\s*:\s*"([^"\n]{1,100})"/m.exec(manifest)?.[1];
  return name === '' ? undefined : name;
}
