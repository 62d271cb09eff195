/** How the tokens of services begin and go on; after the rules of gitleaks and secretlint. */
const SHAPES: readonly RegExp[] = [
  // Amazon, Google, Azure DevOps
  /^(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}$/,
  /^AIza[\w-]{35}$/,
  /^ya29\.[\w-]{20,}/,
  /^GOCSPX-[\w-]{20,}$/,
  // Code hosts and registries
  /^gh[pousr]_[A-Za-z0-9]{36,}$/,
  /^github_pat_\w{22,}$/,
  /^gl(?:pat|dt|rt|cbt|ptt|ft|imt|agent|soat)-[\w.-]{20,}$/,
  /^npm_[A-Za-z0-9]{36}$/,
  /^pypi-[\w-]{50,}$/,
  /^(?:dckr_(?:pat|oat)|rubygems)_[\w-]{20,}$/,
  // Chat and mail
  /^xox[abeoprs]-[\w-]{10,}$/,
  /^xapp-\d-[\w-]{20,}$/,
  /^SG\.[\w-]{16,}\.[\w-]{16,}$/,
  /^key-[0-9a-f]{32}$/,
  /^[0-9a-f]{32}-us\d{1,2}$/,
  /^[MNO][\w-]{23,27}\.[\w-]{6}\.[\w-]{27,}$/,
  // Money
  /^(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{16,}$/,
  /^whsec_[A-Za-z0-9]{24,}$/,
  /^sq0[a-z]{3}-[\w-]{22,}$/,
  /^shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}$/,
  // Language models
  /^sk-(?:proj-|ant-|or-|svcacct-|admin-)?(?=[\w-]*\d)[\w-]{20,}$/,
  /^(?:hf|gsk|r8)_[A-Za-z0-9]{30,}$/,
  /^(?:pplx|xai)-[A-Za-z0-9]{40,}$/,
  // Infrastructure
  /^SK[0-9a-f]{32}$/,
  /^do[opr]_v1_[0-9a-f]{64}$/,
  /^dapi[0-9a-f]{32}/,
  /^hv[sbr]\.[\w-]{24,}$/,
  /^AGE-SECRET-KEY-1[A-Z0-9]{40,}$/,
  /^(?:pscale_(?:tkn|pw|oauth)|glsa|sntrys|lin_api|ntn|figd|sbp)_[\w-]{20,}$/,
  /^(?:NRAK|PMAK)-[\w-]{20,}$/,
  /^dp\.(?:pt|st|ct)\.[A-Za-z0-9]{40,}$/,
  /^pat[A-Za-z0-9]{14}\.[0-9a-f]{64}$/,
  // JSON web tokens
  /^eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}$/,
];

const SHAPE = new RegExp(SHAPES.map(({ source }) => source).join('|'));

/** Where a key may begin behind a name, as in `a.b.<key>` or `webhook-<key>`: behind a dot, or as those begin that are told by it. */
const BEHIND =
  /\.|[_-](?=A(?:KIA|SIA|Iza|GE-)|gh[pousr]_|github_|gl[a-z]+-|npm_|pypi-|dckr_|x(?:ox|app)|SG\.|[sr]k[_-]|whsec_|shp|hf_|gsk_|do[opr]_|hv[sbr]\.|eyJ)/g;
/** Names before a key that are looked past. */
const NAMES = 4;

/**
 * Where in this run of letters, digits, `_`, `-` and `.` the key or token of a known service begins, at its beginning or behind names;
 * -1 where there is none.
 */
export function secretWithin(run: string): number {
  const token = run.replace(/[.-]+$/, '');
  if (SHAPE.test(token)) return 0;
  BEHIND.lastIndex = 0;
  for (let names = 0; names < NAMES && BEHIND.test(token); names++) {
    if (SHAPE.test(token.slice(BEHIND.lastIndex))) return BEHIND.lastIndex;
  }
  return -1;
}
