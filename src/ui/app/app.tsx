import { type ReactNode, useEffect } from 'react';
import { Redirect, Route, Router, Switch, useLocation, useSearch } from 'wouter';
import { isRecord } from '../../base/is-record.ts';
import { DropOverlay } from '../import/drop-overlay.tsx';
import { PosterInks } from '../poster/poster-inks.tsx';
import { isAllFetched } from '../state/app-state.ts';
import { remember, remembered } from '../state/local-preferences.ts';
import { useSelect } from '../state/store.ts';
import { WelcomePage } from '../welcome/welcome-page.tsx';
import { Announcer } from './announcer.tsx';
import { Banners } from './banners.tsx';
import { ForgottenPage } from './forgotten-page.tsx';
import { Header } from './header.tsx';
import {
  LazyCardDetails,
  LazyDatasetPreviewDialog,
  LazyImportDialog,
  LazyWhyDialog,
} from './lazy-dialogs.tsx';
import { LazyForYouPage, preloadForYou } from './lazy-for-you.tsx';
import { lazyPiece, PieceBoundary } from './lazy-piece.tsx';
import { NotFoundPage } from './not-found.tsx';
import { base, paths } from './routes.ts';
import { ShelfLine } from './shelf-line.tsx';
import { Toasts } from './toasts.tsx';
import { WholeShelf } from './whole-shelf.tsx';
import '../kit/controls.css';

// A first visit does not need these pages, so each one loads when the person opens it.
const MoviePage = lazyPiece(() => import('../movie/movie-page.tsx'));
const RatingsPage = lazyPiece(() => import('../my-movies/ratings-page.tsx'));
const TastePage = lazyPiece(() => import('../taste/taste-page.tsx'));
const ExplorePage = lazyPiece(() => import('../explore/explore-page.tsx'));
const TonightPage = lazyPiece(() => import('../together/tonight-page.tsx'));
const WatchlistPage = lazyPiece(() => import('../my-movies/watchlist-page.tsx'));
const UsersPage = lazyPiece(() => import('../users/users-page.tsx'));
const UserPage = lazyPiece(() => import('../users/user-page.tsx'));
const TrainingPage = lazyPiece(() => import('../training/training-page.tsx'));
const NetworkPage = lazyPiece(() => import('../networks/network-page.tsx'));
const ComparePage = lazyPiece(() => import('../experiment/compare-page.tsx'));
const LabPage = lazyPiece(() => import('./lab-with-exploring.tsx'));
const MapPage = lazyPiece(() => import('../map/map-page.tsx'));
const HowPage = lazyPiece(() => import('../how/how-page.tsx'));
const ExperimentPage = lazyPiece(() => import('../experiment/experiment-page.tsx'));
const DataPage = lazyPiece(() => import('../data/data-page.tsx'));

/** The search part of the address of the last step of onboarding. */
const forYouIsNext = paths.rateMovies.split('?')[1];

export function App() {
  const isForgotten = useSelect((state) => state.app.isForgotten);
  return isForgotten ? <ForgottenPage /> : <OpenApp />;
}

function OpenApp() {
  const isNext = useSearch() === forYouIsNext;
  const isFree = useSelect(isAllFetched);
  useEffect(() => {
    // By now everything that a first visit needs has come, and For you is where most people go next.
    if (isNext || isFree) preloadForYou();
  }, [isNext, isFree]);
  return (
    <Router base={base}>
      <PosterInks />
      <PieceBoundary place="layer">
        <Header />
      </PieceBoundary>
      <PieceBoundary place="layer">
        <Banners />
      </PieceBoundary>
      <Pages />
      <LazyCardDetails />
      <LazyDatasetPreviewDialog />
      <PieceBoundary place="layer">
        <DropOverlay />
        <ShelfLine />
        <Toasts />
        <Announcer />
      </PieceBoundary>
      <LazyImportDialog />
    </Router>
  );
}

/** A page that needs the whole data set. `Switch` finds it by its path. */
function WholeShelfRoute({ path, children }: { readonly path: string; readonly children: ReactNode }) {
  return (
    <Route path={path}>
      <WholeShelf>{children}</WholeShelf>
    </Route>
  );
}

function Pages() {
  const [location] = useLocation();
  return (
    <PieceBoundary key={location} place="page">
      <Switch>
        <Route path={paths.forYou}>
          <Start />
        </Route>
        <Route path={paths.welcome}>
          <FirstStep />
        </Route>
        <Route path="/movie/:id">{({ id }) => <MoviePage key={id} id={Number(id)} />}</Route>
        <Route path={paths.explore}>
          <WholeShelf>
            <ExplorePage />
          </WholeShelf>
        </Route>
        <Route path={paths.tonight} component={WholeTonight} />
        <Route path={paths.watchlist} component={WatchlistPage} />
        <Route path={paths.ratings} component={RatingsPage} />
        <Route path={paths.taste} component={TastePage} />
        <Route path={paths.users}>
          <WholeShelf>
            <UsersPage />
          </WholeShelf>
        </Route>
        <Route path="/users/:n">
          {({ n }) => (
            <WholeShelf>
              <UserPage user={Number(n)} />
            </WholeShelf>
          )}
        </Route>
        <WholeShelfRoute path={paths.training}>
          <TrainingPage />
        </WholeShelfRoute>
        <WholeShelfRoute path={paths.order}>
          <NetworkPage network="sasrec" />
        </WholeShelfRoute>
        <WholeShelfRoute path={paths.deepTaste}>
          <NetworkPage network="mult-vae" />
        </WholeShelfRoute>
        <Route path="/compare">
          <WholeShelf>
            <ComparePage />
          </WholeShelf>
        </Route>
        <Route path={paths.lab}>
          <WholeShelf>
            <LabPage />
          </WholeShelf>
        </Route>
        <Route path={paths.map}>
          <WholeShelf>
            <MapPage />
          </WholeShelf>
        </Route>
        <Route path={paths.how}>
          <WholeShelf>
            <HowPage />
          </WholeShelf>
        </Route>
        <Route path={paths.experiment}>
          <WholeShelf>
            <ExperimentPage />
          </WholeShelf>
        </Route>
        <Route path={paths.privacy}>
          <WholeShelf>
            <DataPage />
          </WholeShelf>
        </Route>
        <Route component={NotFoundPage} />
      </Switch>
      <LazyWhyDialog />
    </PieceBoundary>
  );
}

function WholeTonight() {
  return (
    <WholeShelf>
      <TonightPage />
    </WholeShelf>
  );
}

/** Shows For you, or Welcome to a new person. Until the state is loaded, the value this browser remembers decides. */
function Start() {
  const known = useSelect((state) => state.app.isOpen && state.app.loading === null);
  const onboarded = useSelect((state) => state.person.onboarded);
  const returning = known ? onboarded : onboarded || remembered('onboarded') !== null;
  useEffect(() => {
    if (known) remember('onboarded', onboarded ? 'yes' : null);
  }, [known, onboarded]);
  if (returning) return <LazyForYouPage />;
  return <Redirect to={paths.welcome} replace state={{ isGuess: !known }} />;
}

/** Welcome. Where nobody knew yet whether the person is new, what is stored decides as soon as it is read. */
function FirstStep() {
  const isReturning = useSelect(({ app, person }) => app.isOpen && app.loading === null && person.onboarded);
  const isGuess = isRecord(history.state) && history.state.isGuess === true;
  if (isReturning && isGuess) return <Redirect to={paths.forYou} replace />;
  return <WelcomePage />;
}
