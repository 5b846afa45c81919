import { once } from 'node:events';
import { connect } from 'node:net';
import { createStage, Visitor, type Stage } from '../../tests/support/organizer.ts';
import { readMaster, type Master } from '../../tests/support/playlists.ts';
import { startProduct, type Product } from '../../tests/support/product.ts';
import { eventually, sleep } from '../../tests/support/wait.ts';
import { clockedFeed, type ClockedFeed } from './clocked-feed.ts';

/** The product with a stage of its defaults on air, packaged by its ladder, from an encoder with a clock. */
export interface Lecture {
  product: Product;
  stage: Stage;
  feed: ClockedFeed;
  master: Master;
  close: () => Promise<void>;
}

/** Puts a lecture on air and waits until it can be watched. */
export async function lectureOnAir(): Promise<Lecture> {
  const product = await startProduct();
  try {
    const organizer = await Visitor.organize(product.url, product.organizerLink);
    const stage = await createStage(organizer, { packager: 'ladder' });
    await eventually('the RTMP door', () => accepts(product.rtmpUrl), 30_000);
    await sleep(1_000); // the stage host learns of the key
    const feed = clockedFeed(`${product.rtmpUrl}/${stage.key}`);
    const playlist = `${product.url}/live/${stage.room}/index.m3u8`;
    const master = await eventually(
      'the lecture to be on air',
      () => readMaster(playlist),
      30_000,
    ).catch(async (error: unknown) => {
      await feed.stop();
      throw error;
    });
    return {
      product,
      stage,
      feed,
      master,
      close: async () => {
        await feed.stop();
        await product.stop();
      },
    };
  } catch (error) {
    await product.stop();
    throw error;
  }
}

async function accepts(rtmpUrl: string): Promise<boolean> {
  const socket = connect(Number(new URL(rtmpUrl).port), '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } finally {
    socket.destroy();
  }
}
