import type { ProjectView } from '../../../domain/project-view.ts';

/** The command that runs the project's tests, by its manifests; `undefined` when none says. */
export function testCommand(view: ProjectView): string | undefined {
  const paths = new Set(view.files().map(({ path }) => path));
  const manifest = paths.has('package.json') ? view.read('package.json') : undefined;
  if (manifest !== undefined && /"test"\s*:\s*"/.test(manifest)) {
    if (paths.has('pnpm-lock.yaml')) return 'pnpm test';
    if (paths.has('yarn.lock')) return 'yarn test';
    return paths.has('bun.lock') || paths.has('bun.lockb') ? 'bun run test' : 'npm test';
  }
  if (paths.has('go.mod')) return 'go test ./...';
  if (paths.has('Cargo.toml')) return 'cargo test';
  if (paths.has('pom.xml')) return 'mvn test';
  if (paths.has('build.gradle') || paths.has('build.gradle.kts')) return './gradlew test';
  return ['pyproject.toml', 'setup.py', 'setup.cfg', 'pytest.ini', 'tox.ini'].some((path) => paths.has(path))
    ? 'python -m pytest'
    : undefined;
}
