// A real VS Code from the npm registry: what `npm start` opens where no desktop VS Code is, and what the tests drive.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { needApt, run } from './run.mjs';

const root = resolve(import.meta.dirname, '..');
const hostFolder = join(root, 'test', 'host');
export const server = join(hostFolder, 'node_modules', 'code-server');
const vscode = join(server, 'lib', 'vscode');
const stamp = join(hostFolder, 'node_modules', '.wee-ready');

/** Installs it once; some 750 MB and a minute or more. */
export function installHost() {
  if (existsSync(stamp)) return;
  needApt({ 'g++': 'g++', make: 'make', python3: 'python3' });
  console.error('Installing VS Code for the browser (once, about 750 MB) …');
  const env = { PATH: join(root, 'node_modules', '.bin') + delimiter + process.env.PATH, ...headers() };
  const install = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  run('npm', install, { cwd: hostFolder, env });
  run('npm', [...install, '--omit=dev'], { cwd: vscode, env });
  run('npm', ['rebuild', '@vscode/spdlog', '@vscode/native-watchdog'], { cwd: vscode, env });
  run('npm', [...install, '--omit=dev'], { cwd: join(vscode, 'extensions'), env });
  writeFileSync(stamp, '');
}

/** The headers that came with Node from npm, so that what must be compiled needs no other download. */
function headers() {
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const places = [join('node_modules', 'node', 'node_modules', name), join('node_modules', name)];
  const found = places
    .map((place) => join(root, place))
    .find((place) => existsSync(join(place, 'include', 'node', 'node.h')));
  return found === undefined ? {} : { npm_config_nodedir: found };
}

/** A free port on loopback. */
export function freePort() {
  return new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}

/**
 * Starts the server with this checkout as an installed extension, or with a packaged one; resolves when it answers.
 * @param {{ profile: string, port: number, env?: object, settings?: object, vsix?: string, language?: string }} options settings
 *   count for user and machine; with another language than English the editor's own texts stay English: extensions alone are
 *   translated.
 */
export async function startServer({ profile, port, env = {}, settings = {}, vsix, language }) {
  const extensions = join(profile, 'extensions');
  const user = join(profile, 'data', 'User');
  mkdirSync(extensions, { recursive: true });
  mkdirSync(user, { recursive: true });
  const quiet = {
    'workbench.startupEditor': 'none',
    'chat.commandCenter.enabled': true,
    'telemetry.telemetryLevel': 'off',
    'update.mode': 'none',
    'security.workspace.trust.enabled': false,
  };
  const path = join(user, 'settings.json');
  if (!existsSync(path)) writeFileSync(path, JSON.stringify({ ...quiet, ...settings }, null, 2));
  const machine = join(profile, 'data', 'Machine');
  mkdirSync(machine, { recursive: true });
  if (Object.keys(settings).length > 0) writeFileSync(join(machine, 'settings.json'), JSON.stringify(settings));
  const node = join(root, 'node_modules', '.bin', 'node');
  const entry = ['out/node/entry.js', '--user-data-dir', join(profile, 'data'), '--extensions-dir', extensions];
  const link = join(extensions, 'wee.wee-0.1.0');
  if (vsix !== undefined) run(node, [...entry, '--install-extension', resolve(vsix)], { cwd: server });
  else {
    // This checkout, and not the one from which the profile was used before.
    rmSync(link, { force: true });
    symlinkSync(root, link, 'dir');
  }
  const args = [
    ...entry,
    '--auth',
    'none',
    '--bind-addr',
    `127.0.0.1:${port}`,
    '--disable-telemetry',
    '--disable-update-check',
    '--disable-workspace-trust',
    ...(language === undefined ? [] : ['--locale', emptyLanguagePack(join(profile, 'data'), language)]),
  ];
  const child = spawn(node, args, {
    cwd: server,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part) => {
      output = (output + part).slice(-4_000);
    });
  const ended = new Promise((done) => child.on('exit', done));
  const stop = () => endGroup(child);
  process.on('exit', stop);
  if (!(await untilAnswering(`http://127.0.0.1:${port}/healthz`, child))) {
    stop();
    throw new Error(`VS Code did not start:\n${output}`);
  }
  return { url: (folder) => `http://127.0.0.1:${port}/?folder=${encodeURIComponent(folder)}`, stop, ended };
}

/** Makes the editor take a language for installed, without a translation of its own; returns the language. */
function emptyLanguagePack(data, language) {
  const pack = join(data, 'language-pack.json');
  writeFileSync(pack, JSON.stringify({ version: '1.0.0', contents: {} }));
  const extensions = [{ extensionIdentifier: { id: `wee.${language}` }, version: '1.0.0' }];
  const entry = { hash: language, extensions, translations: { vscode: pack }, label: language };
  writeFileSync(join(data, 'languagepacks.json'), JSON.stringify({ [language]: entry }));
  return language;
}

/** Ends a detached process and all that it started. */
export function endGroup(child, signal = 'SIGTERM') {
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It has ended.
  }
}

/** Whether a server of this process answers within half a minute. */
export async function untilAnswering(url, child) {
  for (let tries = 0; tries < 300 && child.exitCode === null; tries++) {
    if (
      await fetch(url).then(
        (response) => response.ok,
        () => false,
      )
    )
      return true;
    await setTimeout(100);
  }
  return false;
}
