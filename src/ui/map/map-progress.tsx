import type { MapProgress as Progress } from '../../protocol/map-messages.ts';
import { ProgressBar } from '../kit/progress-bar.tsx';
import { useTexts } from '../state/use-words.ts';
import { map } from './texts.ts';

/** The progress of drawing the map. @param props.onStop cancels it; null if it cannot be cancelled */
export function MapProgress(props: { readonly progress: Progress; readonly onStop: (() => void) | null }) {
  const { progress, onStop } = props;
  const texts = useTexts(map);
  const text = texts.steps[progress.step];
  // The search for neighbours is about a third of the work.
  const part = progress.step === 'neighbours' ? progress.done / 3 : 1 / 3 + (2 * progress.done) / 3;
  return (
    <div className="map__progress">
      <ProgressBar text={text} part={part} />
      <p className="muted">{text} …</p>
      {onStop !== null && (
        <button type="button" className="button" onClick={onStop}>
          {texts.stop}
        </button>
      )}
    </div>
  );
}
