import assert from 'node:assert/strict';
import { kindOf } from '../../../../../src/engine/context/classify/kind-of.ts';

describe('what a file is for', () => {
  const all = (kind: string, paths: string): void => {
    for (const path of paths.trim().split(/\s+/)) assert.equal(kindOf(path, ''), kind, path);
  };

  it('is told by its folders, whatever language they are named in', () => {
    all(
      'test',
      `test/app.js Tests/ParserTests.swift src/Core.Tests/Reading.cs src/Core.Tests.Speed/Run.cs okio/src/commonTest/kotlin/Buffer.kt
       Sources/NIOCoreTests/Bytes.swift tests-build/src/lib.rs parser-tests/run.js t/unit/app.py testing/io.py fuzz/read.rs internal/testutil/run.go __mocks__/fs.js spec/a.rb`,
    );
    all(
      'example',
      'Example/App.swift android-example/src/Main.java playground/css/main.js Core.Benchmarks/Run.cs sandbox/client.js',
    );
    all(
      'product',
      'lib/latest/app.js src/contest/rules.py src/attest/sign.go tokio-test/src/io.rs caddytest/run.go src/specification.ts',
    );
  });

  it('is told by its name', () => {
    all(
      'test',
      'src/a.test.ts a_test.go lib/ReaderTest.php src/ParserSpec.scala types/index.test-d.ts test_app.py features/login.feature run.bats list.xctest',
    );
    all('config', 'Core/Core.csproj Core.sln Directory.Build.props Lib.podspec');
    all('data', 'App.xcodeproj/project.pbxproj Info.plist certs/ca.pem');
    all(
      'generated',
      'api/service.pb.go lib/api/okio.api gen/user_pb2.py Form.Designer.cs types.gen.ts uv.lock Package.resolved go.work.sum',
    );
    all('product', 'lib/app.js src/Testing.kt Contest.java src/latest.ts src/gen.go lib/generated.rs fuzzy/match.js');
  });

  it('is not told by the name of a package', () => {
    all('product', 'core/src/main/java/org/mockito/mock/Settings.java core/src/main/kotlin/org/gradle/build/Out.kt');
    all('test', 'core/src/test/java/org/mockito/mock/Settings.java core/src/main/java/org/mockito/SettingsTest.java');
    all('example', 'core/src/main/java/com/example/Main.java');
  });

  it("is told by its text where that is a tool's: long lines, but not those of prose", () => {
    const drawn = `<svg><path d="${'M10.5,20.25 '.repeat(1_000)}"/></svg>`;
    for (const path of ['ext/logo.svg', 'test/fixtures/page.html', 'src/data.js', 'vendor/lib.css'])
      assert.equal(kindOf(path, drawn), 'generated', path);
    assert.equal(kindOf('docs/guide.md', 'A paragraph. '.repeat(1_000)), 'docs');
    assert.equal(kindOf('ext/logo.svg', '<svg></svg>'), 'data');
  });
});
