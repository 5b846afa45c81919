import { linePoints, type Series } from './series.js';

const WIDTH = 240;
const HEIGHT = 32;

/** A small line of how a number went; its words say what it is, the number itself stands beside it. */
export function Sparkline({ series, label }: { series: Series; label: string }) {
  const points = linePoints(series, WIDTH, HEIGHT - 4);
  return (
    <svg
      className="sparkline"
      viewBox={`0 -2 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      {points !== '' && (
        <>
          <polygon points={`0,${HEIGHT - 2} ${points} ${WIDTH},${HEIGHT - 2}`} />
          <polyline points={points} vectorEffect="non-scaling-stroke" />
        </>
      )}
    </svg>
  );
}
