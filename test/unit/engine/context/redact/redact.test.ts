import assert from 'node:assert/strict';
import fc from 'fast-check';
import { redact } from '../../../../../src/engine/context/redact/redact.ts';
import { replaceTokens } from '../../../../../src/engine/context/redact/replace-tokens.ts';
import { passwordLines, serviceTokens } from '../../../../fixtures/context/secrets.ts';

const around: readonly ((secret: string) => string)[] = [
  (secret) => secret,
  (secret) => `const key = '${secret}';`,
  (secret) => `{"key":"${secret}"}`,
  (secret) => `curl -H "Authorization: Bearer ${secret}" https://example.org`,
  (secret) => `It was ${secret}.\nNext line`,
  (secret) => `KEY=${secret}`,
  (secret) => `/** @example login('${secret}') */`,
  (secret) => `config.login(${secret})`,
];

describe('redact', () => {
  it('finds the tokens of services wherever they stand, and keeps the lines', () => {
    fc.assert(
      fc.property(serviceTokens, fc.constantFrom(...around), (secret, wrap) => {
        const text = wrap(secret);
        const clean = redact(text);
        assert.ok(!clean.text.includes(secret.slice(6)), clean.text);
        assert.ok(clean.count >= 1);
        assert.equal(clean.text.split('\n').length, text.split('\n').length);
      }),
      { numRuns: 500 },
    );
  });

  it('finds passwords by their names, in URLs, in connection strings and headers', () => {
    for (const [text, secret] of [
      ['DB_PASSWORD=hunter2hunter2', 'hunter2'],
      ['export API_TOKEN=abc123def456', 'abc123'],
      ['docker run -e API_TOKEN=abc123def456 app', 'abc123'],
      ['"text": "dbPassword = \\"abc123def456\\""', 'abc123'],
      ['postgres://bob:s3cr3t@db.example.org/x', 's3cr3t'],
      ['redis://:s3cr3t@cache:6379', 's3cr3t'],
      ['"clientSecret": "correcthorsebattery"', 'correcthorse'],
      ["password => 'letmein1'", 'letmein1'],
      ['x-api-key: "abcd1234efgh"', 'abcd1234'],
      ['  api_key: 9f8e7d6c5b4a3210', '9f8e7d'],
      ['Server=x;User Id=sa;Password=Pa55word!;', 'Pa55word'],
      ['DefaultEndpointsProtocol=https;AccountName=a;AccountKey=abcdEFGH1234+/==;', 'abcdEFGH'],
      ['https://hooks.slack.com/services/T000/B000/XXXXXXXXXXXXXXXXXXXXXXXX', 'B000'],
      ['https://x.blob.core.windows.net/c?sv=1&sig=abcdEFGH1234%2Babcd%3D', 'abcdEFGH'],
      ['Authorization: Basic dXNlcjpwYXNzd29yZDE=', 'dXNlcjpw'],
      ["SECRET_KEY = '192b9bdd22ab9ed4d12e236c'", '192b9b'],
      ['config.secret_key_base = "9f8e7d6c5b4a3210"', '9f8e7d'],
      ['spring.datasource.password=abc123def456', 'abc123'],
      ["define('DB_PASSWORD', 'abc123def456');", 'abc123'],
      ["CREATE USER bob WITH PASSWORD 'abc123def456';", 'abc123'],
      ["IDENTIFIED BY 'abc123def456'", 'abc123'],
      ['// the admin password is abc123def456', 'abc123'],
      ['curl -u bob:s3cr3t https://example.org', 's3cr3t'],
      ['curl --user "bob:s3cr3t" https://example.org', 's3cr3t'],
      ['bob:$apr1$AbCdEfGh$AbCdEfGhIjKlMnOpQrStUv', 'IjKlMnOp'],
      ['$2b$12$AbCdEfGhIjKlMnOpQrStUvAbCdEfGhIjKlMnOpQrStUvAbCdEfGhI', 'IjKlMnOp'],
      [`hooks/webhook-ghp_${'a1'.repeat(18)}`, 'a1a1a1'],
      [`prod_sk_live_${'a1'.repeat(12)}`, 'a1a1a1'],
    ] as const) {
      assert.ok(!redact(text).text.includes(secret), text);
    }
  });

  it('finds passwords by what stands around them, whatever they are', () => {
    fc.assert(
      fc.property(passwordLines, ([secret, line]) => {
        assert.ok(!redact(`a\n${line}\nb`).text.includes(secret), line);
      }),
      { numRuns: 300 },
    );
  });

  it('finds private keys, over several lines or in one text, cut off or whole', () => {
    const key = '-----BEGIN RSA PRIVATE KEY-----\nMIIabc\nxyz\n-----END RSA PRIVATE KEY-----';
    assert.equal(redact(`a\n${key}\nb`).text, 'a\n[redacted]\n\n\n\nb');
    assert.ok(!redact(`'${key.replaceAll('\n', '\\n')}'`).text.includes('MII'));
    assert.ok(!redact(key.slice(0, 45)).text.includes('MII'));
    assert.ok(!redact('-----BEGIN PGP PRIVATE KEY BLOCK-----\nlQOY').text.includes('lQOY'));
  });

  it('leaves code alone that only speaks of secrets', () => {
    for (const text of [
      'password: string',
      'if (NEXT_TOKEN==tokens[i2]) TOKEN_URL=base.url2;',
      'token: Uint8Array',
      'const token = getToken(request)',
      'const accessToken = await fetch()',
      'token = tokens[i]',
      'apiKey: config.apiKey2',
      'secret: $' + '{SECRET}',
      'password = "$' + '{DB_PASS}"',
      'http://localhost:3000/a@b',
      'import x from "sk-learn-something-longer-name"',
      'git@github.com:a/b.git',
      "token: 'keyword.operator.class'",
      'Pass `--disable-warning=FSTWRN003` to it',
      "for (const name of ['password', 'confirmPassword2'])",
      'the token is invalid: sha256 expected',
      'docker run -u node:node --user 1000:1000',
    ]) {
      assert.equal(redact(text).text, text);
    }
  });

  it('finds nothing more in what it has cleaned', () => {
    fc.assert(
      fc.property(serviceTokens, fc.constantFrom(...around), (secret, wrap) => {
        const clean = redact(wrap(secret)).text;
        assert.equal(redact(clean).text, clean);
      }),
    );
  });

  it('finds the tokens that a pattern would find, each as long', () => {
    const TOKEN = /(?<![A-Za-z0-9_.-])[A-Za-z0-9][A-Za-z0-9_.-]{14,2000}/g;
    const part = fc.oneof(
      fc.string({ unit: fc.constantFrom('a', 'Z', '0', '_', '.', '-'), maxLength: 40 }),
      fc.constantFrom(' ', '\n', 'é', '😀', '/', 'x'.repeat(2_000), 'x'.repeat(14), '.'.repeat(15)),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), fc.boolean(), (parts, all) => {
        const text = parts.join('');
        const replace = (token: string): string => (all || token.length % 2 === 0 ? `<${token.length}>` : token);
        assert.equal(replaceTokens(text, replace), text.replace(TOKEN, replace));
      }),
      { numRuns: 2_000 },
    );
  });
});
