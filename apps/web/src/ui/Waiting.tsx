import './waiting.css';

/** Something is being fetched: says what. It appears only after a moment, so that quick answers do not flash. */
export function Waiting({ children }: { children: string }) {
  return (
    <p className="waiting" role="status">
      {children}
    </p>
  );
}
