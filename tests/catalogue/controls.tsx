import { useState } from 'react';
import { Disclosure } from '../../src/ui/kit/disclosure.tsx';
import { Icon, iconNames } from '../../src/ui/kit/icons.tsx';
import { ProgressBar } from '../../src/ui/kit/progress-bar.tsx';
import { SegmentedControl } from '../../src/ui/kit/segmented-control.tsx';
import { SortBar } from '../../src/ui/kit/sort-bar.tsx';
import { Opened, Specimen } from './specimen.tsx';

const VIEWS = [
  { id: 'rows', name: 'Rows' },
  { id: 'list', name: 'One list' },
] as const;
const ORDERS = [
  { id: 'date', name: 'Newest' },
  { id: 'stars', name: 'Stars' },
  { id: 'title', name: 'Title' },
] as const;

export function Controls() {
  return (
    <>
      <Buttons />
      <Specimen name="Icon">
        {iconNames.map((name) => (
          <span key={name} className="specimen__icon">
            <Icon name={name} />
            {name}
          </span>
        ))}
      </Specimen>
      <Choices />
      <Specimen name="ProgressBar: nothing done, half done, all done, no end known">
        <div className="wide">
          <ProgressBar text="Reading" part={0} />
        </div>
        <div className="wide">
          <ProgressBar text="Reading" part={0.5} />
        </div>
        <div className="wide">
          <ProgressBar text="Reading" part={1} />
        </div>
        <div className="wide">
          <ProgressBar text="Reading" part={null} />
        </div>
      </Specimen>
      <Specimen name="Disclosure: closed, open">
        <Disclosure title="What the measures mean">
          <p>Not seen.</p>
        </Disclosure>
        <Opened>
          <Disclosure title="What the measures mean">
            <p>What is below the line.</p>
          </Disclosure>
        </Opened>
      </Specimen>
      <Specimen name=".panel, .empty, .skeleton">
        <section className="panel">A box of its own.</section>
        <div className="empty wide">
          <p>
            Nothing is here yet.
            <br />
            <span className="muted">What to do about it.</span>
          </p>
          <div className="empty__acts">
            <button type="button" className="button button--main">
              Do it
            </button>
            <button type="button" className="button">
              Or this
            </button>
          </div>
        </div>
        <div className="wide" aria-hidden="true">
          <span className="skeleton skeleton--line" />
          <span className="skeleton skeleton--line skeleton--short" />
        </div>
      </Specimen>
    </>
  );
}

const BUTTONS = [
  ['button', 'Plain'],
  ['button button--main', 'Main'],
  ['button button--quiet', 'Quiet'],
  ['button button--danger', 'Danger'],
] as const;

function Buttons() {
  return (
    <>
      <Specimen name=".button: enabled, disabled">
        {BUTTONS.map(([className, name]) => (
          <button key={name} type="button" className={className}>
            {name}
          </button>
        ))}
        {BUTTONS.map(([className, name]) => (
          <button key={name} type="button" className={className} disabled>
            {name}
          </button>
        ))}
      </Specimen>
      <Specimen name=".button with an icon, .icon-button">
        <button type="button" className="button">
          <Icon name="bookmark" />
          Watchlist
        </button>
        <button type="button" className="icon-button" aria-label="Close">
          <Icon name="close" />
        </button>
      </Specimen>
    </>
  );
}

function Choices() {
  const [view, setView] = useState<'rows' | 'list'>('rows');
  const [order, setOrder] = useState<'date' | 'stars' | 'title'>('stars');
  return (
    <>
      <Specimen name="SegmentedControl: normal, with its label, small">
        <SegmentedControl label="Show as" options={VIEWS} value={view} onChange={setView} />
        <SegmentedControl label="Show as" isLabelShown options={VIEWS} value={view} onChange={setView} />
        <SegmentedControl
          label="Show as"
          isLabelShown
          size="small"
          options={VIEWS}
          value={view}
          onChange={setView}
        />
      </Specimen>
      <Specimen name="SegmentedControl at the end of a line">
        <div className="wide">
          <SegmentedControl align="end" label="Show as" options={VIEWS} value={view} onChange={setView} />
          Begins the line
        </div>
      </Specimen>
      <Specimen name="SortBar">
        <SortBar orders={ORDERS} order={order} onChange={setOrder} />
      </Specimen>
    </>
  );
}
