const STAR = 'm12 2.6 2.9 5.9 6.5.9-4.7 4.6 1.1 6.5-5.8-3.1-5.8 3.1 1.1-6.5-4.7-4.6 6.5-.9z';

/** Five stars side by side as one path, since every card has them. */
const FIVE = [12, 36, 60, 84, 108].map((x) => STAR.replace('m12 2.6 ', `M${x} 2.6l`)).join('');

/** Five stars in one drawing; clipping fills any part from the left. */
export function Stars({ stars }: { readonly stars: number }) {
  return (
    <span className="stars" aria-hidden="true">
      <Five />
      {stars > 0 && (
        <span className="stars__filled" style={{ clipPath: `inset(0 ${100 - (stars / 5) * 100}% 0 0)` }}>
          <Five />
        </span>
      )}
    </span>
  );
}

function Five() {
  return (
    <svg viewBox="0 0 120 24" focusable="false" aria-hidden="true">
      <path d={FIVE} />
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
