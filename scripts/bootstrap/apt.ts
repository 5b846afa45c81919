import { existsSync } from 'node:fs';
import { findExecutable } from '@lectern/host/which';
import { run } from './run.ts';
import { step } from './step.ts';

/** Can this process install Debian packages: root, on a system that has apt? */
export function canInstall(): boolean {
  return (
    process.getuid?.() === 0 &&
    existsSync('/etc/debian_version') &&
    findExecutable('apt-get') !== undefined
  );
}

/** Installs Debian packages; the answer is undefined, or what went wrong in apt's words. */
export async function aptInstall(packages: readonly string[]): Promise<string | undefined> {
  return step(`Installing ${packages.join(', ')} with apt, once`, async () => {
    // An apt that is cut off in the middle leaves a broken system, so it may outlive us.
    const options = {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      dieWithParent: false,
    };
    const install = [
      '-y',
      '-q',
      '--no-install-recommends',
      '-o',
      'DPkg::Lock::Timeout=120',
      'install',
    ];
    // The lists may be missing or old: then once more with new ones.
    if ((await run('apt-get', [...install, ...packages], options)).ok) return undefined;
    await run('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=120', 'update'], options);
    const result = await run('apt-get', [...install, ...packages], options);
    return result.ok ? undefined : result.output.split('\n').slice(-3).join(' ');
  });
}
