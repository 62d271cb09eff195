import assert from 'node:assert/strict';
import { findWith, placesOf } from '../../../../../fixtures/project-view/find-with.ts';

const reply = {
  'lib/reply.js':
    'function send(reply, code) {\n  if (reply.sent) throw new Error("Reply was already sent with %d, see the docs")\n  return reply.raw.end()\n}\n',
  'lib/errors.js': "exports.E_BODY = make('E_BODY', 'Body of %s is too large')\n",
};

describe('what sherlock finds', () => {
  it('where an error that the question names is made, not where it is defined', () => {
    const found = findWith(
      'error-origin',
      {
        'src/Unfinished.java':
          'public class UnfinishedException extends Base {\n  public UnfinishedException(String m) {\n    super(m);\n  }\n}\n',
        'src/Reporter.java':
          'class Reporter {\n  static Base unfinished() {\n    return new UnfinishedException("Missing the end");\n  }\n}\n',
      },
      'why do I get UnfinishedException?',
    );
    assert.deepEqual(placesOf(found), ['src/Reporter.java:3']);
  });

  it('a message in front of the question about it', () => {
    const found = findWith(
      'error-origin',
      { 'src/globals.py': 'MESSAGE = """\\\nWorking outside of application context.\n\nPush one.\n"""\n' },
      'RuntimeError: Working outside of application context. what causes this?',
    );
    assert.deepEqual(placesOf(found), ['src/globals.py:2']);
  });

  it('the body of a function, not the signatures before it', () => {
    const found = findWith(
      'suspects',
      {
        'src/a.ts':
          'export function compute(a: string): string;\nexport function compute(a: number): string;\nexport function compute(a: unknown): string {\n  const b = String(a);\n  return b.trim() + compute.name;\n}\n',
      },
      'why is compute wrong?',
    );
    assert.deepEqual(placesOf(found), ['src/a.ts:3']);
  });

  it('the place where a quoted message is made, whatever stands in its holes', () => {
    const of = (text: string) => placesOf(findWith('error-origin', reply, text));
    assert.deepEqual(of('why "Reply was already sent with 302, see the docs"?'), ['lib/reply.js:2']);
    assert.deepEqual(of('Error: Body of upload.bin is too large'), ['lib/errors.js:1']);
    assert.deepEqual(of('we get “reply was already sent”'), ['lib/reply.js:2']);
    assert.deepEqual(of('why is the reply sent twice?'), []);
  });

  it('the access that a run-time error complains of', () => {
    const [found] = findWith(
      'failing-access',
      reply,
      "TypeError: Cannot read properties of undefined (reading 'end') in send",
    );
    assert.match(found?.title ?? '', /`end` is accessed at `lib\/reply\.js:3` in `send`/);
    assert.deepEqual(findWith('failing-access', reply, 'it ends too early'), []);
  });

  it('commits that speak of the symptom, and the latest where something worked before', () => {
    const change = (commit: string, subject: string) => ({
      commit,
      day: '2026-11-20',
      subject,
      paths: ['lib/reply.js'],
    });
    const changes = [
      change('aaa1', 'feat: send early'),
      change('bbb2', 'docs: send'),
      change('ccc3', 'fix body of reply'),
    ];
    const of = (text: string) =>
      findWith('recent-changes', reply, text, changes).map(({ title }) => /\w+\d/.exec(title)?.[0]);
    assert.deepEqual(of('why is the reply body cut?'), ['ccc3']);
    assert.deepEqual(of('reply is empty since the upgrade'), ['ccc3', 'aaa1']);
    assert.deepEqual(of('how are cookies parsed?'), []);
  });

  it('first what holds the rare words of the symptom', () => {
    const files = {
      'lib/a.js':
        'function readHeader(header) {\n  return header\n}\n\nfunction writeHeader(header) {\n  return header\n}\n\nfunction compile(header) {\n  return etag(header)\n}\n',
    };
    const [first] = findWith('suspects', files, 'why is the etag header wrong?');
    assert.match(
      first?.title ?? '',
      /`compile` \(function\) in `lib\/a\.js` fits the question: it has `etag`, `header`/,
    );
    assert.match(first?.detail ?? '', /line 10: `return etag\(header\)`/);
  });
});
