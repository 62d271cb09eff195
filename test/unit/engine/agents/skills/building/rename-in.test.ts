import assert from 'node:assert/strict';
import { renameIn } from '../../../../../../src/engine/agents/skills/building/rename-in.ts';

describe('renameIn', () => {
  it('changes a name in each way of writing it, but not in imports', () => {
    assert.equal(
      renameIn("import toml from 'toml';\nconst TOML_MAX = 1;\nclass TomlReader {}\ntoml();", 'toml', ['csv']),
      "import toml from 'toml';\nconst CSV_MAX = 1;\nclass CsvReader {}\ncsv();",
    );
  });
  it('leaves code alone that does not hold the name, and names without a word in them', () => {
    assert.equal(renameIn('json();', 'toml', ['csv']), undefined);
    assert.equal(renameIn('$$$();', '$$$', ['csv']), undefined);
  });
});
