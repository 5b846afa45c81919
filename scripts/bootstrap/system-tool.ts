import { existsSync } from 'node:fs';
import { findExecutable } from '@lectern/host/which';
import { aptInstall, canInstall } from './apt.ts';

/** A program that comes from the operating system. */
export interface SystemTool {
  /** Names under which it may be found, the best first. */
  commands: readonly string[];
  /** The package that brings it, by package manager. */
  packages: { apt: string; dnf: string; brew: string; nix: string };
}

export const FFMPEG: SystemTool = {
  commands: ['ffmpeg'],
  packages: { apt: 'ffmpeg', dnf: 'ffmpeg-free', brew: 'ffmpeg', nix: 'ffmpeg' },
};
export const CHROMIUM: SystemTool = {
  commands: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'],
  packages: { apt: 'chromium', dnf: 'chromium', brew: '--cask chromium', nix: 'chromium' },
};
export const ESPEAK: SystemTool = {
  commands: ['espeak-ng'],
  packages: { apt: 'espeak-ng', dnf: 'espeak-ng', brew: 'espeak-ng', nix: 'espeak-ng' },
};

/** The tool's path, or the sentence that says how to get it. */
export type FoundTool = { path: string } | { missing: string };

/** Finds the tool; as root on Debian or Ubuntu it is installed first when it is not there. */
export async function ensureTool(tool: SystemTool): Promise<FoundTool> {
  const found = findTool(tool);
  if (found !== undefined) return { path: found };
  const failure = canInstall() ? await aptInstall([tool.packages.apt]) : undefined;
  const installed = findTool(tool);
  if (installed !== undefined) return { path: installed };
  return { missing: [howToInstall(tool), failure].filter(Boolean).join(' ') };
}

export function findTool(tool: SystemTool): string | undefined {
  for (const command of tool.commands) {
    const path = findExecutable(command);
    if (path !== undefined) return path;
  }
  return undefined;
}

/** "ffmpeg is not installed. Install it with: sudo apt-get install ffmpeg" */
export function howToInstall(
  { commands, packages }: SystemTool,
  manager = packageManager(),
): string {
  const start = `${commands[0]} is not installed.`;
  if (manager === undefined) return `${start} Install it, so that it is on your PATH.`;
  return `${start} Install it with: ${INSTALL[manager](packages[manager])}`;
}

type PackageManager = keyof SystemTool['packages'];

const INSTALL: Record<PackageManager, (name: string) => string> = {
  apt: (name) => `sudo apt-get install ${name}`,
  dnf: (name) => `sudo dnf install ${name}`,
  brew: (name) => `brew install ${name}`,
  nix: (name) => `nix profile install nixpkgs#${name}`,
};

function packageManager(): PackageManager | undefined {
  if (existsSync('/etc/debian_version')) return 'apt';
  if (findExecutable('dnf') !== undefined) return 'dnf';
  if (findExecutable('brew') !== undefined) return 'brew';
  return findExecutable('nix') === undefined ? undefined : 'nix';
}
