import { useEffect, useRef, useState } from 'react';
import { useSelect } from '../store.ts';
import { forYou } from '../texts.ts';
import { trainingNews } from '../texts-training.ts';

/** Says aloud what sighted people see move: a changed list, the turning points of a training run. */
export function Announcer() {
  const first = useSelect((state) => state.recommended?.cards[0]?.movie.title ?? null);
  const phase = useSelect((state) => state.training.phase);
  const end = useSelect((state) => state.training.end);
  const error = useSelect((state) => {
    const last = state.training.current?.points.at(-1);
    return last?.validationRmse ?? last?.trainRmse ?? null;
  });
  const [text, setText] = useState('');
  const before = useRef({ first, phase });
  useEffect(() => {
    const { first: oldFirst, phase: oldPhase } = before.current;
    before.current = { first, phase };
    if (phase !== oldPhase) setText(trainingNews(phase, end, error));
    else if (first !== null && oldFirst !== null && first !== oldFirst) setText(forYou.changed(first));
  }, [first, phase, end, error]);
  return (
    <p className="visually-hidden" role="status" aria-live="polite">
      {text}
    </p>
  );
}
