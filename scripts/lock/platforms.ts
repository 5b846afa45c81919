/** A package of the lock file, as far as it is looked at here. */
export interface LockedPackage {
  version?: string;
  optionalDependencies?: Record<string, string>;
  dev?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
}

type Platform = { os: string[]; cpu: string[]; libc?: string[] };

export type LockedPackages = Record<string, LockedPackage>;

/** What a platform package's name says about where it runs: `@oxlint/binding-linux-x64-musl`. */
export function platformOf(name: string): Platform | undefined {
  const match =
    /(android|darwin|freebsd|linux|openharmony|win32|windows)-(arm64|arm|x64|64|ia32|ppc64|riscv64|s390x)(?:-(gnu|musl)?[a-z]*)?$/.exec(
      name,
    );
  if (match === null) return undefined;
  const [, os = '', cpu = '', libc] = match;
  const platform = { os: [os === 'windows' ? 'win32' : os], cpu: [cpu === '64' ? 'x64' : cpu] };
  if (libc === undefined) return platform;
  return { ...platform, libc: [libc === 'gnu' ? 'glibc' : libc] };
}

/** The platform packages that the lock file names as optional dependencies and yet does not hold. */
export function missingPlatforms(packages: LockedPackages): LockedPackages {
  const missing: LockedPackages = {};
  for (const parent of Object.values(packages)) {
    for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
      const path = `node_modules/${name}`;
      const platform = platformOf(name);
      if (platform === undefined || !/^\d+\.\d+\.\d+\S*$/.test(version) || path in packages)
        continue;
      // In npm's own order of keys, so that the next `npm install` changes nothing.
      const { cpu, libc, os } = platform;
      missing[path] = {
        version,
        cpu,
        ...(parent.dev === true && { dev: true }),
        ...(libc !== undefined && { libc }),
        optional: true,
        os,
      };
    }
  }
  return missing;
}
