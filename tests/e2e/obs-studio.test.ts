import { afterAll, beforeAll, expect, test } from 'vitest';
import { obsMissing, startObs, type Obs } from '../support/obs.ts';
import { createStage, Visitor, type Stage } from '../support/organizer.ts';
import { readMaster } from '../support/playlists.ts';
import { ffprobe } from '../support/probe.ts';
import { startProduct, type Product } from '../support/product.ts';
import { eventually } from '../support/wait.ts';

const skipped = obsMissing !== null || process.platform !== 'linux';
const name = skipped
  ? `OBS Studio is the encoder (missing: ${obsMissing})`
  : 'OBS Studio is the encoder';

let product: Product;
let organizer: Visitor;
let stage: Stage;
let obs: Obs | null = null;

beforeAll(async () => {
  if (skipped) return;
  product = await startProduct();
  organizer = await Visitor.organize(product.url, product.organizerLink);
  stage = await createStage(organizer, { packager: 'ladder' });
}, 180_000);

afterAll(async () => {
  await obs?.stop();
  await product?.stop();
});

test.skipIf(skipped)(
  name,
  async () => {
    obs = startObs(product.rtmpUrl, stage.key);
    await eventually(
      'the stage to be live',
      async () => (await organizer.event(stage.event)).rooms[0]?.stage.state === 'live',
      40_000,
    ).catch((error: unknown) => {
      throw new Error(`${String(error)}\n${obs?.output().slice(-2_000)}`);
    });
    const master = await eventually('a playlist', async () => {
      const read = await readMaster(`${product.url}/live/${stage.room}/index.m3u8`);
      return read.video.length > 0 ? read : null;
    });
    expect(ffprobe(master.video[0]?.uri ?? '')).toMatchObject({
      codecs: ['aac', 'h264'],
      height: 720,
    });
    const health = await organizer.call<{ stage: { ingest: { encoder: string; width: number } } }>(
      'GET',
      `/api/rooms/${stage.room}/health`,
    );
    expect(health.stage.ingest.encoder.toLowerCase()).toContain('obs');
    expect(health.stage.ingest.width).toBe(1280);
  },
  120_000,
);
