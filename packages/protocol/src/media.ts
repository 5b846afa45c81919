import { z } from 'zod';

/** One quality of the broadcast. `height` 0 and `videoKbps` 0 is the audio-only rendition. */
export const rendition = z.strictObject({
  name: z.string().regex(/^[a-z0-9]{1,16}$/),
  width: z.int().min(0).max(7_680),
  height: z.int().min(0).max(4_320),
  /** kbit/s */
  videoKbps: z.int().min(0).max(50_000),
  /** kbit/s */
  audioKbps: z.int().min(16).max(512),
  fps: z.int().min(0).max(60),
});
export type Rendition = z.infer<typeof rendition>;

/** The default table of DESIGN section 4: FHD, HD, SD and audio only, best first. */
export const defaultRenditions: Rendition[] = [
  { name: 'fhd', width: 1920, height: 1080, videoKbps: 4_500, audioKbps: 128, fps: 30 },
  { name: 'hd', width: 1280, height: 720, videoKbps: 2_500, audioKbps: 128, fps: 30 },
  { name: 'sd', width: 854, height: 480, videoKbps: 1_200, audioKbps: 128, fps: 30 },
  { name: 'audio', width: 0, height: 0, videoKbps: 0, audioKbps: 64, fps: 0 },
];

export const packagerKind = z.enum(['owncast', 'ladder']);
export type PackagerKind = z.infer<typeof packagerKind>;

/** How far behind life the audience is: 0 is the least (1 s segments), 4 the calmest (5 s segments). */
export const latencyLevel = z.int().min(0).max(4);
