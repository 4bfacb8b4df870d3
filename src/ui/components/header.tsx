import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { paths } from '../address.ts';
import { appName, nav } from '../texts.ts';
import { watchlist } from '../texts-marks.ts';
import { currentTheme, toggleTheme } from '../theme-choice.ts';
import { Icon, type IconName } from './icons.tsx';
import { Search } from './search.tsx';
import { TrainingWidget } from './training-widget.tsx';
import './header.css';

const PAGES: readonly { path: string; name: string; short: string; icon: IconName }[] = [
  { path: paths.forYou, name: nav.forYou, short: nav.forYou, icon: 'forYou' },
  { path: paths.watchlist, name: watchlist.title, short: watchlist.short, icon: 'bookmark' },
  { path: paths.ratings, name: nav.ratings, short: nav.short.ratings, icon: 'ratings' },
  { path: paths.training, name: nav.training, short: nav.training, icon: 'training' },
  { path: paths.privacy, name: nav.privacy, short: nav.short.privacy, icon: 'privacy' },
];

/** The bar above every page: brand, pages (at the foot on a phone), search, the live curve, colours. */
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
  return (
    <nav className="tabs" aria-label={nav.label}>
      {PAGES.map(({ path, name, short, icon }) => (
        <Link
          key={path}
          className="tabs__tab"
          href={path}
          aria-label={name}
          {...(location === path ? { 'aria-current': 'page' as const } : {})}
        >
          <Icon name={icon} />
          <span className="tabs__name">{name}</span>
          <span className="tabs__short">{short}</span>
        </Link>
      ))}
    </nav>
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
