import { lazy, Suspense, useEffect } from 'react';
import { Redirect, Route, Router, Switch, useLocation } from 'wouter';
import { ForYouPage } from '../for-you/for-you-page.tsx';
import { DropOverlay } from '../import/drop-overlay.tsx';
import { PosterInks } from '../poster/poster-inks.tsx';
import { remember, remembered } from '../state/local-preferences.ts';
import { useSelect } from '../state/store.ts';
import { WelcomePage } from '../welcome/welcome-page.tsx';
import { Announcer } from './announcer.tsx';
import { Banners } from './banners.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { Header } from './header.tsx';
import { LazyDatasetPreviewDialog, LazyImportDialog, LazyWhyDialog } from './lazy-dialogs.tsx';
import { NotFoundPage } from './not-found.tsx';
import { base, paths } from './routes.ts';
import { Toasts } from './toasts.tsx';
import '../kit/controls.css';

// A first visit does not need these pages, so each one loads when the person opens it.
const MoviePage = lazy(() => import('../movie/movie-page.tsx'));
const RatingsPage = lazy(() => import('../my-movies/ratings-page.tsx'));
const ExplorePage = lazy(() => import('../explore/explore-page.tsx'));
const WatchlistPage = lazy(() => import('../my-movies/watchlist-page.tsx'));
const UsersPage = lazy(() => import('../users/users-page.tsx'));
const UserPage = lazy(() => import('../users/user-page.tsx'));
const TrainingPage = lazy(() => import('../training/training-page.tsx'));
const ComparePage = lazy(() => import('../experiment/compare-page.tsx'));
const LabPage = lazy(() => import('../lab/lab-page.tsx'));
const MapPage = lazy(() => import('../map/map-page.tsx'));
const HowPage = lazy(() => import('../how/how-page.tsx'));
const ExperimentPage = lazy(() => import('../experiment/experiment-page.tsx'));
const DataPage = lazy(() => import('../data/data-page.tsx'));

export function App() {
  return (
    <Router base={base}>
      <PosterInks />
      <Header />
      <Banners />
      <Pages />
      <LazyDatasetPreviewDialog />
      <DropOverlay />
      <LazyImportDialog />
      <Toasts />
      <Announcer />
    </Router>
  );
}

function Pages() {
  const [location] = useLocation();
  return (
    <ErrorBoundary key={location}>
      <Suspense fallback={<main className="page" aria-busy="true" />}>
        <Switch>
          <Route path={paths.forYou}>
            <Start />
          </Route>
          <Route path={paths.welcome}>
            <WelcomePage />
          </Route>
          <Route path="/movie/:id">{({ id }) => <MoviePage key={id} id={Number(id)} />}</Route>
          <Route path={paths.explore}>
            <ExplorePage />
          </Route>
          <Route path={paths.watchlist}>
            <WatchlistPage />
          </Route>
          <Route path={paths.ratings}>
            <RatingsPage />
          </Route>
          <Route path={paths.users}>
            <UsersPage />
          </Route>
          <Route path="/users/:n">{({ n }) => <UserPage user={Number(n)} />}</Route>
          <Route path={paths.training}>
            <TrainingPage />
          </Route>
          <Route path="/compare">
            <ComparePage />
          </Route>
          <Route path={paths.lab}>
            <LabPage />
          </Route>
          <Route path={paths.map}>
            <MapPage />
          </Route>
          <Route path={paths.how}>
            <HowPage />
          </Route>
          <Route path={paths.experiment}>
            <ExperimentPage />
          </Route>
          <Route path={paths.privacy}>
            <DataPage />
          </Route>
          <Route>
            <NotFoundPage />
          </Route>
        </Switch>
      </Suspense>
      <LazyWhyDialog />
    </ErrorBoundary>
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
  return returning ? <ForYouPage /> : <Redirect to={paths.welcome} replace />;
}
