import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where better-sqlite3's binary was built for: `linux-x64`, `linuxmusl-arm64`, `darwin-arm64`, … */
export function nativeTarget(glibc: number | undefined = glibcVersion()): string {
  const musl = process.platform === 'linux' && glibc === undefined;
  return `${process.platform}${musl ? 'musl' : ''}-${process.arch}`;
}

/**
 * Path of better-sqlite3's binary: `better_sqlite3.<target>.node` beside a bundle, or in node_modules of a checkout.
 * `undefined` where there is none that can load: the Linux binary needs glibc 2.34.
 */
export function nativeBinding(distFolder: string): string | undefined {
  const glibc = glibcVersion();
  if (glibc !== undefined && glibc < 2.34) return undefined;
  const target = nativeTarget(glibc);
  return [
    join(distFolder, `better_sqlite3.${target}.node`),
    join(distFolder, '..', 'node_modules', 'better-sqlite3', 'prebuilds', `${target}.node`),
  ].find((path) => existsSync(path));
}

function glibcVersion(): number | undefined {
  // The report would otherwise resolve the names of open sockets.
  Object.assign(process.report, { excludeNetwork: true });
  const report: unknown = process.platform === 'linux' ? process.report.getReport() : undefined;
  if (typeof report !== 'object' || report === null || !('header' in report)) return undefined;
  const { header } = report;
  if (typeof header !== 'object' || header === null || !('glibcVersionRuntime' in header)) return undefined;
  return Number.parseFloat(String(header.glibcVersionRuntime));
}
