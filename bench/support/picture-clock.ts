/**
 * A clock that a machine can read out of a picture, after any scaling and encoding: a grid of black and white
 * cells at the top left, 8 by 4, each 1/32 of the picture wide. Cell 0 is white and cell 1 black, so that a
 * picture without the clock is not read as one. Then come 24 bits of milliseconds since the feed began, the
 * highest first, and the lowest six of them once more, inverted.
 */
const COLUMNS = 8;
const ROWS = 4;
const BITS = 24;
const CHECKED_BITS = 6;
/** Size of the picture that the clock is drawn into. */
export const PICTURE = { width: 1280, height: 720, fps: 30 };
const CELL = 40;
/** The share of the picture that the clock covers. */
export const CLOCK_WIDTH = (COLUMNS * CELL) / PICTURE.width;
export const CLOCK_HEIGHT = (ROWS * CELL) / PICTURE.height;
/** A reader scales the clock to so many pixels and looks at the middle of each cell. */
const SAMPLE = 5;
export const SAMPLED = { width: COLUMNS * SAMPLE, height: ROWS * SAMPLE };

/** Filters that burn the wall clock into a picture when it is made: ms since `startMs`. */
export function clockFilter(startMs: number): string {
  const bit = (power: number) => `mod(floor((t*1000+0.5)/${2 ** power}),2)`;
  const cells = [
    box(0, '1'),
    ...Array.from({ length: BITS }, (_, index) => box(2 + index, bit(BITS - 1 - index))),
    ...Array.from({ length: CHECKED_BITS }, (_, index) =>
      box(2 + BITS + index, `not(${bit(CHECKED_BITS - 1 - index)})`),
    ),
  ];
  return [
    `settb=1/1000,setpts=(time(0)-${startMs / 1_000})*1000`,
    `drawbox=0:0:${COLUMNS * CELL}:${ROWS * CELL}:black:fill`,
    ...cells,
    `setpts=N*1000/${PICTURE.fps}`,
  ].join(',');
}

function box(cell: number, enable: string): string {
  const [x, y] = [(cell % COLUMNS) * CELL, Math.floor(cell / COLUMNS) * CELL];
  return `drawbox=${x}:${y}:${CELL}:${CELL}:white:fill:enable='${enable}'`;
}

/** Reads the clock from the luma of its area scaled to `SAMPLED`; null where there is none. */
export function readClock(luma: ArrayLike<number>): number | null {
  const cell = (index: number): number => {
    const x = (index % COLUMNS) * SAMPLE + Math.floor(SAMPLE / 2);
    const y = Math.floor(index / COLUMNS) * SAMPLE + Math.floor(SAMPLE / 2);
    return luma[y * SAMPLED.width + x] ?? Number.NaN;
  };
  const [white, black] = [cell(0), cell(1)];
  if (!(white - black > 100)) return null;
  const bitAt = (index: number): number => (cell(index) > (white + black) / 2 ? 1 : 0);
  const value = (from: number, bits: number): number =>
    Array.from({ length: bits }, (_, index) => bitAt(from + index)).reduce(
      (sum, bit) => sum * 2 + bit,
      0,
    );
  const ms = value(2, BITS);
  const check = value(2 + BITS, CHECKED_BITS);
  return (ms % 2 ** CHECKED_BITS) + check === 2 ** CHECKED_BITS - 1 ? ms : null;
}
