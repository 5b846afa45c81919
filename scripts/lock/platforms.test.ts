import { expect, it } from 'vitest';
import { missingPlatforms, platformOf } from './platforms.ts';

it.each([
  ['@oxlint/binding-linux-x64-musl', { os: ['linux'], cpu: ['x64'], libc: ['musl'] }],
  ['@oxlint/binding-linux-arm-gnueabihf', { os: ['linux'], cpu: ['arm'], libc: ['glibc'] }],
  ['@oxfmt/binding-win32-ia32-msvc', { os: ['win32'], cpu: ['ia32'] }],
  ['@turbo/darwin-64', { os: ['darwin'], cpu: ['x64'] }],
  ['@turbo/windows-arm64', { os: ['win32'], cpu: ['arm64'] }],
  ['fsevents', undefined],
])('%s runs on %j', (name, platform) => {
  expect(platformOf(name)).toEqual(platform);
});

it('names what a mirror left out, and nothing that is there', () => {
  const packages = {
    'node_modules/tool': {
      dev: true,
      optionalDependencies: {
        '@tool/linux-x64': '1.0.0',
        '@tool/darwin-arm64': '1.0.0',
        fsevents: '^2.0.0',
      },
    },
    'node_modules/@tool/linux-x64': { version: '1.0.0' },
  };
  expect(missingPlatforms(packages)).toEqual({
    'node_modules/@tool/darwin-arm64': {
      version: '1.0.0',
      os: ['darwin'],
      cpu: ['arm64'],
      dev: true,
      optional: true,
    },
  });
});
