import assert from 'node:assert/strict';
import { newName } from '../../../../../../src/engine/agents/skills/building/new-name.ts';
import { renameIn } from '../../../../../../src/engine/agents/skills/building/rename-in.ts';
import { findWith } from '../../../../../fixtures/project-view/find-with.ts';

const binding = (name: string): string =>
  `package binding\n\nimport "lib/${name}"\n\ntype ${name}Binding struct{}\n\nfunc (${name}Binding) Name() string {\n\treturn "${name}"\n}\n\nfunc (${name}Binding) Bind(body []byte) error {\n\treturn ${name}.Decode(body)\n}\n`;
const folder = {
  'binding/binding.go':
    'package binding\n\ntype Binding interface {\n\tName() string\n\tBind(body []byte) error\n}\n\nvar (\n\tJSON = jsonBinding{}\n\tXML = xmlBinding{}\n\tTOML = tomlBinding{}\n)\n',
  'binding/json.go': `${binding('json')}\n// JSON is the usual one.\n`,
  'binding/toml.go': binding('toml'),
  'binding/xml.go': `${binding('xml')}\n// XML is the old one.\n`,
};
const tag = (name: string, type: string): string =>
  `class Tag${name}(Tag):\n    key = "${type}"\n\n    def check(self, value):\n        return isinstance(value, ${type})\n\n    def to_json(self, value):\n        return str(value)\n`;
const tags = `class Tag:\n    def check(self, value):\n        raise NotImplementedError\n\n    def to_json(self, value):\n        raise NotImplementedError\n\n\n${tag('Uuid', 'uuid')}\n\n${tag('Bytes', 'bytes')}\n\n${tag('Date', 'date')}\nTAGS = [TagUuid, TagBytes, TagDate]\n`;

describe('one more of a family', () => {
  it('is begun as a file of its own where there is a file for each', () => {
    const [found] = findWith('new-member', folder, 'add a binding for CSV bodies');
    assert.match(
      found?.title ?? '',
      /^Make `binding\/csv\.go` like `binding\/toml\.go`, as .*: begun here with its name changed; a new one is made known .*`binding\/binding\.go:11`$/,
    );
    assert.deepEqual(found?.proposes, { path: 'binding/csv.go' });
    assert.match(found?.excerpt?.text ?? '', /type csvBinding struct/);
    assert.match(found?.excerpt?.text ?? '', /import "lib\/toml"/, 'what others made keeps its name');
  });

  it('is begun beside the others where one file holds all of them, after the last', () => {
    const [found] = findWith('new-member', { 'json/tag.py': tags }, 'add a tag for Decimal values');
    assert.match(found?.title ?? '', /^Write it like `Tag\w+` of `json\/tag\.py`/);
    assert.match(found?.excerpt?.text ?? '', /^class TagDecimal\(Tag\):/);
    const last = tags.split('\n').indexOf('TAGS = [TagUuid, TagBytes, TagDate]');
    assert.equal(found?.proposes?.path, 'json/tag.py');
    assert.ok((found?.proposes?.after ?? 0) >= last - 1 && (found?.proposes?.after ?? 0) <= last);
  });

  it('is no answer to who asks for no new thing, or where there is no family', () => {
    assert.deepEqual(findWith('new-member', folder, 'why does the CSV binding fail?'), []);
    assert.deepEqual(
      findWith('new-member', { 'lib/a.js': 'exports.a = function a() {}\n' }, 'add a parser for CSV'),
      [],
    );
  });

  it('goes by what the question names and no other has', () => {
    assert.deepEqual(newName('add a flag --max-lines that stops', ['flags', 'MaxCount']), ['max', 'lines']);
    assert.deepEqual(newName('add a binding for YAML bodies', ['jsonBinding', 'binding']), ['yaml']);
    assert.equal(newName('add another binding', ['binding']), undefined);
  });

  it('is renamed in every way of writing it', () => {
    assert.equal(
      renameIn('class TomlFile: TOML = "toml" # read_toml', 'toml', ['csv']),
      'class CsvFile: CSV = "csv" # read_csv',
    );
    assert.equal(
      renameIn('struct MaxCount; "max-count" max_count', 'MaxCount', ['max', 'lines']),
      'struct MaxLines; "max-lines" max_lines',
    );
    assert.equal(renameIn('nothing here', 'toml', ['csv']), undefined);
  });
});
