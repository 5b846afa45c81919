import type { Ingest } from '../door/ingest.js';
import type { Relay } from '../relay/relay.js';

/** How far ahead of the wall clock an encoder may run before it is held back, ms. */
const AHEAD_MS = 4_000;
const RELEASE_MS = 2_000;

/**
 * Holds back an encoder that sends faster than time passes (a file pushed at full speed): the packager could not
 * keep up, and the timeline would leave the wall clock. To be called after each tag.
 */
export function throttle(ingest: Ingest, relay: Relay): () => void {
  let held = false;
  return () => {
    if (held || relay.aheadMs < AHEAD_MS) return;
    held = true;
    ingest.hold(true);
    setTimeout(
      () => {
        held = false;
        ingest.hold(false);
      },
      Math.min(2_000, relay.aheadMs - RELEASE_MS),
    );
  };
}
