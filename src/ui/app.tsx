import { lazy, Suspense, useEffect } from 'react';
import { Redirect, Route, Router, Switch, useLocation } from 'wouter';
import { base, paths } from './address.ts';
import { Announcer } from './components/announcer.tsx';
import { Banners } from './components/banners.tsx';
import { Bring } from './components/bring.tsx';
import { ErrorBoundary } from './components/error-boundary.tsx';
import { Header } from './components/header.tsx';
import { Offer } from './components/offer.tsx';
import { PosterInks } from './components/poster-inks.tsx';
import { Toasts } from './components/toasts.tsx';
import { Why } from './components/why.tsx';
import { ForYouPage } from './pages/for-you.tsx';
import { NotFoundPage } from './pages/not-found.tsx';
import { WelcomePage } from './pages/welcome.tsx';
import { remember, remembered } from './remembered.ts';
import { useSelect } from './store.ts';
import './components/controls.css';

// What a first visit does not need comes when it is asked for.
const MoviePage = lazy(() => import('./pages/movie.tsx'));
const RatingsPage = lazy(() => import('./pages/ratings.tsx'));
const ExplorePage = lazy(() => import('./pages/explore.tsx'));
const WatchlistPage = lazy(() => import('./pages/watchlist.tsx'));
const UsersPage = lazy(() => import('./pages/users.tsx'));
const UserPage = lazy(() => import('./pages/user.tsx'));
const TrainingPage = lazy(() => import('./pages/training.tsx'));
const ComparePage = lazy(() => import('./pages/compare.tsx'));
const LabPage = lazy(() => import('./pages/lab.tsx'));
const MapPage = lazy(() => import('./pages/map.tsx'));
const HowPage = lazy(() => import('./pages/how.tsx'));
const ExperimentPage = lazy(() => import('./pages/experiment.tsx'));
const PrivacyPage = lazy(() => import('./pages/privacy.tsx'));

export function App() {
  return (
    <Router base={base}>
      <PosterInks />
      <Header />
      <Banners />
      <Pages />
      <Offer />
      <Bring />
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
            <PrivacyPage />
          </Route>
          <Route>
            <NotFoundPage />
          </Route>
        </Switch>
      </Suspense>
      <Why />
    </ErrorBoundary>
  );
}

/** For you, or Welcome for who has not been here; before anything is known, by what this browser remembers. */
function Start() {
  const known = useSelect((state) => state.openings > 0 && state.loading === null);
  const onboarded = useSelect((state) => state.person.onboarded);
  const returning = known ? onboarded : onboarded || remembered('onboarded') !== null;
  useEffect(() => {
    if (known) remember('onboarded', onboarded ? 'yes' : null);
  }, [known, onboarded]);
  return returning ? <ForYouPage /> : <Redirect to={paths.welcome} replace />;
}
