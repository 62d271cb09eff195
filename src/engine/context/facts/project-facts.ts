import type { Dependency, ProjectFacts } from '../../domain/context/context.ts';

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

const NOT_PROGRAMMING = new Set(['text', 'json', 'yaml', 'toml', 'markdown', 'xml']);

/** Name, languages by share of bytes, framework. Shares are not told: they change with every edit. */
export function projectFacts(
  name: string,
  bytes: ReadonlyMap<string, number>,
  dependencies: readonly Dependency[],
): ProjectFacts {
  const counted = [...bytes].filter(([language]) => !NOT_PROGRAMMING.has(language));
  const total = counted.reduce((sum, [, each]) => sum + each, 0);
  const languages = counted
    .filter(([, each]) => each > 0 && each >= total * 0.05)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, 5)
    .map(([language]) => language);
  const declared = new Set(dependencies.map(({ name: each }) => each));
  const framework = FRAMEWORKS.find((each) => declared.has(each));
  return { name, languages, ...(framework !== undefined && { framework }) };
}
