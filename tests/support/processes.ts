import { readFileSync, readdirSync } from 'node:fs';

export interface ProcessInfo {
  pid: number;
  parent: number;
  /** Arguments, joined by spaces. */
  command: string;
}

/** Every process of this machine, as the kernel tells it. Linux only, as the fault tests are. */
export function listProcesses(): ProcessInfo[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        if (fields[0] === 'Z') return [];
        const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
        return [{ pid: Number(name), parent: Number(fields[1]), command }];
      } catch {
        // The process ended between the listing and the reading.
        return [];
      }
    });
}

/** All descendants of a process, nearest first. */
export function descendants(pid: number): ProcessInfo[] {
  const all = listProcesses();
  const found: ProcessInfo[] = [];
  let level = [pid];
  while (level.length > 0) {
    const next = all.filter((process) => level.includes(process.parent));
    found.push(...next);
    level = next.map((process) => process.pid);
  }
  return found;
}

/** The newest descendant whose command line matches; throws with the list when there is none. */
export function findDescendant(pid: number, pattern: RegExp): ProcessInfo {
  const family = descendants(pid);
  const found = family.findLast((process) => pattern.test(process.command));
  if (!found) {
    const list = family
      .map((process) => `${process.pid} ${process.command.slice(0, 120)}`)
      .join('\n');
    throw new Error(`No process matches ${pattern}. There are:\n${list}`);
  }
  return found;
}
