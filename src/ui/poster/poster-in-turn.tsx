import type { ComponentProps } from 'react';
import { useTurn } from '../kit/use-turn.ts';
import { Poster } from './poster.tsx';

/** A poster beside others that come at the same time: what is read comes first, then the posters in their turn. */
export function PosterInTurn(props: ComponentProps<typeof Poster>) {
  return useTurn() ? <Poster {...props} /> : <span className="poster" />;
}
