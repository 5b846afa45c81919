import fc from 'fast-check';
import { expect, it } from 'vitest';
import { layOut } from './timeline.ts';

const lengths = fc.array(
  fc.array(fc.double({ min: 200, max: 9000, noNaN: true }), { minLength: 1, maxLength: 5 }),
  {
    minLength: 1,
    maxLength: 10,
  },
);

it('leaves no time without a slide, and speaks no sentence over another', () => {
  fc.assert(
    fc.property(lengths, (input) => {
      const { slides, totalMs } = layOut(input);
      expect(slides[0]?.startMs).toBe(0);
      expect(slides.at(-1)?.endMs).toBe(totalMs);
      slides.slice(1).forEach((slide, index) => expect(slide.startMs).toBe(slides[index]?.endMs));
      const says = slides.flatMap((slide) => slide.says);
      const flat = input.flat();
      says.slice(1).forEach((say, index) => {
        expect(say.startMs).toBeGreaterThan((says[index]?.startMs ?? 0) + (flat[index] ?? 0));
      });
    }),
  );
});

it('lasts a whole number of video and audio frames', () => {
  fc.assert(
    fc.property(lengths, (input) => {
      const { totalMs } = layOut(input);
      expect((totalMs * 30) % 1000).toBe(0);
      expect((totalMs * 48) % 1024).toBe(0);
    }),
  );
});
