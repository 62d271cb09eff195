// Makes a checkout ready for any command: installs what package-lock.json says, once. Runs on an old system Node.
import { installPackage } from './install-package.mjs';

installPackage('.');
