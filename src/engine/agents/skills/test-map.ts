import type { Skill } from '../../domain/skill.ts';
import { testsOf } from './tests-of.ts';

/** Which tests stand for the chosen sources, and the command that runs them. */
export const testMap: Skill = {
  id: 'test-map',
  title: 'tests of the chosen sources',
  find({ view, chosen }) {
    const files = view.files();
    const tests = files.filter(({ kind }) => kind === 'test');
    const kinds = new Map(files.map(({ path, kind }) => [path, kind]));
    const mapped = chosen
      .filter((path) => kinds.get(path) === 'product')
      .slice(0, 5)
      .flatMap((path, rank) => {
        const found = testsOf(view, tests, path);
        if (found.length === 0) return [];
        const names = found.map((test) => `\`${test}\``).join(', ');
        return [
          {
            skill: 'test-map',
            title: `\`${path}\` is tested by ${names}`,
            weight: 0.9 - rank * 0.1,
            sources: found.map((test) => ({ path: test, line: 1 })),
          },
        ];
      });
    const command = testCommand(view.read('package.json'), new Set(files.map(({ path }) => path)));
    if (command === undefined) return mapped;
    return [...mapped, { skill: 'test-map', title: `Run the tests with \`${command}\``, weight: 0.7, sources: [] }];
  },
};

function testCommand(manifest: string | undefined, paths: ReadonlySet<string>): string | undefined {
  if (manifest !== undefined && /"test"\s*:/.test(manifest)) return 'npm test';
  if (paths.has('go.mod')) return 'go test ./...';
  if (paths.has('Cargo.toml')) return 'cargo test';
  if (paths.has('pom.xml')) return 'mvn test';
  if (paths.has('build.gradle') || paths.has('build.gradle.kts')) return './gradlew test';
  return paths.has('pyproject.toml') || paths.has('setup.py') ? 'python -m pytest' : undefined;
}
