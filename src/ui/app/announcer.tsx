import { useEffect, useRef, useState } from 'react';
import { useSelect } from '../state/store.ts';
import { useLatestAnswer } from '../state/use-query.ts';
import { trainingNews } from '../training/texts.ts';
import { currentOf } from '../training/training-state.ts';
import { forYou } from './texts.ts';

/** Announces what sighted people see move: a changed list, the turning points of a training run. */
export function Announcer() {
  // Whatever shows the list asks for it: nothing is computed for the announcement alone.
  const { answer: list } = useLatestAnswer('recommendations');
  const first = list?.cards[0]?.movie.title ?? null;
  const phase = useSelect((state) => state.training.phase);
  const current = useSelect((state) => currentOf(state.training));
  const [text, setText] = useState('');
  const before = useRef({ first, phase });
  useEffect(() => {
    const { first: oldFirst, phase: oldPhase } = before.current;
    before.current = { first, phase };
    const news = phase === oldPhase ? '' : trainingNews(phase, current);
    if (news !== '') setText(news);
    else if (first !== null && oldFirst !== null && first !== oldFirst) setText(forYou.changed(first));
  }, [first, phase, current]);
  return (
    <p className="visually-hidden" role="status" aria-live="polite">
      {text}
    </p>
  );
}
