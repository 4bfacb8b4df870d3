import { useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { Icon, type IconName } from '../kit/icons.tsx';
import { appName } from '../kit/texts.ts';
import { watchlist } from '../movie/watchlist-texts.ts';
import { Search } from '../search/search.tsx';
import { TrainingWidget } from '../training/training-widget.tsx';
import { paths } from './routes.ts';
import { nav } from './texts.ts';
import { currentTheme, toggleTheme } from './theme-choice.ts';
import './header.css';

interface Entry {
  readonly path: string;
  readonly name: string;
  readonly short: string;
  readonly icon: IconName;
}

const FIRST: readonly Entry[] = [
  { path: paths.forYou, name: nav.forYou, short: nav.forYou, icon: 'forYou' },
  { path: paths.explore, name: nav.explore, short: nav.explore, icon: 'explore' },
  { path: paths.watchlist, name: watchlist.title, short: watchlist.short, icon: 'bookmark' },
  { path: paths.ratings, name: nav.ratings, short: nav.short.ratings, icon: 'ratings' },
];
/** In a narrow window these pages move under "More". */
const SECOND: readonly Entry[] = [
  { path: paths.map, name: nav.map, short: nav.short.map, icon: 'map' },
  { path: paths.training, name: nav.training, short: nav.training, icon: 'training' },
  { path: paths.lab, name: nav.lab, short: nav.lab, icon: 'lab' },
];
/** These pages are under "More" at every width. */
const THIRD: readonly Entry[] = [
  { path: paths.tonight, name: nav.tonight, short: nav.tonight, icon: 'moon' },
  { path: paths.how, name: nav.how, short: nav.how, icon: 'how' },
  { path: paths.privacy, name: nav.privacy, short: nav.short.privacy, icon: 'privacy' },
];

/** The bar above every page: brand, pages (at the bottom on a phone), search, live training curve and color theme. */
export function Header() {
  return (
    <header className="header">
      <a className="header__skip" href="#content">
        {nav.skip}
      </a>
      <div className="header__row">
        <Link className="brand" href={paths.forYou}>
          <svg viewBox="0 0 64 44" aria-hidden="true" focusable="false">
            <path d="M8 34a24 24 0 0 1 48 0z" fill="var(--accent)" />
            <path d="M19 34a13 13 0 0 1 26 0z" fill="var(--ground)" opacity="0.55" />
            <path d="M4 40h56" stroke="var(--accent)" strokeWidth="4" strokeLinecap="round" />
          </svg>
          {appName}
        </Link>
        <Tabs />
        <Search />
        <TrainingWidget />
        <ThemeToggle />
      </div>
    </header>
  );
}

function Tabs() {
  const [location] = useLocation();
  const isIn = (entries: readonly Entry[]) => entries.some(({ path }) => path === location);
  return (
    <nav className="tabs" aria-label={nav.label}>
      {FIRST.map((entry) => (
        <Tab key={entry.path} entry={entry} current={location === entry.path} />
      ))}
      {SECOND.map((entry) => (
        <Tab key={entry.path} entry={entry} current={location === entry.path} second />
      ))}
      <button
        type="button"
        className={`tabs__tab tabs__more${isIn(THIRD) ? ' tabs__more--here' : ''}${isIn(SECOND) ? ' tabs__more--second' : ''}`}
        popoverTarget="more-pages"
      >
        <Icon name="more" />
        {nav.more}
      </button>
      <More location={location} />
    </nav>
  );
}

function Tab(props: { readonly entry: Entry; readonly current: boolean; readonly second?: boolean }) {
  const { entry, current, second = false } = props;
  return (
    <Link
      className={second ? 'tabs__tab tabs__tab--second' : 'tabs__tab'}
      href={entry.path}
      aria-label={entry.name}
      {...(current ? { 'aria-current': 'page' as const } : {})}
    >
      <Icon name={entry.icon} />
      <span className="tabs__name">{entry.name}</span>
      <span className="tabs__short">{entry.short}</span>
    </Link>
  );
}

/** The menu of the pages that have no tab, and of those that lose their tab in a narrow window. */
function More({ location }: { readonly location: string }) {
  const menu = useRef<HTMLDivElement>(null);
  return (
    <div ref={menu} id="more-pages" popover="auto" className="more-pages">
      {[...SECOND, ...THIRD].map(({ path, name, icon }, n) => (
        <Link
          key={path}
          className={n < SECOND.length ? 'more-pages__page more-pages__page--second' : 'more-pages__page'}
          href={path}
          onClick={() => menu.current?.hidePopover()}
          {...(location === path ? { 'aria-current': 'page' as const } : {})}
        >
          <Icon name={icon} />
          {name}
        </Link>
      ))}
    </div>
  );
}

function ThemeToggle() {
  const [theme, setTheme] = useState(currentTheme);
  const name = theme === 'dark' ? nav.toLight : nav.toDark;
  return (
    <button
      type="button"
      className="icon-button header__theme"
      aria-label={name}
      title={name}
      onClick={() => setTheme(toggleTheme())}
    >
      <Icon name={theme === 'dark' ? 'sun' : 'moon'} />
    </button>
  );
}
