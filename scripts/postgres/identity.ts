import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync } from 'node:fs';

/** As whom PostgreSQL runs: it refuses to be root. */
export interface Identity {
  /** What stands before the command. */
  prefix: string[];
  /** Gives a directory to that user. */
  own: (directory: string) => void;
}

const NAMESPACE = ['unshare', '--user', '--map-user=1000', '--map-group=1000'];
const NOBODY = 65_534;

/** This user; for root, a user namespace in which it is somebody else, or else the user nobody. */
export function chooseIdentity(): Identity {
  if (process.getuid?.() !== 0) return { prefix: [], own: () => {} };
  if (runs([...NAMESPACE, 'true'])) return { prefix: NAMESPACE, own: () => {} };
  const ids = [`--reuid=${NOBODY}`, `--regid=${NOBODY}`];
  return {
    prefix: ['setpriv', ...ids, '--clear-groups'],
    own: (directory) => {
      chmodSync(directory, 0o700);
      chownSync(directory, NOBODY, NOBODY);
    },
  };
}

/** INT is PostgreSQL's fast shutdown. After the change of user, which would clear the signal again. */
export function tiedToParent(command: string[]): string[] {
  return process.platform === 'linux' && runs(['setpriv', '--version'])
    ? ['setpriv', '--pdeathsig', 'INT', '--', ...command]
    : command;
}

function runs([command = '', ...args]: string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore', timeout: 5000 }).status === 0;
}
