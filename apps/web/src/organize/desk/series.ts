/** A run of samples, oldest first, of which only so many are kept. */
export type Series = readonly number[];

export function sampled(series: Series, value: number, keep: number): Series {
  return [...series.slice(1 - keep), value];
}

/** The line of a series as SVG points in a box; the greatest value touches the top, 0 the bottom. Empty below two samples. */
export function linePoints(series: Series, width: number, height: number): string {
  const top = Math.max(...series, Number.EPSILON);
  if (series.length < 2) return '';
  const step = width / (series.length - 1);
  return series
    .map(
      (value, index) =>
        `${(index * step).toFixed(1)},${(height - (value / top) * height).toFixed(1)}`,
    )
    .join(' ');
}
