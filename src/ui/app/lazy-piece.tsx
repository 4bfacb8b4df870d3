import { Component, type ComponentType, lazy, type ReactNode, Suspense, useState } from 'react';
import { errors as texts } from './texts.ts';
import './lazy-piece.css';

/** The code of a piece did not arrive: the network failed, or a newer build has taken its place on the server. */
class NotLoaded extends Error {}

/** `page`: fills the place of a page. `layer`: lies above one, such as a dialog. */
type Place = 'page' | 'layer';

/**
 * A component whose code loads when it is first shown. Code that does not load, and a piece that throws, become a message
 * in its place with a way to try again; the rest of the app goes on.
 */
export function lazyPiece<P extends object>(
  load: () => Promise<{ readonly default: ComponentType<P> }>,
  place: Place = 'page',
): ComponentType<P> {
  const begin = () =>
    lazy(() =>
      load().catch((thrown: unknown) => {
        throw new NotLoaded('code of Matinee did not load', { cause: thrown });
      }),
    );
  // React remembers a failure for good: each new attempt needs a component of its own.
  let loading = begin();
  return function Piece(props: P) {
    const [Current, setCurrent] = useState(() => loading);
    const retry = () => {
      loading = begin();
      setCurrent(() => loading);
    };
    return (
      <PieceBoundary place={place} onRetry={retry}>
        <Suspense fallback={place === 'page' ? <main className="page" aria-busy="true" /> : null}>
          <Current {...props} />
        </Suspense>
      </PieceBoundary>
    );
  };
}

interface BoundaryProps {
  readonly place: Place;
  readonly onRetry?: () => void;
  readonly children: ReactNode;
}

interface BoundaryState {
  /** Null while nothing was thrown. */
  readonly thrown: unknown;
}

/** Catches what a piece of the app throws. */
export class PieceBoundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { thrown: null };

  static getDerivedStateFromError(thrown: unknown) {
    return { thrown };
  }

  override render() {
    const { thrown } = this.state;
    if (thrown === null) return this.props.children;
    const retry = () => {
      this.props.onRetry?.();
      this.setState({ thrown: null });
    };
    return <PieceFailed place={this.props.place} isLoading={thrown instanceof NotLoaded} onRetry={retry} />;
  }
}

function PieceFailed(props: {
  readonly place: Place;
  readonly isLoading: boolean;
  readonly onRetry: () => void;
}) {
  const { place, isLoading, onRetry } = props;
  const acts = (
    <div className="piece-failed__acts">
      <button type="button" className="button button--main" onClick={onRetry}>
        {texts.retry}
      </button>
      <button type="button" className="button" onClick={() => window.location.reload()}>
        {texts.reload}
      </button>
    </div>
  );
  const text = isLoading ? texts.notLoaded : texts.pageText;
  if (place === 'layer') {
    return (
      <div className="piece-failed" role="alert">
        <p>{text}</p>
        {acts}
      </div>
    );
  }
  return (
    <main id="content" className="page">
      <h1>{isLoading ? texts.notLoadedTitle : texts.pageTitle}</h1>
      <div className="empty" role="alert">
        <p>{text}</p>
        {acts}
      </div>
    </main>
  );
}
