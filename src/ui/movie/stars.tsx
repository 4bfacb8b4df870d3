const STAR = 'm12 2.6 2.9 5.9 6.5.9-4.7 4.6 1.1 6.5-5.8-3.1-5.8 3.1 1.1-6.5L2.6 9.4l6.5-.9z';

/** Five stars in one drawing; clipping fills any part from the left. */
export function Stars({ stars }: { readonly stars: number }) {
  return (
    <span className="stars" aria-hidden="true">
      <Five />
      <span className="stars__filled" style={{ clipPath: `inset(0 ${100 - (stars / 5) * 100}% 0 0)` }}>
        <Five />
      </span>
    </span>
  );
}

function Five() {
  return (
    <svg viewBox="0 0 120 24" focusable="false" aria-hidden="true">
      {[0, 24, 48, 72, 96].map((x) => (
        <path key={x} d={STAR} transform={`translate(${x} 0)`} />
      ))}
    </svg>
  );
}

/** One star beside a number. */
export function Star() {
  return (
    <svg className="star" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={STAR} />
    </svg>
  );
}
