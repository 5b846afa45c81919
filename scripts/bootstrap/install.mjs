// Runs before anything is installed, so: plain JavaScript, Node 20, no import from a package.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const lock = join(root, 'package-lock.json');
const stamp = join(root, 'node_modules', '.package-lock.json');
const node = join(root, 'node_modules', '.bin', 'node');
const MIN_NODE = 20;

checkNode();
if (!isInstalled()) install();
requireNode24();

function checkNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < MIN_NODE)
    stop(`Lectern needs Node ${MIN_NODE} or newer; this is ${process.version}.`);
}

/** npm writes its own copy of the lock file last, so a half-done installation is not taken for a whole one. */
function isInstalled() {
  return existsSync(stamp) && statSync(stamp).mtimeMs >= statSync(lock).mtimeMs;
}

function install() {
  console.log('Installing the packages of package-lock.json (about a minute the first time) …');
  const startMs = Date.now();
  const npm = process.env.npm_execpath;
  const [command, args] = npm ? [process.execPath, [npm]] : ['npm', []];
  const result = spawnSync(
    command,
    [...args, 'ci', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  );
  if (result.error) stop(`npm could not be started: ${result.error.message}`);
  if (result.status !== 0) stop('npm ci failed; its message stands above.');
  console.log(`Installed in ${Math.round((Date.now() - startMs) / 1000)} s.`);
}

/** The scripts are TypeScript run by Node 24; npm puts node_modules/.bin first in PATH. */
function requireNode24() {
  if (existsSync(node) || Number(process.versions.node.split('.')[0]) >= 24) return;
  stop(
    `No Node 24 comes with Lectern for ${process.platform} on ${process.arch}. Install Node 24 and try again.`,
  );
}

function stop(message) {
  console.error(message);
  process.exit(1);
}
