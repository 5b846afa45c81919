interface PolicyRules {
  createScriptURL(url: string): string;
}
interface PolicyFactory {
  readonly defaultPolicy: unknown;
  createPolicy(name: string, rules: PolicyRules): unknown;
}
declare global {
  var trustedTypes: PolicyFactory | undefined;
}

/**
 * Lets hls.js start its worker, which it makes from a blob, under `require-trusted-types-for 'script'`.
 * Everything that is not a blob or of our own origin stays refused.
 */
export function allowOwnWorkers(): void {
  const factory = globalThis.trustedTypes;
  if (!factory || factory.defaultPolicy) return;
  factory.createPolicy('default', {
    createScriptURL: (url) => {
      if (isOwnScript(url, location.origin)) return url;
      throw new TypeError(`Refused to run a script from ${url}`);
    },
  });
}

export function isOwnScript(url: string, origin: string): boolean {
  if (url.startsWith(`blob:${origin}/`)) return true;
  return (
    URL.canParse(url, origin) &&
    new URL(url, origin).origin === origin &&
    !/^(blob|data|javascript):/i.test(url)
  );
}
