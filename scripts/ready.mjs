// Makes a checkout ready for any command: installs what package-lock.json says, once. Runs on an old system Node.
import { installPackage } from './install-package.mjs';

// The binary of Node that fits this machine, and esbuild's own. Nothing else needs a script: better-sqlite3 brings its binaries along.
installPackage('.', ['node', 'esbuild']);
