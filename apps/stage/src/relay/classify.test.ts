import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classify } from './classify.js';

const video = (...bytes: number[]): unknown => classify(9, Buffer.from(bytes));
const audio = (...bytes: number[]): unknown => classify(8, Buffer.from(bytes));

describe('classify', () => {
  it('knows the parts of an H.264 and AAC feed', () => {
    expect(video(0x17, 0, 0, 0, 0, 1)).toEqual({ kind: 'video-config' });
    expect(video(0x17, 1, 0, 0, 0, 1)).toEqual({ kind: 'key-frame' });
    expect(video(0x27, 1, 0, 0, 0, 1)).toEqual({ kind: 'frame' });
    expect(audio(0xaf, 0, 0x12)).toEqual({ kind: 'audio-config' });
    expect(audio(0xaf, 1, 0x21)).toEqual({ kind: 'audio' });
  });

  it('names what it cannot take', () => {
    expect(video(0x90, ...Buffer.from('hvc1'), 0)).toEqual({
      unsupported: 'video',
      codec: 'H.265',
    });
    expect(video(0x90, ...Buffer.from('av01'), 0)).toEqual({ unsupported: 'video', codec: 'AV1' });
    expect(video(0x1c, 0, 0, 0, 0, 0)).toEqual({ unsupported: 'video', codec: 'H.265' });
    expect(audio(0x2f, 0)).toEqual({ unsupported: 'audio', codec: 'MP3' });
    expect(audio(0x90, ...Buffer.from('Opus'))).toEqual({ unsupported: 'audio', codec: 'Opus' });
    expect(audio(0x90, 1, 2, 3, 4)).toEqual({ unsupported: 'audio', codec: 'an unknown codec' });
  });

  it('passes over ends of sequences, commands and fragments', () => {
    expect(video(0x17, 2, 0, 0, 0, 0)).toEqual({ ignore: true });
    expect(video(0x57, 0)).toEqual({ ignore: true });
    expect(video(0x17, 1)).toEqual({ ignore: true });
    expect(audio(0xaf)).toEqual({ ignore: true });
  });

  it('has an answer to any bytes', () => {
    fc.assert(
      fc.property(fc.constantFrom(8, 9, 18), fc.uint8Array({ maxLength: 20 }), (type, bytes) => {
        expect(classify(type, Buffer.from(bytes))).toBeTypeOf('object');
      }),
    );
  });
});
