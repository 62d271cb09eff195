import { redact } from './redact.ts';

/** Files that hold secrets by their nature, or a secret in their name: known by path, never read into the index or a context. */
export function isSecretFile(path: string): boolean {
  return SECRET_NAME.test(path) || redact(path.replace(/\.\w{1,8}$/, '')).count > 0;
}

const SECRET_NAME =
  /(^|\/)(\.env(\.(?!example|sample|template)[^/]*)?|\.npmrc|\.netrc|\.pypirc|id_(rsa|dsa|ecdsa|ed25519)|credentials)$|\.(pem|key|p12|pfx|jks|keystore)$/i;
