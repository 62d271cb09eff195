import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** What better-sqlite3's binary is built for on this machine: `linux-x64`, `linuxmusl-arm64`, `darwin-arm64`, … */
export function nativeTarget(): string {
  const musl = process.platform === 'linux' && !hasGlibc();
  return `${process.platform}${musl ? 'musl' : ''}-${process.arch}`;
}

/**
 * Path of better-sqlite3's binary: `better_sqlite3.<target>.node` beside a bundle, or in node_modules of a checkout.
 * `undefined` where there is none. One that this machine cannot load (glibc under 2.34) says so when it is opened.
 */
export function nativeBinding(distFolder: string): string | undefined {
  // A package holds one binary, so looking is enough: asking Node for its libc blocks a busy process for 10 ms and more.
  const { platform, arch } = process;
  const bundled = (platform === 'linux' ? ['linux', 'linuxmusl'] : [platform])
    .map((name) => join(distFolder, `better_sqlite3.${name}-${arch}.node`))
    .find((path) => existsSync(path));
  if (bundled !== undefined) return bundled;
  const prebuilds = join(distFolder, '..', 'node_modules', 'better-sqlite3', 'prebuilds');
  const unbundled = existsSync(prebuilds) ? join(prebuilds, `${nativeTarget()}.node`) : undefined;
  return unbundled !== undefined && existsSync(unbundled) ? unbundled : undefined;
}

function hasGlibc(): boolean {
  // The report would otherwise resolve the names of open sockets.
  Object.assign(process.report, { excludeNetwork: true });
  const report: unknown = process.report.getReport();
  if (typeof report !== 'object' || report === null || !('header' in report)) return false;
  const { header } = report;
  return typeof header === 'object' && header !== null && 'glibcVersionRuntime' in header;
}
