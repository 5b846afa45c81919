import { describe, expect, it } from 'vitest';
import { Fanout } from './fanout.js';
import type { FlvConsumer, MediaTag } from './flv-consumer.js';
import { FLV_AUDIO, FLV_VIDEO, flvTag, readFlv } from './flv-tag.js';

const tag = (kind: MediaTag['kind'], timestampMs: number, size = 8): MediaTag => ({
  kind,
  timestampMs,
  bytes: flvTag(
    kind.startsWith('audio') ? FLV_AUDIO : FLV_VIDEO,
    timestampMs,
    Buffer.alloc(size, kind),
  ),
});

class Recorder implements FlvConsumer {
  seen: string[] = [];
  head: Buffer = Buffer.alloc(0);
  start(head: Buffer, firstMs: number): void {
    this.head = head;
    this.seen.push(`start ${firstMs}`);
  }
  write({ kind, timestampMs }: MediaTag): void {
    this.seen.push(`${kind} ${timestampMs}`);
  }
  end(): void {
    this.seen.push('end');
  }
}

describe('Fanout', () => {
  it('starts a consumer at the next key frame, with the configurations before it', () => {
    const fanout = new Fanout();
    const consumer = new Recorder();
    fanout.attach(consumer);
    fanout.write(tag('video-config', 0));
    fanout.write(tag('audio-config', 0));
    fanout.write(tag('audio', 0));
    fanout.write(tag('key-frame', 20));
    fanout.write(tag('frame', 60));
    expect(consumer.seen).toEqual(['start 20', 'key-frame 20', 'frame 60']);
    expect(readFlv(consumer.head).map(({ type, timestampMs }) => [type, timestampMs])).toEqual([
      [FLV_VIDEO, 20],
      [FLV_AUDIO, 20],
    ]);
  });

  it('gives a late consumer the group of pictures from its key frame on', () => {
    const fanout = new Fanout();
    for (const one of [
      tag('video-config', 0),
      tag('key-frame', 0),
      tag('frame', 40),
      tag('key-frame', 80),
      tag('audio', 90),
    ])
      fanout.write(one);
    const late = new Recorder();
    fanout.attach(late);
    expect(late.seen).toEqual(['start 80', 'key-frame 80', 'audio 90']);
  });

  it('begins with nothing of before a change of the picture', () => {
    const fanout = new Fanout();
    for (const one of [tag('video-config', 0), tag('key-frame', 0), tag('video-config', 50)])
      fanout.write(one);
    const late = new Recorder();
    fanout.attach(late);
    expect(late.seen).toEqual([]);
    fanout.write(tag('key-frame', 60));
    expect(late.seen).toEqual(['start 60', 'key-frame 60']);
  });

  it('does not cache without end', () => {
    const fanout = new Fanout();
    fanout.write(tag('key-frame', 0));
    for (let ms = 100; ms <= 21_000; ms += 100) fanout.write(tag('frame', ms));
    const late = new Recorder();
    fanout.attach(late);
    expect(late.seen).toEqual([]);
  });

  it('detaches a consumer that throws, and the others do not notice', () => {
    const fanout = new Fanout();
    const errors: string[] = [];
    fanout.on('failed', (error) => errors.push(error.message));
    const good = new Recorder();
    const bad = new Recorder();
    bad.write = () => {
      throw new Error('no room left');
    };
    fanout.attach(bad);
    fanout.attach(good);
    fanout.write(tag('key-frame', 0));
    fanout.write(tag('frame', 40));
    fanout.end();
    expect(errors).toEqual(['no room left']);
    expect(bad.seen).toEqual(['start 0']);
    expect(good.seen).toEqual(['start 0', 'key-frame 0', 'frame 40', 'end']);
  });

  it('ends a consumer once: when it is detached, or when the broadcast is over', () => {
    const fanout = new Fanout();
    const [first, second] = [new Recorder(), new Recorder()];
    const detach = fanout.attach(first);
    fanout.attach(second);
    detach();
    detach();
    fanout.end();
    expect(first.seen).toEqual(['end']);
    expect(second.seen).toEqual(['end']);
    const late = new Recorder();
    fanout.attach(late);
    expect(late.seen).toEqual(['end']);
  });
});
