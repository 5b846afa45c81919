import Hls, { type HlsConfig, type LoadPolicy, type RetryConfig } from 'hls.js';

/** How many times half a second the player waits for a server that is away, before the page starts it anew. */
const TRIES = 60;

/**
 * hls.js takes a refused connection for a broken address and gives up at once. Here it means that the server is being
 * started again, which the buffer outlasts if the player goes on asking.
 */
export function shouldAskAgain(tries: number, status: number | undefined, retry: boolean): boolean {
  return retry || (status === 0 && tries < TRIES);
}

const again: RetryConfig = {
  maxNumRetry: TRIES,
  retryDelayMs: 500,
  maxRetryDelayMs: 500,
  backoff: 'linear',
  shouldRetry: (_config, tries, _isTimeout, response, retry) =>
    shouldAskAgain(tries, response?.code, retry),
};

const patient = (policy: LoadPolicy): LoadPolicy => ({
  default: policy.default && { ...policy.default, errorRetry: again },
});

/** The loading part of a player's configuration: patient with a server that comes back. */
export function patience(): Partial<HlsConfig> {
  const { fragLoadPolicy, playlistLoadPolicy, manifestLoadPolicy } = Hls.DefaultConfig;
  return {
    fragLoadPolicy: patient(fragLoadPolicy),
    playlistLoadPolicy: patient(playlistLoadPolicy),
    manifestLoadPolicy: patient(manifestLoadPolicy),
  };
}
