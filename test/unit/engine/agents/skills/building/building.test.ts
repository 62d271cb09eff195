import assert from 'node:assert/strict';
import { findWith, placesOf } from '../../../../../fixtures/project-view/find-with.ts';

const app = {
  'lib/render.js':
    'exports.renderJson = function renderJson(value) {\n  return JSON.stringify(value)\n}\n\nexports.renderText = function renderText(value) {\n  return String(value)\n}\n',
  'lib/app.js':
    "const { renderJson } = require('./render')\n\nconst table = { json: renderJson }\n\nfunction other() {\n  return renderJson(1)\n}\n",
};

describe('what edison finds', () => {
  it('a neighbour to follow, whole, and where it is made known', () => {
    const [found] = findWith('scaffold', app, 'add something like renderJson for CSV');
    assert.match(
      found?.title ?? '',
      /like its neighbour `renderJson`; a new one is made known where it is: `lib\/app\.js:1`, `lib\/app\.js:3`$/,
    );
    assert.deepEqual(found?.excerpt, {
      language: 'javascript',
      text: 'exports.renderJson = function renderJson(value) {\n  return JSON.stringify(value)\n}',
    });
  });

  it('the object that a new member belongs to', () => {
    const files = {
      'lib/request.js': 'req.get = function get(name) {\n  return name\n}\n',
      'lib/response.js': 'res.send = function send(body) {\n  return body\n}\n',
    };
    assert.deepEqual(placesOf(findWith('placement', files, 'add a res.teapot method')), ['lib/response.js:1']);
  });

  it('nothing that is going away', () => {
    const files = {
      'lib/a.js':
        '/** Opens. */\nfunction openFile(path) {\n  // deprecated: use openAny\n  return path\n}\n\nfunction openAny(path) {\n  return path\n}\n',
    };
    assert.deepEqual(placesOf(findWith('placement', files, 'open more kinds')), ['lib/a.js:7']);
  });
});
