import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fontFile } from './fonts.ts';
import type { TalkScript } from './script.ts';
import type { TimedSlide, Timeline } from './timeline.ts';

/** The colours of Lectern's own pages in the dark. */
const INK = '0xEDEBE7';
const QUIET = '0xB0B3B8';
const ACCENT = '0x86CFE0';

const LEFT = 96;
const RIGHT = 1184;
const FADE_S = 0.45;
const NAME_BASELINE = 88;

/** One text on the picture, and when. Text goes in by file, so that no character of it means anything to ffmpeg. */
interface Text {
  content: string;
  weight: 400 | 500 | 700;
  size: number;
  color: string;
  x: string;
  /** The line on which the letters stand. */
  baseline: number;
  startS: number;
  endS: number;
}

/** The drawtext filters of all slides, in the order of the talk; the texts are written into `dir`. */
export function slideFilters(script: TalkScript, timeline: Timeline, dir: string): string[] {
  return script.slides
    .flatMap((slide, index) => {
      const timed = timeline.slides[index];
      return timed === undefined ? [] : slideTexts(index + 1, slide.heading, slide.lines, timed);
    })
    .map((text, index) => drawText(text, join(dir, `text-${index}.txt`)));
}

function slideTexts(
  number: number,
  heading: string,
  lines: readonly string[],
  timed: TimedSlide,
): Text[] {
  const [startS, endS] = [timed.startMs / 1000, timed.endMs / 1000];
  const head: Text = {
    content: heading,
    weight: 700,
    size: 66,
    color: INK,
    x: slideIn(startS),
    baseline: 268,
    startS,
    endS,
  };
  const body = lines.map((content, row): Text => {
    const from = startS + 0.25 * (row + 1);
    return {
      ...head,
      content,
      weight: 400,
      size: 35,
      color: QUIET,
      x: slideIn(from),
      baseline: 372 + row * 62,
      startS: from,
    };
  });
  const big: Text = {
    ...head,
    content: String(number),
    size: 460,
    color: `${ACCENT}@0.10`,
    x: `${RIGHT}-text_w`,
    baseline: 520,
  };
  return [big, head, ...body];
}

/** drawtext places the top of the highest letter; lines with and without tall letters would dance. */
function onBaseline(baseline: number): string {
  return `${baseline}-max_glyph_a`;
}

/** Comes in from 28 px to the right, fast at first. */
function slideIn(startS: number): string {
  return `${LEFT}+28*pow(max(0,1-(t-${startS.toFixed(3)})/${FADE_S}),3)`;
}

function drawText(text: Text, file: string): string {
  writeFileSync(file, text.content);
  const [start, end] = [text.startS.toFixed(3), text.endS.toFixed(3)];
  const alpha = `clip(min((t-${start})/${FADE_S},(${end}-t)/0.25),0,1)`;
  return filter('drawtext', {
    fontfile: fontFile(text.weight),
    textfile: file,
    expansion: 'none',
    fontsize: String(text.size),
    fontcolor: text.color,
    x: text.x,
    y: onBaseline(text.baseline),
    alpha,
    enable: `between(t,${start},${end})`,
  });
}

/** A clock of the talk, m:ss.t at the top right. A cell per digit, for the digits of the font differ in width. */
export function clockFilters(): string[] {
  const digit = (expression: string): string => `%{eif:mod(floor(${expression}),10):d}`;
  const cells: [x: number, content: string][] = [
    [1072, digit('t/60')],
    [1090, ':'],
    [1108, `%{eif:floor(mod(t,60)/10):d}`],
    [1130, digit('t')],
    [1147, '.'],
    [1164, digit('t*10')],
  ];
  return cells.map(([x, content]) =>
    filter('drawtext', {
      fontfile: fontFile(500),
      text: content,
      fontsize: '32',
      fontcolor: ACCENT,
      x: `${x}-text_w/2`,
      y: onBaseline(NAME_BASELINE),
    }),
  );
}

/** The name at the top left, over an accent line that belongs to every slide. */
export function frameFilters(title: string, dir: string): string[] {
  const file = join(dir, 'title.txt');
  writeFileSync(file, title);
  const name = { fontsize: '30', y: onBaseline(NAME_BASELINE) };
  return [
    filter('drawbox', { x: '96', y: '180', w: '88', h: '6', color: ACCENT, t: 'fill' }),
    filter('drawtext', {
      ...name,
      fontfile: fontFile(700),
      text: 'Lectern',
      fontcolor: INK,
      x: '96',
    }),
    filter('drawtext', {
      ...name,
      fontfile: fontFile(400),
      textfile: file,
      expansion: 'none',
      fontcolor: QUIET,
      x: '232',
    }),
  ];
}

/** `name=a='…':b='…'`, each value quoted twice: for the filter's own options, and for the graph. */
export function filter(name: string, options: Record<string, string>): string {
  const pairs = Object.entries(options).map(([key, value]) => `${key}=${quote(value)}`);
  return `${name}=${pairs.join(':')}`;
}

function quote(value: string): string {
  // Inside the option: \ ' : mean something. Inside the graph also [ ] , ; and again \ '.
  const option = value.replace(/[\\':]/g, '\\$&');
  return option.replace(/[\\'[\],;]/g, '\\$&');
}
