import './segmented-control.css';

/** One of a few ways to look at the same things. */
export function ViewChoice<View extends string>(props: {
  readonly legend: string;
  readonly names: Readonly<Record<View, string>>;
  readonly views: readonly View[];
  readonly view: View;
  readonly choose: (view: View) => void;
  /** At the end of a line that something else begins. */
  readonly beside?: boolean;
}) {
  const { legend, names, views, view, choose, beside = false } = props;
  return (
    <fieldset className={beside ? 'view-choice view-choice--beside' : 'view-choice'}>
      <legend className="visually-hidden">{legend}</legend>
      {views.map((one) => (
        <button
          key={one}
          type="button"
          className="sort__choice"
          aria-pressed={one === view}
          onClick={() => choose(one)}
        >
          {names[one]}
        </button>
      ))}
    </fieldset>
  );
}
