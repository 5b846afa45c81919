import { readFileSync, readdirSync } from 'node:fs';
import { descendants } from '../../tests/support/processes.ts';

/** CPU time that all threads of a process have used, in seconds, to the nanosecond of the kernel's scheduler. */
export function cpuSeconds(pid: number): number {
  const threads = readdirSync(`/proc/${pid}/task`);
  return threads.reduce((sum, thread) => {
    const [onCpu] = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ');
    return sum + Number(onCpu) / 1e9;
  }, 0);
}

/** The same for those descendants of a process whose command line matches. Ones that have ended are not counted. */
export function familyCpuSeconds(pid: number, pattern: RegExp): number {
  const family = descendants(pid).filter((process) => pattern.test(process.command));
  return family.reduce((sum, process) => sum + cpuSecondsOrNone(process.pid), 0);
}

function cpuSecondsOrNone(pid: number): number {
  try {
    return cpuSeconds(pid);
  } catch {
    // It ended between the listing and the reading.
    return 0;
  }
}

/** Memory of a process that is really in RAM, in bytes. */
export function residentBytes(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) * 1_024;
}
