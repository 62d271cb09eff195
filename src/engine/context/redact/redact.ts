const SECRETS: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g,
  /\bgh[pousr]_[A-Za-z0-9]{36,}\b|\bgithub_pat_\w{22,}\b/g,
  /\bxox[abprs]-[A-Za-z0-9-]{10,}/g,
  /\bsk-(?:proj-|ant-)?[A-Za-z0-9_-]{20,}/g,
  /\bAIza[0-9A-Za-z_-]{35}\b/g,
  /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/g,
  /(?<=\b[a-z][a-z0-9+.-]*:\/\/[^\s:@/]{1,100}:)[^\s@/]{3,}(?=@)/gi,
  /(?<=\b(?:password|passwd|secret|token|api[_-]?key|access[_-]?key)["']?\s*[:=]\s*["'])[^"'\s]{12,}(?=["'])/gi,
];

/** The text with every secret replaced by `[redacted]`, and how many there were. Line breaks stay, so that lines keep their numbers. */
export function redact(text: string): { readonly text: string; readonly count: number } {
  let count = 0;
  let clean = text;
  for (const pattern of SECRETS) {
    clean = clean.replace(pattern, (secret) => {
      count++;
      return `[redacted]${secret.replace(/[^\n]/g, '')}`;
    });
  }
  return { text: clean, count };
}

/** Files that hold secrets by their nature: known by path, never read into the index or a context. */
export function isSecretFile(path: string): boolean {
  return /(^|\/)(\.env(\.(?!example|sample|template)[^/]*)?|\.npmrc|\.netrc|\.pypirc|id_(rsa|dsa|ecdsa|ed25519)|credentials)$|\.(pem|key|p12|pfx|jks|keystore)$/i.test(
    path,
  );
}
