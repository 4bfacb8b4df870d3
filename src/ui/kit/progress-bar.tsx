import './progress-bar.css';

/**
 * How much of some work is done.
 * @param props.part 0 to 1; null where nobody knows how much there is to do: the bar moves to and fro
 * @param props.text what is going on, for screen readers
 * @param props.valueText how far it is, in words; without it screen readers read the percentage
 */
export function ProgressBar(props: {
  readonly text: string;
  readonly part: number | null;
  readonly valueText?: string;
}) {
  const { text, part, valueText } = props;
  return (
    <div
      className="progress-bar"
      role="progressbar"
      aria-label={text}
      aria-valuetext={valueText}
      {...(part === null
        ? {}
        : { 'aria-valuenow': Math.round(part * 100), 'aria-valuemin': 0, 'aria-valuemax': 100 })}
    >
      <span
        className={part === null ? 'progress-bar__done progress-bar__done--unknown' : 'progress-bar__done'}
        style={part === null ? {} : { width: `${part * 100}%` }}
      />
    </div>
  );
}
